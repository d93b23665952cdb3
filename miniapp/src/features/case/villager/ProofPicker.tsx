import { useState } from 'react';
import type { ReactNode } from 'react';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { Segments } from '../../../ui/Choice';
import { Row, Rows } from '../../../ui/ListRow';
import { Stack } from '../../../ui/Section';
import { SignaturePad } from '../../../ui/SignaturePad';
import { keepSignature, takeHandprint, type Proof } from './proof';

const ways = [
  { value: 'signature', words: '写名字' },
  { value: 'handprint', words: '按手印' },
  { value: 'voice', words: '说一声' },
] as const;

const done: Record<Proof['how'], string> = {
  signature: '名字写好了',
  handprint: '手印拍好了',
  voice: '您说的“同意”录好了',
};

interface ProofPickerProps {
  proof: Proof | null;
  /** The microphone, which the page brings. */
  spoken: ReactNode;
  onProof: (proof: Proof | null) => void;
}

/** Whoever cannot write presses a thumb on paper, or says it. */
export function ProofPicker({ proof, spoken, onProof }: ProofPickerProps) {
  const [how, setHow] = useState<Proof['how']>('signature');
  const [problem, setProblem] = useState<string | null>(null);
  const choose = (next: Proof['how']) => {
    setHow(next);
    setProblem(null);
    onProof(null);
  };
  const sign = async (picture: string | undefined) => {
    if (picture === undefined) return onProof(null);
    const kept = await keepSignature(picture);
    if (!kept) setProblem('手机满了，先发完别的');
    onProof(kept);
  };
  const press = async () => {
    const taken = await takeHandprint();
    setProblem(typeof taken === 'string' ? taken : null);
    onProof(typeof taken === 'string' ? null : taken);
  };
  return (
    <Stack>
      {problem && <Banner title={problem} />}
      <Segments label="怎么表示同意" options={ways} value={how} onChange={choose} />
      {how === 'signature' && <SignaturePad onChange={(picture) => void sign(picture)} />}
      {how === 'handprint' && (
        <Button look="quiet" icon="camera" words="手印按在纸上，拍下来" onPress={() => void press()} />
      )}
      {how === 'voice' && !proof && spoken}
      {proof && (
        <Rows>
          <Row icon="done" title={done[proof.how]} />
        </Rows>
      )}
    </Stack>
  );
}
