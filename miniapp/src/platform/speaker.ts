import Taro from '@tarojs/taro';
import { addressOf } from './env';
import { signal, type Signal } from './signal';

/** How a sound ended. `failed` also where the browser lets no page sound before the first tap. */
export type SoundEnd = 'ended' | 'stopped' | 'failed';

/** The loudspeaker: one clip at a time. */
export interface Speaker {
  /** Whether it can read words by itself. */
  readonly speaks: Signal<boolean>;
  readonly play: (src: string, rate: number, onSecondsLeft: (seconds: number) => void) => Promise<SoundEnd>;
  readonly say: (words: string, rate: number) => Promise<SoundEnd>;
  readonly stop: () => void;
}

let stopCurrent = (): void => undefined;
let loud = false;

function beLoud(): void {
  if (loud) return;
  loud = true;
  // An iPhone switched to silent would say nothing, and who taps 念给我听 wants to hear it.
  void Taro.setInnerAudioOption({ obeyMuteSwitch: false });
}

function play(src: string, rate: number, onSecondsLeft: (seconds: number) => void): Promise<SoundEnd> {
  stopCurrent();
  beLoud();
  return new Promise((resolve) => {
    const audio = Taro.createInnerAudioContext();
    const end = (how: SoundEnd): void => {
      stopCurrent = () => undefined;
      // Without destroy() WeChat keeps the player until the app is closed.
      audio.destroy();
      resolve(how);
    };
    stopCurrent = () => end('stopped');
    audio.onEnded(() => end('ended'));
    audio.onError(() => end('failed'));
    audio.onTimeUpdate(() => onSecondsLeft(Math.ceil((audio.duration - audio.currentTime) / rate)));
    audio.src = addressOf(src);
    audio.playbackRate = rate;
    audio.play();
  });
}

/** On weapp recorded sound only: the platform reads no words by itself. `speaker.h5.ts` is the browser's. */
export const speaker: Speaker = {
  speaks: signal(false),
  play,
  say: () => Promise.resolve('failed'),
  stop: () => stopCurrent(),
};
