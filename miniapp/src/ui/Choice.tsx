import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';
import { Field } from './Field';
import type { FieldProps } from './Field';
import { Icon } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { plainWords } from './words';
import type { Words } from './words';

interface Option<Value extends string> {
  value: Value;
  words: Words;
}

interface ChoiceProps<Value extends string> extends FieldProps {
  options: readonly Option<Value>[];
}

interface OptionRowProps {
  words: Words;
  role: 'radio' | 'checkbox';
  on: boolean;
  onPress: () => void;
}

function OptionRow({ words, role, on, onPress }: OptionRowProps) {
  return (
    <Press
      role={role}
      checked={on}
      className={classes('st-choice', role === 'checkbox' && 'is-many', on && 'is-on')}
      label={plainWords(words)}
      onPress={onPress}
    >
      <View className="st-choice__m">{on && <Icon name="check" />}</View>
      <View className="st-choice__b">
        <Phrases of={words} />
      </View>
    </Press>
  );
}

interface ChoiceOneProps<Value extends string> extends ChoiceProps<Value> {
  value: Value | undefined;
  onChange: (value: Value) => void;
}

/** One of several. */
export function ChoiceOne<Value extends string>(props: ChoiceOneProps<Value>) {
  const { options, value, onChange, ...field } = props;
  return (
    <Field {...field}>
      <View className="st-choices" {...a11y({ role: 'radiogroup', label: field.label })}>
        {options.map((option) => (
          <OptionRow
            key={option.value}
            role="radio"
            words={option.words}
            on={option.value === value}
            onPress={() => onChange(option.value)}
          />
        ))}
      </View>
    </Field>
  );
}

interface ChoiceManyProps<Value extends string> extends ChoiceProps<Value> {
  values: readonly Value[];
  onChange: (values: Value[]) => void;
}

/** Any of several, in the order of the options. */
export function ChoiceMany<Value extends string>(props: ChoiceManyProps<Value>) {
  const { options, values, onChange, ...field } = props;
  const toggle = (tapped: Value) => {
    const chosen = options.map((option) => option.value);
    onChange(chosen.filter((value) => (value === tapped) !== values.includes(value)));
  };
  return (
    <Field {...field}>
      <View className="st-choices" {...a11y({ role: 'group', label: field.label })}>
        {options.map((option) => (
          <OptionRow
            key={option.value}
            role="checkbox"
            words={option.words}
            on={values.includes(option.value)}
            onPress={() => toggle(option.value)}
          />
        ))}
      </View>
    </Field>
  );
}

interface SegmentsProps<Value extends string> {
  label: string;
  options: readonly { value: Value; words: string }[];
  value: Value | undefined;
  onChange: (value: Value) => void;
}

/** Two or three short ones side by side: 没变, 变了. Nothing needs to be chosen before. */
export function Segments<Value extends string>({ label, options, value, onChange }: SegmentsProps<Value>) {
  return (
    <View className="st-seg" {...a11y({ role: 'radiogroup', label })}>
      {options.map((option) => (
        <Press
          key={option.value}
          role="radio"
          checked={option.value === value}
          className={classes('st-seg__i', option.value === value && 'is-on')}
          label={option.words}
          onPress={() => onChange(option.value)}
        >
          {option.words}
        </Press>
      ))}
    </View>
  );
}
