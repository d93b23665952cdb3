import type { NoticeView } from '@songtao/shared/api/notice.js';
import { endOfDay, startOfDay, type Instant } from '@songtao/shared/calendar/calendar.js';
import type { NoticeState } from '@songtao/shared/notice/notice.js';

type Shown = Pick<
  NoticeView,
  | 'id'
  | 'kind'
  | 'state'
  | 'version'
  | 'area'
  | 'title'
  | 'officialTitle'
  | 'plain'
  | 'body'
  | 'needs'
  | 'steps'
  | 'questions'
  | 'contact'
  | 'document'
  | 'effectiveFrom'
  | 'effectiveTo'
  | 'households'
  | 'publishedAt'
  | 'note'
>;

/** A notice as the house keeps it: people and files by their ids, and the moments at which it begins and ends. */
export type Notice = Readonly<Shown> & {
  readonly county: string;
  readonly town: string | null;
  readonly village: string | null;
  readonly audio: string | null;
  readonly writer: string | null;
  readonly checker: string | null;
  readonly changedAt: Instant;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
};

/** What its writer wrote. */
export type Content = Pick<
  Notice,
  | 'title'
  | 'officialTitle'
  | 'plain'
  | 'body'
  | 'needs'
  | 'steps'
  | 'questions'
  | 'audio'
  | 'contact'
  | 'document'
  | 'effectiveFrom'
  | 'effectiveTo'
  | 'area'
>;

/** Nothing but a title: what is made from fields has no more of its own. */
export const bareContent: Omit<Content, 'title' | 'area'> = {
  officialTitle: '',
  plain: '',
  body: '',
  needs: [],
  steps: [],
  questions: [],
  audio: null,
  contact: null,
  document: null,
  effectiveFrom: null,
  effectiveTo: null,
};

/** One household of a 公示. */
export interface NoticeItem {
  readonly notice: string;
  readonly caseId: string;
  readonly household: string;
  readonly name: string;
  readonly group: number;
  readonly class: string;
}

/** What it is at this moment: a notice ends when its time is over, whether or not a job has marked it. */
export function stateAt({ state, endsAt }: Pick<Notice, 'state' | 'endsAt'>, now: Instant): NoticeState {
  return state === 'published' && endsAt !== null && endsAt <= now ? 'expired' : state;
}

/** Hanging, and its first day has come. */
export function isLive(notice: Pick<Notice, 'state' | 'startsAt' | 'endsAt'>, now: Instant): boolean {
  return stateAt(notice, now) === 'published' && (notice.startsAt ?? now) <= now;
}

/** When a notice that is published now begins and ends. */
export function windowOf(
  { effectiveFrom, effectiveTo }: Content,
  now: Instant,
  otherwise: Instant,
): { startsAt: Instant; endsAt: Instant } {
  const first = effectiveFrom === null ? now : startOfDay(effectiveFrom);
  return {
    startsAt: first > now ? first : now,
    endsAt: effectiveTo === null ? otherwise : endOfDay(effectiveTo),
  };
}
