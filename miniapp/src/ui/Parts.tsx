import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';

/** In the order of the parts; the last one is hollow: what nobody has done yet. */
const LOOKS = ['', 'is-b', 'is-c', 'is-d', 'is-e'] as const;

interface PartsProps {
  /** At most five; together they are the whole. */
  parts: readonly { words: string; count: number }[];
}

/** The parts of a whole, which add up to it in plain sight. */
export function Parts({ parts }: PartsProps) {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  return (
    <View className="sf-parts">
      <View className="sf-parts__bar" {...a11y({ hidden: true })}>
        {parts.map(({ words, count }, place) => (
          <View key={words} className={classes('sf-parts__f', LOOKS[place])} style={{ flexGrow: count }} />
        ))}
      </View>
      <View className="sf-parts__l">
        {parts.map(({ words, count }, place) => (
          <View key={words} className={classes('sf-parts__k', LOOKS[place])}>
            <View>{words}</View>
            <View className="sf-parts__n">{count}</View>
          </View>
        ))}
        <View className="sf-parts__k is-sum st-b">
          <View>一共</View>
          <View className="sf-parts__n">{total}</View>
        </View>
      </View>
    </View>
  );
}
