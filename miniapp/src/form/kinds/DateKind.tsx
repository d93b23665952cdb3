import { View } from '@tarojs/components';
import { addDays, dayOf } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { useNow } from '../../platform/now';
import { Chips, PickChip } from '../../ui/Chip';
import { DateField } from '../../ui/DateField';
import { fieldProps, type KindProps } from './kind';

/** A day, picked and never typed; most are a day away. */
export function DateKind(props: KindProps) {
  const today = dayOf(useNow());
  const value = typeof props.value === 'string' ? props.value : undefined;
  const ahead = [
    { words: '明天', day: addDays(today, 1) },
    { words: '后天', day: addDays(today, 2) },
  ];
  const near = [
    { words: '今天', day: today },
    ...(props.field.ahead ? ahead : [{ words: '昨天', day: addDays(today, -1) }]),
  ];
  return (
    <View>
      <DateField {...fieldProps(props)} value={value} show={dayWords} onChange={props.onChange} />
      <View className="fm__after">
        <Chips>
          {near.map(({ words, day }) => (
            <PickChip key={day} words={words} on={value === day} onPress={() => props.onChange(day)} />
          ))}
        </Chips>
      </View>
    </View>
  );
}
