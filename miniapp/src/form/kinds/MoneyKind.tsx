import { useState } from 'react';
import { TextField } from '../../ui/TextField';
import { fenOf, yuanText } from '../values';
import { fieldProps, type KindProps } from './kind';

const LONGEST = 11;

/** A sum, typed in 元 and kept in 分. */
export function MoneyKind(props: KindProps) {
  const [start] = useState(() => yuanText(props.value));
  return (
    <TextField
      {...fieldProps(props)}
      type="digit"
      icon="money"
      unit={props.field.unit}
      defaultValue={start}
      maxlength={LONGEST}
      onInput={(typed) => props.onChange(fenOf(typed))}
    />
  );
}
