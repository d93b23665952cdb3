import { View } from '@tarojs/components';
import { classes } from '../../ui/classes';
import { Phrases } from '../../ui/Phrases';
import './notice.css';

/** Plain words, a sentence a line; the one that is being read is bold. Stands in a Surface. */
export function PlainLines({ lines, reading }: { lines: readonly string[]; reading: number | null }) {
  return (
    <View className="nt-plain">
      {lines.map((line, place) => (
        <View key={place} className={classes('st-lead', place === reading && 'nt-now')}>
          <Phrases of={line} />
        </View>
      ))}
    </View>
  );
}
