import { useState } from 'react';
import { Field } from '../../ui/Field';
import { Stepper } from '../../ui/Stepper';
import { TextField } from '../../ui/TextField';
import { isStepped } from '../values';
import { fieldProps, type KindProps } from './kind';

const LONGEST = 10;

function TypedNumber(props: KindProps) {
  const [start] = useState(props.value === undefined ? '' : String(props.value));
  return (
    <TextField
      {...fieldProps(props)}
      type="number"
      unit={props.field.unit}
      defaultValue={start}
      maxlength={LONGEST}
      onInput={(typed) => props.onChange(/^\d+$/.test(typed) ? Number(typed) : typed)}
    />
  );
}

/** A whole number: a small one is stepped to, a large one typed. */
export function NumberKind(props: KindProps) {
  const { field, value, onChange } = props;
  if (!isStepped(field)) return <TypedNumber {...props} />;
  const shown = typeof value === 'number' ? value : (field.min ?? 0);
  return (
    <Field {...fieldProps(props)}>
      <Stepper label={field.title} value={shown} min={field.min} max={field.max} onChange={onChange} />
    </Field>
  );
}
