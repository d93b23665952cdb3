import { Field } from '../../ui/Field';
import { Segments } from '../../ui/Choice';
import { fieldProps, type KindProps } from './kind';

const ANSWERS = [
  { value: 'yes', words: '是' },
  { value: 'no', words: '不是' },
] as const;

function answerOf(value: unknown): 'yes' | 'no' | undefined {
  if (typeof value !== 'boolean') return undefined;
  return value ? 'yes' : 'no';
}

/** 是 or 不是; nothing is chosen before. */
export function YesNoKind(props: KindProps) {
  return (
    <Field {...fieldProps(props)}>
      <Segments
        label={props.field.title}
        options={ANSWERS}
        value={answerOf(props.value)}
        onChange={(answer) => props.onChange(answer === 'yes')}
      />
    </Field>
  );
}
