import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { a11y } from './a11y';
import { classes } from './classes';
import { clockWords } from './leafWords';
import { Icon } from './Icon';
import { keyboard } from './keyboard';
import { useElder } from './mode';

/** A shorter press is a tap: it starts, and a second one stops. */
const HOLD_MS = 400;
/** A click that follows a finger so closely is the same press, seen twice. */
const SAME_PRESS_MS = 700;
const BARS = 36;
const BAR_SHORT = 8;
const BAR_TALL = 44;

export type TalkState = 'idle' | 'recording' | 'last10';

interface HoldToTalkProps {
  state: TalkState;
  /** Seconds that may still be spoken. */
  secondsLeft: number;
  /** Longest recording, in seconds. */
  limit?: number;
  /** Loudness so far, each 0 to 1; the newest last. */
  levels?: readonly number[];
  /** To whom one speaks, as 说给镇里听, and how long one may. */
  call?: string;
  onStart: () => void;
  onStop: () => void;
}

function Bars({ levels }: { levels: readonly number[] }) {
  const shown = levels.slice(-BARS);
  return (
    <View className="st-rec__bars" {...a11y({ hidden: true })}>
      {Array.from({ length: BARS }, (_, place) => {
        const level = shown[place];
        const height = BAR_SHORT + (level ?? 0) * (BAR_TALL - BAR_SHORT);
        return (
          <View
            key={place}
            className={classes('st-rec__bar', level === undefined && 'is-off')}
            style={{ height: `${height}px` }}
          />
        );
      })}
    </View>
  );
}

function Left({ state, secondsLeft }: Pick<HoldToTalkProps, 'state' | 'secondsLeft'>) {
  const last = state === 'last10';
  return (
    <View
      className={classes('st-rec__left', last && 'is-last')}
      {...a11y({ role: last ? 'status' : undefined })}
    >
      还能说 {Math.max(0, Math.ceil(secondsLeft))} 秒
    </View>
  );
}

interface Finger {
  down: () => void;
  up: () => void;
  click: () => void;
}

/** Hold, or tap to start and stop; in elder mode a tap only. Keyboards and screen readers always tap. */
function useFinger({ state, onStart, onStop }: HoldToTalkProps) {
  const elder = useElder();
  const [held, setHeld] = useState(false);
  const press = useRef({ downAt: 0, upAt: 0, started: false });
  const toggle = () => (state === 'idle' ? onStart() : onStop());
  const finger: Finger = {
    down: () => {
      if (elder) return;
      press.current = { downAt: Date.now(), upAt: 0, started: state === 'idle' };
      setHeld(state === 'idle');
      if (state === 'idle') onStart();
    },
    up: () => {
      if (elder || !press.current.downAt) return;
      const { downAt, started } = press.current;
      press.current = { downAt: 0, upAt: Date.now(), started };
      setHeld(false);
      if (!started || Date.now() - downAt >= HOLD_MS) onStop();
    },
    click: () => {
      if (elder || Date.now() - press.current.upAt > SAME_PRESS_MS) toggle();
    },
  };
  return { finger, held, elder, toggle };
}

/** A browser has one kind of event for mouse and finger, WeChat only fingers. */
function fingerEvents({ down, up }: Finger) {
  if (process.env.TARO_ENV === 'h5') {
    const onPointerDown = (event: PointerEvent) => {
      // The seconds appear above and push the button away from under a mouse: the release must still arrive.
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      down();
    };
    return { onPointerDown, onPointerUp: up, onPointerCancel: up };
  }
  return { onTouchStart: down, onTouchEnd: up, onTouchCancel: up };
}

/** The big microphone. Only the picture and the finger; the recording is the caller's. */
export function HoldToTalk(props: HoldToTalkProps) {
  const { state, secondsLeft, limit = 60, levels, call } = props;
  const { finger, held, elder, toggle } = useFinger(props);
  const on = state !== 'idle';
  const startWords = elder ? `点一下，${call ?? '开始说'}` : `按住${call ? `，${call}` : '说话'}`;
  const stopWords = held ? '正在听您说，松手就停' : '正在听，点一下就停';
  const hint = on ? stopWords : startWords;
  return (
    <View className={classes('st-rec', on && 'is-on')}>
      {on && <View className="st-rec__time">{clockWords(limit - secondsLeft)}</View>}
      {on && <Left state={state} secondsLeft={secondsLeft} />}
      {on && levels && <Bars levels={levels} />}
      <View
        className="st-rec__btn"
        hoverClass="is-press"
        {...a11y({ role: 'button', label: hint })}
        {...keyboard(toggle)}
        {...fingerEvents(finger)}
        onClick={finger.click}
      >
        <Icon name="mic" />
      </View>
      <View className="st-rec__hint" {...a11y({ hidden: true })}>
        {hint}
      </View>
      {!on && call && <View className="st-rec__left">最多说{Math.round(limit / 60)}分钟</View>}
    </View>
  );
}
