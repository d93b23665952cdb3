import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { useLongWait } from './longWait';
import { Press } from './Press';

const LOOK = {
  main: '',
  quiet: 'is-quiet',
  text: 'is-text',
  danger: 'is-danger',
  dangerQuiet: 'is-danger is-quiet',
} as const;

interface ButtonProps {
  words: string;
  look?: keyof typeof LOOK;
  icon?: IconName;
  /** At the end, as the arrow of "more". */
  iconEnd?: IconName;
  small?: boolean;
  /** Being sent: presses do nothing, and after a second the button says `busyWords`. */
  busy?: boolean;
  busyWords?: string;
  /** Why it cannot be pressed now; stands in the button in place of its words. */
  off?: string;
  /** For screen readers, where the words alone do not say on what. */
  label?: string;
  onPress?: () => void;
}

/** One thing to do. A page has one `main`. */
export function Button(props: ButtonProps) {
  const {
    look = 'main',
    icon,
    iconEnd,
    small,
    busy = false,
    busyWords = '正在发，请等一下',
    off,
    onPress,
  } = props;
  const showBusy = useLongWait(busy);
  const awake = off ?? props.words;
  const words = showBusy ? busyWords : awake;
  return (
    <Press
      className={classes('st-btn', LOOK[look], small && 'is-small', off && 'is-off', showBusy && 'is-busy')}
      label={off || showBusy ? words : (props.label ?? words)}
      disabled={busy || off !== undefined}
      onPress={onPress}
    >
      {icon && !off && !showBusy && <Icon name={icon} />}
      <View>{words}</View>
      {iconEnd && <Icon name={iconEnd} size="s" />}
    </Press>
  );
}

/** Two buttons beside each other; under each other in elder mode, unless `row` (at most four characters each). */
export function ButtonPair({ row, children }: { row?: boolean; children: ReactNode }) {
  return <View className={classes('st-pair', row && 'is-row')}>{children}</View>;
}
