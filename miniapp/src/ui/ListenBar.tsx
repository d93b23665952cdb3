import { View } from '@tarojs/components';
import { classes } from './classes';
import { Icon } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { ProgressBar } from './ProgressBar';

interface ListenBarProps {
  /** Length of the sound. */
  seconds: number;
  /** Said beside the length, as 普通话. */
  voice?: string;
  playing: boolean;
  /** Seconds played so far. */
  played?: number;
  slow?: boolean;
  /** Why it cannot be played, as 没网，念不了。字还能看。 */
  off?: string;
  /** Why it was not heard just now; it may be tried again. */
  trouble?: string;
  /** Not at the top of a Surface but by itself. */
  alone?: boolean;
  onToggle: () => void;
  onSlow?: () => void;
}

function Playing({ seconds, played = 0, slow, alone, onToggle, onSlow }: ListenBarProps) {
  return (
    <View className={classes('st-listen', alone && 'is-alone')}>
      <Press className="st-listen__p" label="停下" onPress={onToggle}>
        <Icon name="pause" size="l" />
      </Press>
      <View className="st-listen__b">
        <View className="st-listen__t">正在念</View>
        <View className="st-listen__s">还有{Math.max(0, Math.ceil(seconds - played))}秒</View>
      </View>
      {onSlow && (
        <Press className="st-listen__slow" label={slow ? '快一点' : '慢一点'} onPress={onSlow}>
          {slow ? '快一点' : '慢一点'}
        </Press>
      )}
      <View className="st-listen__prog">
        <ProgressBar share={seconds ? played / seconds : 0} />
      </View>
    </View>
  );
}

/** Listening as the way into a policy or a notice: the first and biggest thing on it. */
export function ListenBar(props: ListenBarProps) {
  const { seconds, voice = '普通话', playing, off, trouble, alone, onToggle } = props;
  if (playing) return <Playing {...props} />;
  const line = off ?? trouble ?? `${voice}，${Math.ceil(seconds)}秒`;
  return (
    <Press
      className={classes('st-listen', alone && 'is-alone', off && 'is-off')}
      label={`念给我听，${line}`}
      disabled={off !== undefined}
      onPress={onToggle}
    >
      <View className="st-listen__p">
        <Icon name="speaker" size="l" />
      </View>
      <View className="st-listen__b">
        <View className="st-listen__t">念给我听</View>
        <View className="st-listen__s">
          <Phrases of={line} />
        </View>
      </View>
    </Press>
  );
}
