import { Field } from '../../ui/Field';
import { PhotoPick } from '../PhotoPick';
import { fieldProps, type KindProps } from './kind';

/** Photos, each on its way to the server as soon as it is taken. */
export function PhotosKind(props: KindProps) {
  const ids = Array.isArray(props.value) ? (props.value as string[]) : [];
  return (
    <Field {...fieldProps(props)}>
      <PhotoPick ids={ids} max={props.field.max ?? 1} onChange={props.onChange} onKeep={props.onKeep} />
    </Field>
  );
}
