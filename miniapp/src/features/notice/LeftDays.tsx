import { View } from '@tarojs/components';
import { dayOf, daysBetween, type Day } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { useNow } from '../../platform/now';
import { DayLeaf } from '../../ui/DayLeaf';
import { Phrases } from '../../ui/Phrases';
import './notice.css';

/** How long a 公示 hangs, its last day, and the day on which it goes. Stands in a Surface. */
export function LeftDays({ lastDay, removedOn }: { lastDay: Day; removedOn: Day | null }) {
  // By the phone's own date: an old answer counts on.
  const daysLeft = daysBetween(dayOf(useNow()), lastDay);
  return (
    <>
      <View className="nt-left">
        <DayLeaf daysLeft={daysLeft} big />
        <View className="nt-left__b">
          <View className="st-sub">看到这天</View>
          <View className="st-title">
            <Phrases of={dayWords(lastDay).replace(' ', '| |').split('|')} />
          </View>
        </View>
      </View>
      {removedOn && (
        <View className="st-sub nt-gone">
          <Phrases of={`${dayWords(removedOn)}撤下，名字不再显示。`} />
        </View>
      )}
    </>
  );
}
