import { useState } from 'react';
import { TextArea } from '../../ui/TextField';
import { fieldProps, type KindProps } from './kind';

/** Several sentences. */
export function LongTextKind(props: KindProps) {
  const [start] = useState(typeof props.value === 'string' ? props.value : '');
  return (
    <TextArea
      {...fieldProps(props)}
      defaultValue={start}
      maxlength={props.field.max ?? 500}
      onInput={props.onChange}
    />
  );
}
