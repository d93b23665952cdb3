import { Text, View } from '@tarojs/components';

interface Figure {
  number: number | string;
  unit?: string;
  words: string;
}

/** Two to four plain totals side by side. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <View className="sf-figs">
      {figures.map(({ number, unit, words }) => (
        <View key={words} className="sf-fig">
          <View className="sf-fig__n">
            {number}
            {unit && <Text className="sf-fig__u">{unit}</Text>}
          </View>
          <View className="sf-fig__t">{words}</View>
        </View>
      ))}
    </View>
  );
}
