import { useState } from 'react';
import { Button, ButtonPair } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { Segments } from '../../ui/Choice';
import { Field } from '../../ui/Field';
import { Stack } from '../../ui/Section';
import { SignaturePad } from '../../ui/SignaturePad';
import { keepInk } from '../ink-file';
import { PhotoPick } from '../PhotoPick';
import { useServices, type KeptFile } from '../services';
import { sendOne } from '../uploads';
import { fieldProps, type KindProps } from './kind';

type How = 'signature' | 'handprint' | 'voice';

const WAYS = [
  { value: 'signature', words: '签字' },
  { value: 'handprint', words: '按手印' },
  { value: 'voice', words: '说一声' },
] as const;

interface WayProps {
  file: string | undefined;
  seconds: number;
  onFile: (file: KeptFile | null) => void;
}

function Signature({ file, onFile }: WayProps) {
  // A signature of the draft is a picture already; only a new one is drawn.
  const [signedBefore, setSignedBefore] = useState(file !== undefined);
  const keep = async (picture: string | undefined): Promise<void> => {
    const id = picture === undefined ? null : await keepInk(picture);
    onFile(id === null ? null : { id, kind: 'signature' });
  };
  if (!signedBefore) return <SignaturePad onChange={(picture) => void keep(picture)} />;
  const again = (): void => {
    setSignedBefore(false);
    onFile(null);
  };
  return (
    <ButtonPair>
      <Chip tone="moving" icon="check" words="签好了" />
      <Button look="quiet" small icon="redo" words="重签" onPress={again} />
    </ButtonPair>
  );
}

function Handprint({ file, onFile }: WayProps) {
  const ids = file === undefined ? [] : [file];
  return (
    <PhotoPick
      ids={ids}
      max={1}
      addWords="拍下手印"
      onChange={(now) => {
        if (now.length === 0) onFile(null);
      }}
      onKeep={(photo) => {
        if (photo) onFile({ ...photo, kind: 'photo' });
      }}
    />
  );
}

function SpokenYes({ file, seconds, onFile }: WayProps) {
  const { Talk, Voice } = useServices();
  if (file === undefined) return <Talk onSaid={(said) => onFile({ ...said, kind: 'voice' })} />;
  return (
    <Stack>
      <Voice id={file} seconds={seconds} />
      <Button look="text" icon="redo" words="重新说" onPress={() => onFile(null)} />
    </Stack>
  );
}

const DRAWN = { signature: Signature, handprint: Handprint, voice: SpokenYes } as const;

/** A signature, a handprint or a recorded yes: whoever cannot write agrees in another way. */
export function EvidenceKind(props: KindProps) {
  const { files, onChange, onKeep } = props;
  const { send } = useServices();
  const given = props.value as { how: How; file: string } | undefined;
  const [how, setHow] = useState<How>(given?.how ?? 'signature');
  const Way = DRAWN[how];
  const choose = (next: How): void => {
    setHow(next);
    onChange(undefined);
  };
  const take = (file: KeptFile | null): void => {
    if (file === null) return onChange(undefined);
    onKeep(file);
    onChange({ how, file: file.id });
    void sendOne(file, send);
  };
  return (
    <Field {...fieldProps(props)}>
      <Stack>
        <Segments label={props.field.title} options={WAYS} value={how} onChange={choose} />
        <Way
          key={how}
          file={given?.file}
          seconds={files.find(({ id }) => id === given?.file)?.seconds ?? 0}
          onFile={take}
        />
      </Stack>
    </Field>
  );
}
