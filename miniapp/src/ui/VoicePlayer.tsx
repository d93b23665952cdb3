import { View } from '@tarojs/components';
import { Icon } from './Icon';
import { Press } from './Press';

/** Shape of a voice whose loudness nobody measured. */
const QUIET_SHAPE = [8, 15, 22, 13, 20, 11, 18, 9, 16, 23, 14, 21, 12, 19, 10, 17, 8, 15, 22, 13, 20, 11];
const TALLEST = 23;
const SHORTEST = 6;

interface VoicePlayerProps {
  seconds: number;
  playing: boolean;
  /** Loudness over time, each 0 to 1. */
  levels?: readonly number[];
  onToggle: () => void;
}

/** A recording in one line: tap to hear, tap to stop. Only the picture; the sound is the caller's. */
export function VoicePlayer({ seconds, playing, levels, onToggle }: VoicePlayerProps) {
  const heights = levels?.map((level) => SHORTEST + level * (TALLEST - SHORTEST)) ?? QUIET_SHAPE;
  const length = `${Math.round(seconds)} 秒`;
  return (
    <Press
      className="st-voice"
      label={playing ? `停下，一共${length}` : `听录音，${length}`}
      onPress={onToggle}
    >
      <View className="st-voice__p">
        <Icon name={playing ? 'stop-fill' : 'play-fill'} />
      </View>
      <View className="st-voice__w">
        {heights.map((height, place) => (
          <View key={place} className="st-voice__bar" style={{ height: `${height}px` }} />
        ))}
      </View>
      <View>{length}</View>
    </Press>
  );
}
