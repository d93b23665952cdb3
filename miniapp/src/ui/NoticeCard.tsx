import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Chip } from './Chip';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { plainWords } from './words';
import type { Words } from './words';

interface NoticeCardProps {
  icon?: IconName;
  title: Words;
  line?: Words;
  date?: string;
  unread?: boolean;
  /** It waits for you: amber. */
  waiting?: boolean;
  /** In place of the arrow: a DayLeaf. */
  aside?: ReactNode;
  onPress: () => void;
}

/** A message, a public notice or a policy in a list. */
export function NoticeCard({ icon, title, line, date, unread, waiting, aside, onPress }: NoticeCardProps) {
  const said = [waiting && '等您办', unread && '新', plainWords(title), plainWords(line), date]
    .filter(Boolean)
    .join('，');
  return (
    <Press
      className={classes('st-notice', waiting && 'is-wait', aside !== undefined && 'is-even')}
      label={said}
      onPress={onPress}
    >
      {icon && <Icon name={icon} />}
      <View className="st-notice__b">
        {waiting && <Chip words="等您办" tone="wait" />}
        <View className="st-notice__t">
          {unread && <Text className="st-new">新</Text>}
          <Phrases of={title} />
        </View>
        {line && (
          <View className="st-notice__s">
            <Phrases of={line} />
          </View>
        )}
        {date && <View className="st-notice__d">{date}</View>}
      </View>
      {aside ?? <Icon name="next" className="st-row__go" />}
    </Press>
  );
}
