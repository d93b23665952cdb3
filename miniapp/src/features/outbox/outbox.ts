import type { InputOf } from '@songtao/shared/api/endpoint.js';
import { fileApi } from '@songtao/shared/api/registry.js';
import { blobs } from '../../platform/blobs';
import { call } from '../../platform/call';
import { asCallError, CallError, noAnswer } from '../../platform/call.core';
import { timeOfId } from '../../platform/ids.core';
import { onComeBack } from '../../platform/lifecycle';
import { session } from '../../platform/session-state';
import { useSignal } from '../../platform/signal';
import { storageKey, storedNames } from '../../platform/storage';
import { uploadBlob } from '../../platform/upload';
import {
  isOf,
  stateOf,
  type OutboxFailure,
  type OutboxFile,
  type OutboxItem,
  type OutboxPart,
} from './outbox.core';
import { Outbox, type Receipt } from './outbox.driver';
import { routeOf, type routes, type RouteKey } from './routes';

const start = 'outbox.1/';
const week = 7 * 24 * 3_600_000;

// One key for each item: what is broken or too big concerns one only, and a kill never leaves half a list.
const placeOf = (id: string): ReturnType<typeof storageKey<OutboxItem>> => storageKey<OutboxItem>(start + id);

async function write(item: OutboxItem): Promise<Receipt> {
  const endpoint = routeOf(item.route);
  if (!endpoint) throw new CallError('updateApp', '请先换成新的，几秒钟就好');
  const answer: unknown = await call(endpoint, { ...item.input, requestId: item.id } as InputOf<
    typeof endpoint
  >);
  if (item.route !== 'case.create') return {};
  const receipt = answer as Record<string, unknown>;
  // Only the server's number proves that a report is there.
  if (typeof receipt.number !== 'string') throw noAnswer();
  return { number: receipt.number, receipt };
}

async function sendFile({ id, kind, seconds }: OutboxFile): Promise<void> {
  const blob = await blobs.get(id);
  if (!blob) throw new CallError('notFound', kind === 'voice' ? '录音不在手机里了' : '照片不在手机里了');
  await uploadBlob(fileApi.upload, { id, kind, ...(seconds !== undefined && { seconds }) }, blob);
}

function failureOf(thrown: unknown): OutboxFailure {
  const { code, message, retry, offline } = asCallError(thrown);
  return { code, message, retry, offline };
}

function wake(ms: number, listener: () => void): () => void {
  const timer = setTimeout(listener, ms);
  return () => clearTimeout(timer);
}

const outbox = new Outbox({
  load: () => storedNames(start).flatMap((name) => storageKey<OutboxItem>(name).read() ?? []),
  put: (item) => placeOf(item.id).write(item).ok,
  remove: (id) => placeOf(id).remove(),
  write,
  sendFile,
  dropFile: (id) => void blobs.remove(id),
  failureOf,
  person: () => session.get()?.person ?? null,
  now: Date.now,
  chance: Math.random,
  wake,
});

/** Files that nobody will send any more: of drafts that were given up. Their ids tell their age. */
async function sweep(): Promise<void> {
  const wanted = new Set(outbox.items.get().flatMap(({ parts }) => parts.map(({ id }) => id)));
  for (const id of await blobs.list()) {
    if (!wanted.has(id) && Date.now() - timeOfId(id) > week) await blobs.remove(id);
  }
}

/** Called once when the app opens: goes on with what was not sent, and again whenever the person or the network comes back. */
export function openOutbox(): void {
  onComeBack(() => outbox.hurry());
  session.watch(() => outbox.hurry());
  void outbox.flush();
  void sweep().catch(() => undefined);
}

/** What somebody sends off. */
export interface Sending<K extends RouteKey> {
  /** The request id, from `newId()` when the form was opened. */
  readonly id: string;
  readonly route: K;
  readonly input: Omit<InputOf<(typeof routes)[K]>, 'requestId'>;
  /** Title on the page 待发送: 看病花钱多. */
  readonly title: string;
  /** In the order of sending; already kept by `blobs`. */
  readonly files?: readonly OutboxFile[];
  /** The server refuses the words before it has the files. */
  readonly filesFirst?: true;
  readonly lane?: string;
}

const fresh = { state: 'waiting', tries: 0 } as const;

/** Keeps it on the phone and begins to send. `full`: 手机满了，先发完再拍; the draft must stay. */
export function send<K extends RouteKey>(sending: Sending<K>): 'kept' | 'full' {
  const { id, route, input, title, files = [], filesFirst, lane } = sending;
  const words: OutboxPart = { id: 'write', kind: 'write', ...fresh };
  const rest = files.map((file): OutboxPart => ({ ...file, ...fresh }));
  const person = session.get()?.person ?? null;
  // The server takes no report before its consent.
  const own = outbox.items.get().filter((kept) => kept.route === 'me.consent' && isOf(kept, person));
  const consent = route === 'case.create' ? own.pop() : undefined;
  const item: OutboxItem = {
    id,
    person,
    title,
    route,
    input,
    parts: filesFirst ? [...rest, words] : [words, ...rest],
    ...(lane !== undefined && { lane }),
    ...(consent && { after: consent.id }),
    savedAt: Date.now(),
    failures: 0,
    notBefore: 0,
  };
  return outbox.add(item) ? 'kept' : 'full';
}

/** 再发一次: once more, now. */
export function sendAgain(id: string): void {
  outbox.retry(id);
}

/** 不要照片: the words stand without what could not be sent beside them. */
export function sendWithoutFiles(id: string): void {
  outbox.dropFiles(id);
}

/** 不要: forgets the item, after the page has asked. */
export function discard(id: string): void {
  outbox.discard(id);
}

/** 现在就发 */
export function sendNow(): void {
  outbox.hurry();
}

/** What this person's phone has not sent yet (oldest first), and the last that the server took (newest first). */
export interface OutboxView {
  readonly waiting: readonly OutboxItem[];
  readonly received: readonly OutboxItem[];
}

function split(items: readonly OutboxItem[], person: string | null): OutboxView {
  const own = items.filter((item) => isOf(item, person));
  return {
    waiting: own.filter((item) => stateOf(item) !== 'received'),
    received: own
      .filter((item) => stateOf(item) === 'received')
      .sort((a, b) => (b.receivedAt ?? 0) - (a.receivedAt ?? 0)),
  };
}

/** The page 待发送 and its count. */
export function useOutbox(): OutboxView {
  const person = useSignal(session)?.person ?? null;
  return split(useSignal(outbox.items), person);
}

/** One item, for the page that waits for its number. */
export function useSending(id: string): OutboxItem | null {
  return useSignal(outbox.items).find((item) => item.id === id) ?? null;
}
