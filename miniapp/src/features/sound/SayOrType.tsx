import { useState } from 'react';
import { Button } from '../../ui/Button';
import { Banner } from '../../ui/Banner';
import { HoldToTalk } from '../../ui/HoldToTalk';
import { Stack, Surface } from '../../ui/Section';
import { TextArea } from '../../ui/TextField';
import { useTalk, type Said } from './talk';
import { VoiceLine } from './VoiceLine';

/** What somebody said, in one way or the other. */
export interface Saying {
  readonly said: Said | null;
  readonly words: string;
}

interface SayOrTypeProps {
  label: string;
  value: Saying;
  maxlength?: number;
  /** To whom one speaks, as 说给镇里听. */
  call?: string;
  onChange: (value: Saying) => void;
}

/** One recording or some written words; whoever cannot write speaks, whoever cannot speak writes. */
export function SayOrType({ label, value, maxlength = 500, call, onChange }: SayOrTypeProps) {
  const [typing, setTyping] = useState(value.words !== '');
  const { problem, forgetProblem: _, ...talk } = useTalk((said) => onChange({ ...value, said }));
  return (
    <Stack>
      {problem && <Banner title={problem.words} line="没关系，也可以打字。" />}
      {value.said ? (
        <Surface>
          <VoiceLine source={{ blob: value.said.id }} seconds={value.said.seconds} />
          <Button look="text" icon="redo" words="重新说" onPress={() => onChange({ ...value, said: null })} />
        </Surface>
      ) : (
        <HoldToTalk {...talk} call={call} />
      )}
      {typing ? (
        <TextArea
          label={label}
          defaultValue={value.words}
          maxlength={maxlength}
          onInput={(words) => onChange({ ...value, words })}
        />
      ) : (
        <Button look="text" icon="keyboard" words="我来打字" onPress={() => setTyping(true)} />
      )}
    </Stack>
  );
}
