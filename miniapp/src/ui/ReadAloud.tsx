import { View } from '@tarojs/components';
import { classes } from './classes';
import { Icon } from './Icon';
import { Press } from './Press';

interface ReadAloudProps {
  playing: boolean;
  words?: string;
  /** Why it cannot be read, as 这台手机念不了. */
  off?: string;
  onToggle: () => void;
}

/** Reads this page aloud; on every page of more than two sentences. */
export function ReadAloud({ playing, words = '念给我听', off, onToggle }: ReadAloudProps) {
  const awake = playing ? '停下' : words;
  return (
    <Press
      className={classes('st-read', playing && 'is-on', off && 'is-off')}
      label={off ?? awake}
      disabled={off !== undefined}
      onPress={onToggle}
    >
      <Icon name={playing ? 'pause' : 'speaker'} />
      <View>{off ?? awake}</View>
    </Press>
  );
}
