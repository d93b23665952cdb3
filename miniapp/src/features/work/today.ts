import type { TaskLine } from '@songtao/shared/api/case.js';
import {
  addDays,
  dayOf,
  dueDay,
  endOfDay,
  weekdayOf,
  type Day,
  type Instant,
} from '@songtao/shared/calendar/calendar.js';
import { dayWords, dueWords } from '@songtao/shared/calendar/words.js';
import type { IconName } from '../../ui/Icon';

/** The parts of 今天, each in the order of the server. */
export interface TodayParts {
  readonly urgent: readonly TaskLine[];
  /** Due today, or overdue. */
  readonly today: readonly TaskLine[];
  readonly week: readonly TaskLine[];
  readonly later: readonly TaskLine[];
}

/** The Sunday that ends the week of a day. */
export function sundayOf(day: Day): Day {
  return addDays(day, (7 - weekdayOf(day)) % 7);
}

/** Cuts the list where the day and the week end. */
export function partsOf(tasks: readonly TaskLine[], now: Instant): TodayParts {
  const today = dayOf(now);
  const sunday = sundayOf(today);
  const rest = tasks.filter(({ urgent }) => !urgent);
  return {
    urgent: tasks.filter(({ urgent }) => urgent),
    today: rest.filter(({ due }) => dueDay(due) <= today),
    week: rest.filter(({ due }) => dueDay(due) > today && dueDay(due) <= sunday),
    later: rest.filter(({ due }) => dueDay(due) > sunday),
  };
}

/** By when, short inside 今天 only: 今天, 周三前; beyond this week the whole date. */
export function whenWords({ due, overdue }: Pick<TaskLine, 'due' | 'overdue'>, now: Instant): string {
  const day = dueDay(due);
  const today = dayOf(now);
  if (overdue) return `过了${dayWords(day)}`;
  if (day === today) return endOfDay(day) === due ? '今天' : `${dueWords(due).split(' ').at(-1)}`;
  return day <= sundayOf(today) ? `周${'日一二三四五六'.charAt(weekdayOf(day))}前` : dueWords(due);
}

/** What one reads of a task; an absent colleague's stands with the name. */
export function taskTitle({ title, coverFor }: Pick<TaskLine, 'title' | 'coverFor'>): string {
  return coverFor === null ? title : `替${coverFor}：${title}`;
}

/** 骝马村3组 王秀英家 */
export function taskPlace({ place, person }: Pick<TaskLine, 'place' | 'person'>): string {
  return [place, person && `${person}家`].filter(Boolean).join(' ');
}

/** 9件事，1件急，2件今天到期 */
export function sumWords({
  total,
  urgent,
  dueToday,
}: {
  total: number;
  urgent: number;
  dueToday: number;
}): string {
  const parts = [urgent > 0 && `${urgent}件急`, dueToday > 0 && `${dueToday}件今天到期`].filter(Boolean);
  return [`${total}件事`, ...parts].join('，');
}

const ICONS: Readonly<Record<string, IconName>> = {
  contact: 'phone',
  urgentCall: 'phone',
  callToAsk: 'phone',
  callForTime: 'phone',
  call: 'phone',
  ask: 'phone',
  accept: 'handup',
  check: 'visit',
  tellSubject: 'visit',
  tellAtDoor: 'visit',
  visit: 'visit',
  fix: 'visit',
  arrange: 'calendar',
  hearTime: 'calendar',
  papers: 'doc',
  authorise: 'sign',
  compare: 'search',
  deliberate: 'meeting',
  post: 'board',
  watch: 'board',
  announce: 'board',
  review: 'stamp',
  decide: 'stamp',
  help: 'hands',
  referral: 'share',
  complete: 'doc',
  backfill: 'doc',
  answer: 'talk',
};

/** The sign of a task; one that a newer build brought has the sign of any list. */
export const taskIcon = (key: string): IconName => ICONS[key] ?? 'list';
