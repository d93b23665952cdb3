import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { useElder } from './mode';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { plainWords } from './words';
import type { Words } from './words';

interface DoorTileProps {
  title: string;
  icon: IconName;
  /** hero: the one big door; wide: a whole row; small: half a row. */
  size: 'hero' | 'wide' | 'small';
  /** Second line, in normal mode only. */
  line?: Words;
  /** Second line of elder mode, shorter. */
  elderLine?: Words;
  /** What waits for you; colours the door amber. */
  waiting?: string;
  onPress: () => void;
}

/** A way in from the home page. */
export function DoorTile({ title, icon, size, line, elderLine, waiting, onPress }: DoorTileProps) {
  const elder = useElder();
  const second = elder ? elderLine : line;
  const hero = size === 'hero';
  const arrow = size === 'wide' || (size === 'small' && elder);
  return (
    <Press
      className={classes('st-door', size !== 'small' && 'is-wide', hero && 'is-hero', waiting && 'is-wait')}
      label={[title, waiting, plainWords(second)].filter(Boolean).join('，')}
      onPress={onPress}
    >
      {!hero && <Icon name={icon} size="door" />}
      <View className="st-door__b">
        <View className="st-door__t">{title}</View>
        {waiting && <View className="st-door__s is-wait">{waiting}</View>}
        {second && (
          <View className="st-door__s">
            <Phrases of={second} />
          </View>
        )}
      </View>
      {hero && (
        <View className="st-door__disc">
          <Icon name={icon} />
        </View>
      )}
      {arrow && <Icon name="next" size="s" className="st-door__go" />}
    </Press>
  );
}

/** The doors of the home page: two small ones share a row, in elder mode none. */
export function Doors({ children }: { children: ReactNode }) {
  return <View className="st-doors">{children}</View>;
}
