import { meetingApi } from '@songtao/shared/api/case.js';
import { dayOf, minutesOfDay, type Day, type Instant } from '@songtao/shared/calendar/calendar.js';
import { digits } from '@songtao/shared/calendar/instant.js';
import type { Form } from '@songtao/shared/form/form.js';
import { useState } from 'react';
import type { KeptFile } from '../../../form/services';
import { useForm, type FilledForm } from '../../../form/useForm';
import { call } from '../../../platform/call';
import { newId } from '../../../platform/ids';
import { openPaper } from '../../../platform/paper';
import { refresh, useRead } from '../../../platform/query';
import { countRoom, momentOf, recusedOf, votesWords, type Book, type Count } from './deliberation.core';

/** The meetings at which a case may be deliberated. */
export const useBook = (id: string) => useRead(meetingApi.list, { case: id });

/** Opens the minutes as a sheet to sign; a window that stays away is tried again by its reader. */
export function printMinutes(id: string): void {
  void openPaper(meetingApi.sheet, { id }).catch(() => undefined);
}

/** A meeting that is being recorded together with its first case. */
interface Draft {
  readonly present: readonly string[];
  readonly recused: readonly string[];
  readonly minutes: readonly string[];
  readonly day: Day;
  readonly clock: string;
  readonly place: string;
}

/** What stands on the screen of a deliberation. */
export interface Sitting {
  readonly filled: FilledForm;
  readonly draft: Draft;
  /** The meeting that was chosen; null while a new one is recorded. */
  readonly meeting: Book['meetings'][number] | null;
  readonly count: Count;
  readonly votes: { readonly fits: boolean; readonly title: string; readonly line: string };
  readonly set: (name: keyof Draft | 'meeting', value: unknown) => void;
  readonly toggle: (name: 'present' | 'recused', id: string) => void;
  readonly minutesFiles: readonly KeptFile[];
  /** Why it cannot be recorded yet, in the words of the button. */
  readonly off: string | undefined;
  /** Records the meeting where it is new; answers the form of the act. Rejects with a CallError. */
  readonly record: () => Promise<Record<string, unknown> | null>;
}

const VOTES = ['votesFor', 'votesAgainst', 'votesAbstained'] as const;

function clockOf(now: Instant): string {
  const minutes = minutesOfDay(now);
  return `${Math.floor(minutes / 60)}:${digits(minutes % 60, 2)}`;
}

function useDraft(filled: FilledForm, start: Draft): Draft {
  const given = filled.values as Partial<Draft>;
  return {
    present: given.present ?? start.present,
    recused: given.recused ?? start.recused,
    minutes: given.minutes ?? start.minutes,
    day: given.day ?? start.day,
    clock: given.clock ?? start.clock,
    place: given.place ?? start.place,
  };
}

interface SittingOptions {
  book: Book;
  form: Form;
  draftName: string;
  place: string;
  now: Instant;
}

/** One household at one meeting; the meeting is recorded once and named by each case. */
export function useSitting({ book, form, draftName, place, now }: SittingOptions): Sitting {
  const filled = useForm(form, draftName);
  const [startClock] = useState(() => clockOf(now));
  const start = { present: [], recused: [], minutes: [], day: dayOf(now), clock: startClock, place };
  const draft = useDraft(filled, start);
  const meeting = book.meetings.find(({ id }) => id === filled.values['meeting']) ?? null;
  const room = { present: meeting?.present ?? draft.present, recused: draft.recused };
  const count = countRoom(book, room);
  const cast = VOTES.reduce((sum, name) => sum + Number(filled.values[name] ?? 0), 0);
  const votes = votesWords(count, cast);
  const heldAt = momentOf(draft.day, draft.clock);
  const hasMinutes = meeting === null ? draft.minutes.length > 0 : meeting.minutes > 0;
  const hasReason = String(filled.values['reason'] ?? '').trim() !== '';

  const off = ((): string | undefined => {
    if (count.short > 0) return '人不够，还不能记';
    if (!votes.fits) return '票数对不上';
    if (!hasMinutes) return '先拍会议记录';
    if (meeting === null && heldAt === null) return '几点开的，写清楚';
    return hasReason ? undefined : '先记一句理由';
  })();

  const hold = async (): Promise<string> => {
    if (meeting !== null) return meeting.id;
    // Kept with the draft: after a lost reply the same meeting is sent again, and received once.
    const id = String(filled.values['newMeeting'] ?? newId());
    filled.set('newMeeting', id);
    const { present, minutes, place: where } = draft;
    const input = {
      id,
      requestId: id,
      village: book.village,
      heldAt: heldAt ?? now,
      place: where,
      present: [...present],
      minutes: [...minutes],
    };
    await call(meetingApi.create, input);
    await refresh(meetingApi.list);
    filled.set('meeting', id);
    return id;
  };

  return {
    filled,
    draft,
    meeting,
    count,
    votes,
    set: (name, value) => filled.set(name, value),
    toggle: (name, id) => {
      const before = draft[name];
      filled.set(name, before.includes(id) ? before.filter((one) => one !== id) : [...before, id]);
    },
    minutesFiles: draft.minutes.map((id) => ({ id, kind: 'photo' })),
    off,
    record: async () => {
      const id = await hold();
      filled.set('meeting', id);
      filled.set('recused', recusedOf(book, room));
      return filled.check();
    },
  };
}
