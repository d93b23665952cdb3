import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';

export type IconName =
  | 'back'
  | 'next'
  | 'down'
  | 'up'
  | 'close'
  | 'home'
  | 'mail'
  | 'bell'
  | 'me'
  | 'people'
  | 'list'
  | 'search'
  | 'filter'
  | 'more'
  | 'mic'
  | 'phone'
  | 'speaker'
  | 'play'
  | 'pause'
  | 'stop'
  | 'redo'
  | 'camera'
  | 'photo'
  | 'plus'
  | 'minus'
  | 'edit'
  | 'trash'
  | 'download'
  | 'share'
  | 'send'
  | 'sign'
  | 'copy'
  | 'sync'
  | 'keyboard'
  | 'logout'
  | 'check'
  | 'done'
  | 'clock'
  | 'hourglass'
  | 'alert'
  | 'info'
  | 'help'
  | 'offline'
  | 'outbox'
  | 'lock'
  | 'eye'
  | 'shield'
  | 'trail'
  | 'book'
  | 'board'
  | 'calendar'
  | 'pin'
  | 'visit'
  | 'house'
  | 'doc'
  | 'idcard'
  | 'receipt'
  | 'meeting'
  | 'stamp'
  | 'building'
  | 'hands'
  | 'handup'
  | 'talk'
  | 'chart'
  | 'star'
  | 'flag'
  | 'tag'
  | 'gear'
  | 'bigtext'
  | 'map'
  | 'medical'
  | 'money'
  | 'kind-medical'
  | 'kind-house'
  | 'kind-water'
  | 'kind-school'
  | 'kind-work'
  | 'kind-disaster'
  | 'kind-family'
  | 'kind-talk'
  | 'play-fill'
  | 'stop-fill'
  | 'mark'
  | 'kind-farm'
  | 'kind-elder'
  | 'kind-disabled'
  | 'kind-all';

interface IconProps {
  name: IconName;
  /** Default: m, 24 (elder 30). */
  size?: 's' | 'm' | 'l' | 'xl' | 'door';
  className?: string;
}

/** A line icon in the colour of the text. It is never the only bearer of a meaning, so readers skip it. */
export function Icon({ name, size = 'm', className }: IconProps) {
  return (
    <View
      className={classes('ic', size !== 'm' && `ic-${size}`, `ic-${name}`, className)}
      {...a11y({ hidden: true })}
    />
  );
}
