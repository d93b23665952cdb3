import { Text, View } from '@tarojs/components';
import { Chip } from './Chip';
import { classes } from './classes';
import { DayLeaf, leafAloud } from './DayLeaf';
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
  /** A DayLeaf in place of the arrow. */
  daysLeft?: number;
  onPress: () => void;
}

/** A message, a public notice or a policy in a list. */
export function NoticeCard({ icon, title, line, date, unread, waiting, daysLeft, onPress }: NoticeCardProps) {
  const leaf = daysLeft === undefined ? undefined : leafAloud(daysLeft);
  const said = [waiting && '等您办', unread && '新', plainWords(title), plainWords(line), date, leaf]
    .filter(Boolean)
    .join('，');
  return (
    <Press
      className={classes('st-notice', waiting && 'is-wait', leaf && 'is-even')}
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
      {daysLeft === undefined ? <Icon name="next" className="st-row__go" /> : <DayLeaf daysLeft={daysLeft} />}
    </Press>
  );
}
