import { Text, View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';
import { leafWords } from './leafWords';
import { Phrases } from './Phrases';
import { plainWords } from './words';

interface DayLeafProps {
  /** Last day minus today; 0 is the last day, below it is over. */
  daysLeft: number;
  big?: boolean;
}

/** 还有5天, as it is said. */
export function leafAloud(daysLeft: number): string {
  const { top, big, unit = '' } = leafWords(daysLeft);
  return `${top}${plainWords(big)}${unit}`;
}

/** A leaf of the wall calendar: how many days something still stands. The full date always stands beside it. */
export function DayLeaf({ daysLeft, big }: DayLeafProps) {
  const { look, top, big: number, unit = '' } = leafWords(daysLeft);
  return (
    <View
      className={classes('st-leaf', look !== 'left' && `is-${look}`, big && 'is-big')}
      {...a11y({ role: 'img', label: leafAloud(daysLeft) })}
    >
      <View className="st-leaf__t">{top}</View>
      <View className="st-leaf__n">
        <Phrases of={number} />
        {unit && <Text className="st-leaf__u">{unit}</Text>}
      </View>
    </View>
  );
}
