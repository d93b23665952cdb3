import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Stack } from '../../ui/Section';
import { useServices } from '../services';
import { sendOne } from '../uploads';
import { fieldProps, type KindProps } from './kind';

/** Recordings, to be heard and said anew. */
export function VoiceKind(props: KindProps) {
  const { field, files, onChange, onKeep } = props;
  const { Talk, Voice, send } = useServices();
  const ids = Array.isArray(props.value) ? (props.value as string[]) : [];
  const add = ({ id, seconds }: { id: string; seconds: number }): void => {
    const file = { id, kind: 'voice', seconds } as const;
    onKeep(file);
    onChange([...ids, id]);
    void sendOne(file, send);
  };
  return (
    <Field {...fieldProps(props)}>
      <Stack>
        {ids.map((id) => (
          <Voice key={id} id={id} seconds={files.find((file) => file.id === id)?.seconds ?? 0} />
        ))}
        {ids.length < (field.max ?? 1) && <Talk onSaid={add} />}
        {ids.length > 0 && <Button look="text" icon="redo" words="重新说" onPress={() => onChange([])} />}
      </Stack>
    </Field>
  );
}
