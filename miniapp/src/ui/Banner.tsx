import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { plainWords } from './words';
import type { Words } from './words';

type BannerTone = 'info' | 'offline' | 'wait' | 'urgent' | 'done';

const ICON: Record<BannerTone, IconName> = {
  info: 'info',
  offline: 'offline',
  wait: 'hourglass',
  urgent: 'alert',
  done: 'done',
};

interface BannerProps {
  tone?: BannerTone;
  icon?: IconName;
  title?: Words;
  line?: Words;
  children?: ReactNode;
  onPress?: () => void;
}

/** The state of the whole page, under its bar; at most one a page. */
export function Banner({ tone = 'info', icon, title, line, children, onPress }: BannerProps) {
  const className = classes('st-banner', tone !== 'info' && `is-${tone}`);
  const content = (
    <>
      <Icon name={icon ?? ICON[tone]} className="st-banner__i" />
      <View className="st-banner__b">
        {title && (
          <View className="st-banner__t">
            <Phrases of={title} />
          </View>
        )}
        {line && (
          <View>
            <Phrases of={line} />
          </View>
        )}
        {children}
      </View>
      {onPress && <Icon name="next" className="st-banner__go" />}
    </>
  );
  if (!onPress) {
    return (
      <View className={className} {...a11y({ role: tone === 'urgent' ? 'alert' : 'status' })}>
        {content}
      </View>
    );
  }
  return (
    <Press className={className} label={plainWords(title) + plainWords(line)} onPress={onPress}>
      {content}
    </Press>
  );
}
