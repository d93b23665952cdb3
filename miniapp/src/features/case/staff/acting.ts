import { caseApi, type CaseView } from '@songtao/shared/api/case.js';
import { useState } from 'react';
import type { KeptFile } from '../../../form/services';
import { call } from '../../../platform/call';
import { asCallError, type CallError } from '../../../platform/call.core';
import { newId } from '../../../platform/ids';
import { lookAgain, take } from './reads';

/** One act on one case, as it is sent and as it may wait on the phone. */
interface Act {
  readonly requestId: string;
  readonly id: string;
  readonly action: string;
  readonly version: number;
  readonly form: Record<string, unknown>;
  readonly files: readonly KeptFile[];
  /** 我到了，点一下 */
  readonly title: string;
}

/** What somebody does. */
interface Doing {
  readonly action: string;
  readonly title: string;
  readonly form?: Record<string, unknown>;
  readonly files?: readonly KeptFile[];
  /** Without a network it waits in the outbox; other acts stay as drafts, for their case may have moved on. */
  readonly offline?: 'waits';
}

/** Keeps an act on the phone, to be sent when it may be; false when the phone is full. */
export type KeepAct = (act: Act) => boolean;

/** What came of an act: it is done; somebody was faster; it waits on the phone; or why not. */
export type Acted =
  { readonly kind: 'done' } | { readonly kind: 'stale' | 'kept' | 'refused'; readonly words: string };

const WORDS = {
  stale: '刚有人改过，已换成新的',
  kept: '存在手机里了，不会丢，下次打开接着发',
  offline: '没有网，写的都存在这台手机里',
} as const;

interface Sent {
  readonly id: string;
  readonly body: string;
}

/** Ids of tries that nobody answered: the same act sent again is received once. */
const unanswered = new Map<string, Sent>();

/** Somebody answered: what comes next is another try. */
export function answered(key: string): void {
  unanswered.delete(key);
}

/** The id of a try, the same again for what nobody answered. */
export function requestOf(key: string, body: string): string {
  const before = unanswered.get(key);
  const id = before?.body === body ? before.id : newId();
  unanswered.set(key, { id, body });
  return id;
}

async function judge(
  error: CallError,
  act: Act,
  { offline, keep }: { offline: Doing['offline']; keep: KeepAct },
): Promise<Acted> {
  if (error.code === 'stale') {
    await lookAgain();
    return { kind: 'stale', words: WORDS.stale };
  }
  const waits = error.code === 'notNow' && error.retry;
  if ((waits || (error.offline && offline === 'waits')) && keep(act)) {
    return { kind: 'kept', words: waits ? `${error.message}。${WORDS.kept}` : WORDS.kept };
  }
  return { kind: 'refused', words: error.offline ? WORDS.offline : error.message };
}

/** What a screen says about the act that was last tried. */
export interface Acting {
  readonly busy: boolean;
  readonly last: Acted | null;
  readonly act: (doing: Doing) => Promise<Acted>;
  readonly forget: () => void;
}

/** Acts on a case, at once; what comes too early waits on the phone. */
export function useActing({ id, version }: Pick<CaseView, 'id' | 'version'>, keep: KeepAct): Acting {
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState<Acted | null>(null);
  const act: Acting['act'] = async ({ action, title, form = {}, files = [], offline }) => {
    const key = `${id}/${action}`;
    const requestId = requestOf(key, JSON.stringify([version, form]));
    setBusy(true);
    try {
      take(await call(caseApi.act, { id, action, requestId, version, form }));
      answered(key);
      setLast({ kind: 'done' });
      return { kind: 'done' };
    } catch (thrown) {
      const error = asCallError(thrown);
      if (!error.offline) answered(key);
      const acted = await judge(
        error,
        { requestId, id, action, version, form, files, title },
        { offline, keep },
      );
      setLast(acted);
      return acted;
    } finally {
      setBusy(false);
    }
  };
  return { busy, last, act, forget: () => setLast(null) };
}

/** Leaves a mark that the reader need not know of: seen, materials read. The server refuses it where it means nothing. */
export async function mark(
  view: Pick<CaseView, 'id' | 'version'>,
  action: 'seen' | 'readMaterials',
): Promise<void> {
  const { id, version } = view;
  await call(caseApi.act, { id, action, requestId: newId(), version, form: {} }).then(take, () => undefined);
}
