import { Chips, PickChip } from '../../ui/Chip';
import { Field } from '../../ui/Field';
import { fieldProps, type KindProps } from './kind';

/** Several answers, in the order in which they were tapped. */
export function ChoicesKind(props: KindProps) {
  const { field, onChange } = props;
  const chosen = Array.isArray(props.value) ? (props.value as string[]) : [];
  const toggle = (value: string): void =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <Field {...fieldProps(props)} help={field.help ?? `最多选${field.max}个`}>
      <Chips>
        {(field.options ?? []).map((option) => (
          <PickChip
            key={option.value}
            words={option.title}
            on={chosen.includes(option.value)}
            onPress={() => toggle(option.value)}
          />
        ))}
      </Chips>
    </Field>
  );
}
