import { useState } from 'react';
import { TextField } from '../../ui/TextField';
import { fieldProps, type KindProps } from './kind';

/** A short line of text. */
export function TextKind(props: KindProps) {
  const [start] = useState(typeof props.value === 'string' ? props.value : '');
  return (
    <TextField
      {...fieldProps(props)}
      defaultValue={start}
      maxlength={props.field.max ?? 60}
      onInput={props.onChange}
    />
  );
}
