import type { Scope } from '@songtao/shared/access/scope.js';
import type { FileRef } from '@songtao/shared/api/common.js';
import type { NoticeLine, NoticeView } from '@songtao/shared/api/notice.js';
import {
  addDays,
  dayOf,
  daysBetween,
  dueDay,
  type Day,
  type Instant,
} from '@songtao/shared/calendar/calendar.js';
import { mayWrite } from './audience.js';
import { stateAt, type Notice, type NoticeItem } from './notice.model.js';
import type { NoticeSummary } from './notice.store.js';

type PersonScope = Extract<Scope, { kind: 'person' }>;

/** What a line shows that is not in the notice itself. */
export interface LineAround {
  readonly now: Instant;
  readonly read: boolean;
  readonly audio: FileRef | null;
}

/** What a page shows that is not in the notice itself. */
export interface ViewAround extends LineAround {
  readonly areaName: string;
  readonly names: ReadonlyMap<string, string>;
  readonly items: readonly NoticeItem[];
  readonly phones: NoticeView['phones'];
  readonly objected: string | null;
  readonly openObjections: number | null;
}

/** One line of a list; of what was taken down only what came out of it. */
export function lineOf(notice: NoticeSummary, { now, read, audio }: LineAround): NoticeLine {
  const { id, kind, title, needs, publishedAt, households } = notice;
  const state = stateAt(notice, now);
  const isOver = state === 'expired' || state === 'withdrawn';
  const lastDay = lastDayOf(notice);
  return {
    id,
    kind,
    state,
    title,
    needs,
    publishedAt,
    lastDay,
    households,
    read,
    sub: subOf(notice, isOver),
    daysLeft: lastDay === null || isOver ? null : daysBetween(dayOf(now), lastDay),
    audio: isOver ? null : audio,
    seconds: isOver ? null : (audio?.seconds ?? null),
  };
}

/** The last day on which it hangs or holds: a draft's is what its writer wrote. */
export function lastDayOf({ endsAt, effectiveTo }: Pick<Notice, 'endsAt' | 'effectiveTo'>): Day | null {
  return endsAt === null ? effectiveTo : dueDay(endsAt);
}

function subOf({ kind, plain }: NoticeSummary, isOver: boolean): string | null {
  if (kind === 'publicNotice') return isOver ? '已经撤下，名字不再显示。' : null;
  return plain.split('\n')[0] || null;
}

/** The page of a notice for one reader. */
export function viewOf(notice: Notice, scope: PersonScope, around: ViewAround): NoticeView {
  const { now, areaName, names, items, phones, objected, openObjections } = around;
  const {
    officialTitle,
    plain,
    body,
    steps,
    questions,
    contact,
    document,
    effectiveFrom,
    effectiveTo,
    area,
    version,
  } = notice;
  const isWriter = mayWrite(scope, area);
  const nameOf = (person: string | null): string | null =>
    isWriter && person !== null ? (names.get(person) ?? null) : null;
  return {
    ...lineOf(notice, around),
    officialTitle,
    plain,
    body,
    steps,
    questions,
    contact,
    document,
    effectiveFrom,
    effectiveTo,
    area,
    areaName,
    version,
    phones,
    objected,
    openObjections,
    writer: nameOf(notice.writer),
    checker: nameOf(notice.checker),
    note: isWriter ? notice.note : null,
    items: items.map(({ household, name, group, class: generalClass }) => ({
      household,
      name,
      group,
      class: generalClass,
    })),
    ...windowOf(notice, now),
    abilities: isWriter ? abilitiesOf(notice, scope.person, now) : [],
  };
}

type Window = Pick<NoticeView, 'posted' | 'firstFullDay' | 'removedOn' | 'fullDaysPassed' | 'fullDays'>;

/** The full days of a 公示: the day of posting is not counted (民法典第二百零一条). */
function windowOf({ kind, publishedAt, endsAt }: Notice, now: Instant): Window {
  if (kind !== 'publicNotice' || publishedAt === null || endsAt === null) {
    return {
      posted: publishedAt,
      firstFullDay: null,
      removedOn: endsAt === null ? null : addDays(dueDay(endsAt), 1),
      fullDaysPassed: null,
      fullDays: null,
    };
  }
  const posted = dayOf(publishedAt);
  const fullDays = daysBetween(posted, dueDay(endsAt));
  const passed = daysBetween(posted, dayOf(now)) - 1;
  return {
    posted: publishedAt,
    firstFullDay: addDays(posted, 1),
    removedOn: addDays(dueDay(endsAt), 1),
    fullDaysPassed: Math.min(Math.max(passed, 0), fullDays),
    fullDays,
  };
}

/** Four eyes: who wrote it does not publish it. */
export const ownWork = '自己写的，不能自己发';

/** What stands on the 公示 is in its days: the cases behind it count on them. */
export const inItsDays = '公示还在贴，不能整张撤。要撤哪一户，请镇里把那一户退回';

function abilitiesOf(notice: Notice, person: string, now: Instant): NoticeView['abilities'] {
  const isOwn = notice.writer === person;
  const state = stateAt(notice, now);
  if (state === 'draft' && isOwn) {
    return [
      { action: 'edit', title: '改', blockedBy: null },
      { action: 'submit', title: '送人核对', blockedBy: null },
    ];
  }
  if (state === 'checking') {
    const blockedBy = isOwn ? ownWork : null;
    return [
      { action: 'publish', title: '核对过了，发布', blockedBy },
      { action: 'return', title: '退回去改', blockedBy },
    ];
  }
  if (state !== 'published') return [];
  return [
    { action: 'withdraw', title: '撤下', blockedBy: notice.kind === 'publicNotice' ? inItsDays : null },
  ];
}
