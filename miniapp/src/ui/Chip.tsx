import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Press } from './Press';

export type ChipTone = 'plain' | 'moving' | 'wait' | 'urgent' | 'info';

interface ChipProps {
  words: string;
  tone?: ChipTone;
  icon?: IconName;
}

/** A short state. Colour only repeats what icon and word say. */
export function Chip({ words, tone = 'plain', icon }: ChipProps) {
  return (
    <View className={classes('st-chip', tone !== 'plain' && `is-${tone}`)}>
      {icon && <Icon name={icon} />}
      <View>{words}</View>
    </View>
  );
}

interface PickChipProps {
  words: string;
  icon?: IconName;
  on?: boolean;
  onPress: () => void;
}

/** A chip to tap: a filter, a name on a roll, a small choice. */
export function PickChip({ words, icon, on, onPress }: PickChipProps) {
  return (
    <Press
      className={classes('st-chip', 'is-pick', on && 'is-on')}
      role={on === undefined ? 'button' : 'checkbox'}
      label={words}
      checked={on}
      onPress={onPress}
    >
      {on && !icon && <Icon name="check" />}
      {icon && <Icon name={icon} />}
      <View>{words}</View>
    </Press>
  );
}

/** Chips side by side; `even` sets them in columns, as the roll of a meeting. */
export function Chips({ even, children }: { even?: boolean; children: ReactNode }) {
  return <View className={classes('st-chips', even && 'is-even')}>{children}</View>;
}
