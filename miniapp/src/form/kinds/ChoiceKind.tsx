import { View } from '@tarojs/components';
import type { Option } from '@songtao/shared/form/field.js';
import { Chips, PickChip } from '../../ui/Chip';
import { ChoiceOne } from '../../ui/Choice';
import { Field } from '../../ui/Field';
import { fieldProps, type KindProps } from './kind';

/** Longer answers stand under each other. */
const CHIP_MAX = 8;

/** Whether all answers are so short that they stand side by side. */
const areShort = (options: readonly Option[]): boolean =>
  options.every(({ title }) => [...title].length <= CHIP_MAX);

/** One answer out of a list. */
export function ChoiceKind(props: KindProps) {
  const { field, value, onChange } = props;
  const options = field.options ?? [];
  const chosen = options.find((option) => option.value === value);
  if (!areShort(options)) {
    const rows = options.map((option) => ({ value: option.value, words: option.title }));
    return <ChoiceOne {...fieldProps(props)} options={rows} value={chosen?.value} onChange={onChange} />;
  }
  return (
    <Field {...fieldProps(props)}>
      <Chips>
        {options.map((option) => (
          <PickChip
            key={option.value}
            words={option.title}
            on={option.value === value}
            onPress={() => onChange(option.value)}
          />
        ))}
      </Chips>
      {chosen?.help && <View className="st-sub fm__after">{chosen.help}</View>}
    </Field>
  );
}
