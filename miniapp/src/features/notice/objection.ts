import type { caseApi } from '@songtao/shared/api/case.js';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import { useState } from 'react';
import { dropDraft, readDraft, saveDraft } from '../../platform/draft';
import { newId } from '../../platform/ids';
import { session } from '../../platform/session-state';

/** What seems wrong; 有人家漏了 is a report of its own. */
export const doubts = [
  { value: 'unfit', title: '有一户不合适' },
  { value: 'missed', title: '有人家漏了' },
  { value: 'wrong', title: '写错了' },
  { value: 'other', title: '别的' },
] as const;

type Doubt = Exclude<(typeof doubts)[number]['value'], 'missed'>;

/** Stands for 说不清 among the households. */
export const unclear = 'unclear';

/** An objection as far as it has been said. */
export interface ObjectionDraft {
  readonly id: string;
  readonly requestId: string;
  readonly doubt: Doubt | null;
  /** A household of the notice, or `unclear`. */
  readonly household: string | null;
  readonly said: { readonly id: string; readonly seconds: number } | null;
  readonly words: string;
  /** The village does not learn who spoke. */
  readonly hidden: boolean;
}

const fresh = (): ObjectionDraft => ({
  id: newId(),
  requestId: newId(),
  doubt: null,
  household: null,
  said: null,
  words: '',
  hidden: true,
});

/** The draft about one notice, kept at every tap, and how to end it. */
export function useObjectionDraft(notice: string) {
  const name = `objection/${session.get()?.person ?? 'nobody'}/${notice}`;
  const [draft, setDraft] = useState(() => readDraft<ObjectionDraft>(name) ?? fresh());
  const change = (part: Partial<ObjectionDraft>) =>
    setDraft((before) => {
      const after = { ...before, ...part };
      saveDraft(name, after);
      return after;
    });
  return { draft, change, end: () => dropDraft(name) };
}

/** What is still missing, in the words of the button. */
export function missingWords({ household, said, words }: ObjectionDraft): string | undefined {
  if (said === null && words.trim() === '') return '先说一句，或打字';
  return household === null ? '先点是哪一户' : undefined;
}

/** The objection as the outbox carries it. 说不清 holds every household until the town knows which is meant. */
export function objectionSending(notice: string, draft: ObjectionDraft) {
  const { id, requestId, doubt, household, said, words, hidden } = draft;
  const written = words.trim();
  const input: Omit<InputOf<typeof caseApi.create>, 'requestId'> = {
    id,
    category: 'objection',
    form: {
      about: doubt ?? 'other',
      hidden,
      ...(written !== '' && { words: written }),
      ...(said && { voice: [said.id] }),
    },
    about: { notice, ...(household !== null && household !== unclear && { household }) },
  };
  const files = said ? [{ id: said.id, kind: 'voice', seconds: said.seconds } as const] : [];
  return { id: requestId, route: 'case.create', input, title: '对公示的意见', files } as const;
}

/** Whether something that waits on the phone is an objection to this notice. */
export function objectsTo(
  notice: string,
  { input }: { readonly input: Readonly<Record<string, unknown>> },
): boolean {
  return (
    input.category === 'objection' && (input.about as { notice?: string } | undefined)?.notice === notice
  );
}
