import { addHours, addMinutes, nextTimeOfDay } from '@songtao/shared/calendar/calendar.js';
import type { Params } from '@songtao/shared/policy/param.js';
import { pushAt } from '@songtao/shared/worklist/rung.js';
import type { Delivery, Outcome, Rung } from './delivery.store.js';

/** What became of one card: it went out, the next channel is asked, or it is tried again. */
export type Sent =
  | { readonly kind: 'sent'; readonly channel: string }
  | { readonly kind: 'inboxOnly'; readonly why: string }
  | { readonly kind: 'again'; readonly why: string }
  | { readonly kind: 'tomorrow'; readonly why: string }
  | { readonly kind: 'alarm'; readonly why: string }
  | { readonly kind: 'unknown'; readonly channel: string };

/** 0 s, 1, 5, 5 ... minutes for four hours, then hourly to 72 hours; then a person looks. */
const SOON_TRIES = 50;
const LAST_TRY = 118;

/** The channels after the inbox: WeChat, short messages, a person who calls. */
const ladder: readonly Rung[] = [null, 'sms', 'call'];

/** The rung above; undefined on the last one. */
export const above = (rung: Rung): Rung | undefined => ladder[ladder.indexOf(rung) + 1];

/** How far a message goes after one try: each rung is proven by somebody who reads, never by 'sent'. Which cards climb, and how long each is waited for, is policy. */
export function outcomeOf(
  sent: Sent,
  { card, urgent, createdAt, rung }: Delivery,
  { tries, now, params }: { tries: number; now: string; params: Params },
): Outcome {
  const next = params.text('ladder.cards').split(',').includes(card) ? above(rung) : undefined;
  const minutes = params.number('urgent.unacked.minutes');
  const stay = { rung, tries, channel: null, error: null, nextAt: now, climbAt: null };
  const why = 'why' in sent ? sent.why : null;
  /** In danger at once; otherwise a person is bothered only once nobody has read it for a day. */
  const climb = (state: 'inboxOnly' | 'parked'): Outcome => {
    if (next === undefined) return { ...stay, state, error: why };
    if (next !== 'call' || urgent)
      return { ...stay, state: 'new', rung: next, tries: 0, error: why, nextAt: pushAt(now, urgent, params) };
    return { ...stay, state, error: why, climbAt: unreadAt(createdAt, params) };
  };
  switch (sent.kind) {
    case 'sent': {
      const isWatched = next !== undefined && urgent;
      const climbAt = isWatched ? addMinutes(now, minutes) : null;
      return { ...stay, state: 'sent', channel: sent.channel, climbAt };
    }
    case 'unknown': {
      const late = urgent ? addMinutes(now, minutes) : unreadAt(createdAt, params);
      // It may have arrived. Sending it again could disturb twice; the inbox holds it in any case.
      const unsure = { channel: sent.channel, error: `${sent.channel}: no answer` };
      return { ...stay, ...unsure, state: 'unknown', climbAt: next === undefined ? null : late };
    }
    case 'inboxOnly':
      return climb('inboxOnly');
    case 'alarm':
      return climb('parked');
    case 'tomorrow':
    case 'again': {
      const isOver =
        tries >= LAST_TRY || (urgent && next !== undefined && now >= addMinutes(createdAt, minutes));
      if (isOver) return climb('parked');
      const at = sent.kind === 'tomorrow' ? nextTimeOfDay(now, '00:05') : nextTry(tries, now);
      return { ...stay, state: 'new', error: why, nextAt: pushAt(at, urgent, params) };
    }
  }
}

const unreadAt = (createdAt: string, params: Params): string =>
  pushAt(addHours(createdAt, params.number('unread.hours')), false, params);

function nextTry(tries: number, now: string): string {
  if (tries === 1) return addMinutes(now, 1);
  return tries < SOON_TRIES ? addMinutes(now, 5) : addHours(now, 1);
}
