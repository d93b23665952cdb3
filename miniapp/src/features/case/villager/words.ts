import type { CaseLine } from '@songtao/shared/api/case.js';
import { dayOf, type Instant } from '@songtao/shared/calendar/calendar.js';
import { dayWords, dueWords } from '@songtao/shared/calendar/words.js';

/** 请您同意核对，11月27日 周五前 */
export function promiseWords(what: string, until: Instant | null): string {
  return until === null ? what : `${what}，${dueWords(until)}`;
}

/** 村里已经来看过，11月25日 周三 */
export function happenedWords(what: string, at: Instant | null): string {
  return at === null ? what : `${what}，${dayWords(dayOf(at))}`;
}

/** The two lines of a case in a list: what happened and what comes; where it waits for the reader, what to do comes first. */
export function lineWords({ sentence, kind }: CaseLine): { now: string; next: string | undefined } {
  const now = happenedWords(sentence.done ?? '已收到', sentence.doneAt);
  if (sentence.next === null || kind === 'closed') return { now, next: undefined };
  const next = promiseWords(sentence.next, sentence.until);
  return sentence.mine ? { now: next, next: now } : { now, next };
}

/** The look of a case: amber only where it waits for the reader. */
export function toneOf({ sentence, kind, urgent }: CaseLine): 'wait' | 'urgent' | undefined {
  if (kind === 'closed') return undefined;
  if (sentence.mine) return 'wait';
  return urgent ? 'urgent' : undefined;
}
