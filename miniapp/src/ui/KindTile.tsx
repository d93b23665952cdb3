import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { plainWords } from './words';
import type { Words } from './words';

interface KindTileProps {
  icon: IconName;
  words: Words;
  /** Chosen before; leave out where one tap goes on at once. */
  on?: boolean;
  onPress: () => void;
}

/** One kind of hardship or policy, chosen by picture. */
export function KindTile({ icon, words, on, onPress }: KindTileProps) {
  return (
    <Press
      className={classes('st-kind', on && 'is-on')}
      label={plainWords(words)}
      pressed={on}
      onPress={onPress}
    >
      {on && (
        <View className="st-kind__ok">
          <Icon name="check" />
        </View>
      )}
      <Icon name={icon} size="xl" />
      <View>
        <Phrases of={words} />
      </View>
    </Press>
  );
}

/** The tiles, two in a row. */
export function Kinds({ children }: { children: ReactNode }) {
  return <View className="st-kinds">{children}</View>;
}
