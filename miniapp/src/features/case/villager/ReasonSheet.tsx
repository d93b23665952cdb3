import { useState } from 'react';
import { Button } from '../../../ui/Button';
import { Stack } from '../../../ui/Section';
import { Sheet } from '../../../ui/Sheet';
import { TextArea } from '../../../ui/TextField';

/** One question before something is done that one may want to think over. */
export interface Reason {
  readonly action: string;
  readonly title: string;
  readonly line: string;
  readonly label: string;
  /** Key of the form that takes the words. */
  readonly field: string;
  readonly needed?: true;
  readonly button: string;
}

/** What may be asked on a villager's page before an act. */
export const reasons = {
  withdraw: {
    action: 'withdraw',
    title: '不办了？',
    line: '撤回以后，以后还能再说。',
    label: '愿意说的话，为什么',
    field: 'reason',
    button: '不办了，撤回',
  },
  declineAuthorisation: {
    action: 'declineAuthorisation',
    title: '不同意核对？',
    line: '不同意也行，照样帮您想办法。',
    label: '愿意说的话，为什么',
    field: 'reason',
    button: '不同意核对',
  },
  markUrgent: {
    action: 'markUrgent',
    title: '急事，马上帮',
    line: '有危险先打120、119、110。',
    label: '急在哪里',
    field: 'what',
    needed: true,
    button: '告诉镇里',
  },
} as const satisfies Record<string, Reason>;

interface ReasonSheetProps {
  reason: Reason | null;
  onSend: (reason: Reason, form: Record<string, string>) => void;
  onClose: () => void;
}

/** Asks, with a few words where somebody wants to give them. */
export function ReasonSheet({ reason, onSend, onClose }: ReasonSheetProps) {
  const [words, setWords] = useState('');
  if (!reason) return null;
  const said = words.trim();
  return (
    <Sheet open title={reason.title} line={reason.line} onClose={onClose}>
      <Stack>
        <TextArea label={reason.label} maxlength={100} onInput={setWords} />
        <Button
          words={reason.button}
          off={reason.needed && said === '' ? '先写一句' : undefined}
          onPress={() => onSend(reason, said === '' ? {} : { [reason.field]: said })}
        />
      </Stack>
    </Sheet>
  );
}
