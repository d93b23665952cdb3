import type { ErrorCode } from '@songtao/shared/api/errors.js';

/** How far one part of an item is. */
type PartState = 'waiting' | 'sending' | 'received' | 'needsYou';

/** A file that somebody added to their words. */
export interface OutboxFile {
  /** Made on the phone; the words name it before it has arrived. */
  readonly id: string;
  readonly kind: 'voice' | 'photo' | 'document' | 'signature';
  /** Of a recording. */
  readonly seconds?: number;
}

/** What travels by itself: the words, one recording, one photo. */
export type OutboxPart = (OutboxFile | { readonly id: 'write'; readonly kind: 'write' }) & {
  readonly state: PartState;
  /** Tries that an answer of the server ended; a missing network is no try. */
  readonly tries: number;
};

/** Why the last try failed, in the server's words. */
export interface OutboxFailure {
  readonly code: ErrorCode;
  readonly message: string;
  /** The server says that the same thing may be asked again later. */
  readonly retry: boolean;
  readonly offline: boolean;
}

/** One thing that a person has sent off and that the server may not have yet. Lives in storage: a new shape takes a new key there. */
export interface OutboxItem {
  /** The request id of its write, the same on every try. */
  readonly id: string;
  /** Whose it is; sent only while this person is signed in. `null`: said before the first sign-in went through, and so of whoever signs in first. */
  readonly person: string | null;
  /** Title on the page 待发送. */
  readonly title: string;
  /** Key of the row of the contract. */
  readonly route: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** In the order of sending. */
  readonly parts: readonly OutboxPart[];
  /** Writes of one lane (say, one case) arrive in the order in which they were made. */
  readonly lane?: string;
  /** Item that has to be written first, such as the consent of a first report. One that was given up holds up nothing. */
  readonly after?: string;
  readonly savedAt: number;
  readonly serverNumber?: string;
  /** The whole receipt, where the write gives one. */
  readonly receipt?: Readonly<Record<string, unknown>>;
  readonly receivedAt?: number;
  /** Failures since something last went through. */
  readonly failures: number;
  readonly notBefore: number;
  readonly lastFailure?: OutboxFailure;
}

export type ItemState = 'saved' | 'sending' | 'received' | 'needsYou';

/** Everything that can happen to the outbox. */
export type OutboxEvent =
  | { readonly type: 'added'; readonly item: OutboxItem }
  | { readonly type: 'began'; readonly id: string; readonly part: string }
  | {
      readonly type: 'received';
      readonly id: string;
      readonly part: string;
      readonly at: number;
      readonly number?: string;
      readonly receipt?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly type: 'failed';
      readonly id: string;
      readonly part: string;
      readonly failure: OutboxFailure;
      readonly notBefore: number;
    }
  | { readonly type: 'retried'; readonly id: string }
  | { readonly type: 'filesDropped'; readonly id: string; readonly at: number }
  | { readonly type: 'discarded'; readonly id: string }
  | { readonly type: 'hurried' };

/** What to do now: send a part, or look again after `wait` ms. */
export type OutboxStep =
  { readonly send: OutboxPart; readonly item: OutboxItem } | { readonly wait: number } | null;

/** A photo or recording that failed so often is shown to the person: 照片没发出去，试了3次. */
const fileTries = 3;
const receivedKept = 10;
const firstDelay = 1_000;
const longestDelay = 60_000;

/** Milliseconds until the next try after so many failures; `chance` in 0..1 keeps a village's phones from calling all at once. */
export function delayAfter(failures: number, chance: number): number {
  const full = Math.min(longestDelay, firstDelay * 2 ** Math.min(failures - 1, 10));
  return Math.round(full * (0.5 + chance / 2));
}

const laterCodes: ReadonlySet<ErrorCode> = new Set(['signedOut', 'updateApp', 'slowDown', 'broken', 'away']);

/** Whether the same request may succeed later. Everything else needs the person. */
export function mayPassLater({ code, retry }: OutboxFailure): boolean {
  return laterCodes.has(code) || (code === 'notNow' && retry);
}

/** The part to send next, `null` where all is done or only the person can help. */
function sendable(item: OutboxItem): OutboxPart | null {
  let fileStuck = false;
  for (const part of item.parts) {
    if (part.state === 'waiting') return part.kind === 'write' && fileStuck ? null : part;
    if (part.state === 'sending') return null;
    // A stuck photo holds up no other photo, but words that follow their files wait for all of them.
    if (part.state === 'needsYou' && part.kind === 'write') return null;
    if (part.state === 'needsYou') fileStuck = true;
  }
  return null;
}

function isWritten(item: OutboxItem): boolean {
  return item.parts.every(({ kind, state }) => kind !== 'write' || state === 'received');
}

/** How the whole item stands, as the page 待发送 shows it. */
export function stateOf(item: OutboxItem): ItemState {
  if (item.parts.some(({ state }) => state === 'sending')) return 'sending';
  if (item.parts.every(({ state }) => state === 'received')) return 'received';
  return sendable(item) ? 'saved' : 'needsYou';
}

/** Whether this is an item of the person who is signed in. */
export function isOf(item: OutboxItem, person: string | null): boolean {
  return item.person === null || item.person === person;
}

/** Oldest first, one at a time; an item that waits after a failure lets the others pass, but neither its own lane nor what comes after it. */
export function nextStep(items: readonly OutboxItem[], person: string | null, now: number): OutboxStep {
  const closedLanes = new Set<string>();
  let wait = Infinity;
  if (person === null) return null;
  for (const item of items) {
    if (!isOf(item, person)) continue;
    const before = items.find(({ id }) => id === item.after);
    const held =
      (item.lane !== undefined && closedLanes.has(item.lane)) || (before !== undefined && !isWritten(before));
    if (item.lane !== undefined && !isWritten(item)) closedLanes.add(item.lane);
    const part = sendable(item);
    if (!part || held) continue;
    if (item.notBefore <= now) return { send: part, item };
    wait = Math.min(wait, item.notBefore - now);
  }
  return wait === Infinity ? null : { wait };
}

function withPart(item: OutboxItem, id: string, change: (part: OutboxPart) => OutboxPart): OutboxItem {
  return { ...item, parts: item.parts.map((part) => (part.id === id ? change(part) : part)) };
}

function finished(item: OutboxItem, at: number): OutboxItem {
  return item.receivedAt === undefined && stateOf(item) === 'received' ? { ...item, receivedAt: at } : item;
}

function failedPart(part: OutboxPart, failure: OutboxFailure): OutboxPart {
  const tries = failure.offline ? part.tries : part.tries + 1;
  const givenUp = part.kind !== 'write' && tries >= fileTries;
  return { ...part, tries, state: mayPassLater(failure) && !givenUp ? 'waiting' : 'needsYou' };
}

function changed(
  item: OutboxItem,
  event: Exclude<OutboxEvent, { type: 'added' | 'discarded' | 'hurried' }>,
): OutboxItem {
  switch (event.type) {
    case 'began':
      return withPart(item, event.part, (part) => ({ ...part, state: 'sending' }));
    case 'received': {
      const { lastFailure: _, ...rest } = withPart(item, event.part, (part) => ({
        ...part,
        state: 'received',
      }));
      const numbered = {
        ...rest,
        ...(event.number !== undefined && { serverNumber: event.number }),
        ...(event.receipt !== undefined && { receipt: event.receipt }),
      };
      return finished({ ...numbered, failures: 0, notBefore: 0 }, event.at);
    }
    case 'failed':
      return {
        ...withPart(item, event.part, (part) => failedPart(part, event.failure)),
        failures: item.failures + 1,
        notBefore: event.notBefore,
        lastFailure: event.failure,
      };
    case 'retried':
      return { ...again(item), failures: 0, notBefore: 0 };
    case 'filesDropped':
      return finished(
        { ...item, parts: item.parts.filter(({ kind, state }) => kind === 'write' || state === 'received') },
        event.at,
      );
  }
}

function again(item: OutboxItem): OutboxItem {
  const parts = item.parts.map((part) =>
    part.state === 'needsYou' ? { ...part, state: 'waiting' as const, tries: 0 } : part,
  );
  return { ...item, parts };
}

function pruned(items: readonly OutboxItem[]): readonly OutboxItem[] {
  const received = items.filter(({ receivedAt }) => receivedAt !== undefined);
  if (received.length <= receivedKept) return items;
  const old = new Set(received.sort((a, b) => (b.receivedAt ?? 0) - (a.receivedAt ?? 0)).slice(receivedKept));
  return items.filter((item) => !old.has(item));
}

/** The outbox after an event; items that did not change stay the same objects. An event about an item that is gone changes nothing. */
export function reduce(items: readonly OutboxItem[], event: OutboxEvent): readonly OutboxItem[] {
  switch (event.type) {
    case 'added':
      return items.some(({ id }) => id === event.item.id) ? items : [...items, event.item];
    case 'discarded':
      return items.filter(({ id }) => id !== event.id);
    case 'hurried':
      return items.map((item) => (item.notBefore > 0 ? { ...item, notBefore: 0 } : item));
    default:
      return pruned(items.map((item) => (item.id === event.id ? changed(item, event) : item)));
  }
}

/** The outbox as it was stored when the app was last killed: what was on its way is sent again under the same id. */
export function restored(stored: readonly OutboxItem[]): readonly OutboxItem[] {
  return [...stored]
    .sort((a, b) => a.savedAt - b.savedAt || (a.id < b.id ? -1 : 1))
    .map((item) => ({
      ...item,
      notBefore: 0,
      parts: item.parts.map((part) =>
        part.state === 'sending' ? { ...part, state: 'waiting' as const } : part,
      ),
    }));
}
