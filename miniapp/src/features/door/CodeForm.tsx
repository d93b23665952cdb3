import { useState } from 'react';
import { asCallError } from '../../platform/call.core';
import { Button } from '../../ui/Button';
import { Stack } from '../../ui/Section';
import { TextField } from '../../ui/TextField';

const isCode = (text: string): boolean => /^\d{6}(\d{4})?$/.test(text);

interface CodeFormProps {
  help: string;
  words: string;
  /** Rejects with a CallError, whose words stand at the field. */
  onCode: (code: string) => Promise<void>;
}

/** The six digits that an authenticator shows, or ten of a recovery code. */
export function CodeForm({ help, words, onCode }: CodeFormProps) {
  const [code, setCode] = useState('');
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onCode(code);
    } catch (error) {
      setProblem(asCallError(error).message);
      setTries(tries + 1);
      setCode('');
    }
    setBusy(false);
  };
  return (
    <Stack>
      <TextField
        key={tries}
        label="6位数字"
        help={help}
        error={problem}
        type="number"
        maxlength={10}
        onInput={(text) => setCode(text.trim())}
      />
      <Button
        words={words}
        busy={busy}
        off={isCode(code) ? undefined : '先填6位数字'}
        onPress={() => void send()}
      />
    </Stack>
  );
}
