import { View } from '@tarojs/components';
import { classes } from './classes';
import { Icon } from './Icon';
import { Press } from './Press';

interface SearchBoxProps {
  /** What was looked for before. */
  words?: string;
  placeholder: string;
  onType: () => void;
  onSpeak: () => void;
}

/** A field that is typed into on a sheet, with the way for whoever would rather speak. */
export function SearchBox({ words, placeholder, onType, onSpeak }: SearchBoxProps) {
  return (
    <View className={classes('st-input', 'is-find', !words && 'is-empty')}>
      <Press className="st-find" label={words ?? placeholder} onPress={onType}>
        <Icon name="search" />
        <View className="st-input__b">{words ?? placeholder}</View>
      </Press>
      <Press className="st-find__mic" label="用话问" onPress={onSpeak}>
        <Icon name="mic" size="l" />
      </Press>
    </View>
  );
}
