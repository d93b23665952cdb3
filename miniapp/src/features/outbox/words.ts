import { secondsWords } from '@songtao/shared/calendar/words.js';
import type { IconName } from '../../ui/Icon';
import type { ChipTone } from '../../ui/Chip';
import { stateOf, type OutboxItem, type OutboxPart } from './outbox.core';

/** 话42秒，照片2张 */
export function contentWords({ parts }: OutboxItem): string {
  const seconds = parts.reduce((sum, part) => sum + ('seconds' in part ? (part.seconds ?? 0) : 0), 0);
  const photos = parts.filter(({ kind }) => kind === 'photo').length;
  const pieces = [seconds > 0 && `话${secondsWords(seconds)}`, photos > 0 && `照片${photos}张`].filter(
    Boolean,
  );
  return pieces.length > 0 ? pieces.join('，') : '写的字';
}

/** 3样发完2样 */
export function progressOf({ parts }: OutboxItem): { share: number; words: string } {
  const done = parts.filter(({ state }) => state === 'received').length;
  return { share: done / parts.length, words: `${parts.length}样发完${done}样` };
}

/** How an item stands, as its chip says it. */
export function chipOf(item: OutboxItem): { words: string; tone: ChipTone; icon: IconName } {
  const state = stateOf(item);
  if (state === 'needsYou') return { words: '要您看一下', tone: 'wait', icon: 'alert' };
  if (state === 'sending') return { words: '正在发', tone: 'moving', icon: 'sync' };
  return { words: '等网络', tone: 'plain', icon: 'clock' };
}

const isStuckFile = ({ kind, state }: OutboxPart): boolean => kind !== 'write' && state === 'needsYou';

/** What went wrong, for an item that needs its person: what to say, and, where the words went through, what could be left out. */
export function troubleOf(item: OutboxItem): { words: string; leaveOut: string | null } {
  const stuck = item.parts.filter(isStuckFile);
  const written = item.parts.every(({ kind, state }) => kind !== 'write' || state === 'received');
  if (!written || stuck.length === 0)
    return { words: item.lastFailure?.message ?? '没发出去', leaveOut: null };
  const what = stuck.some(({ kind }) => kind === 'voice') ? '录音' : '照片';
  const tries = Math.max(...stuck.map((part) => part.tries));
  return { words: `${what}没发出去，试了${tries}次。`, leaveOut: `不要${what}` };
}
