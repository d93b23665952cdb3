import { useState } from 'react';
import { asCallError } from '../../platform/call.core';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Stack } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';
import { TextField } from '../../ui/TextField';
import { resetFactor } from './factor';

const REASON_MIN = 2;
const REASON_MAX = 100;

interface ResetFactorProps {
  /** The line of the roster. */
  person: { readonly id: string; readonly name: string };
  onClose: () => void;
}

/** The admin takes away the second factor of somebody whose phone is gone; that person reads why. */
export function ResetFactor({ person, onClose }: ResetFactorProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const reset = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await resetFactor(person.id, reason.trim());
      onClose();
    } catch (error) {
      setProblem(asCallError(error).message);
    }
    setBusy(false);
  };
  return (
    <Sheet open title={`收回${person.name}的口令`} line="他要重新登录，重新设" onClose={onClose}>
      <Stack>
        <TextField label="为什么收回" help="本人看得到" maxlength={REASON_MAX} onInput={setReason} />
        {problem !== null && <Banner tone="wait" title={problem} />}
        <Button
          look="danger"
          words="收回口令"
          busy={busy}
          off={reason.trim().length < REASON_MIN ? '先写理由' : undefined}
          onPress={() => void reset()}
        />
      </Stack>
    </Sheet>
  );
}
