import type { AbilityView, CaseLine, CaseView } from '@songtao/shared/api/case.js';
import { daysBetween, dueDay, dayOf, type Instant } from '@songtao/shared/calendar/calendar.js';
import { dueWords, timeWords } from '@songtao/shared/calendar/words.js';
import { findForm } from '@songtao/shared/category/registry.js';
import type { StatusTone } from '../../../ui/StatusSentence';

/** Where somebody lives and how many they are: 骝马村3组，4口人. */
export function placeWords({ villageName, group, people }: NonNullable<CaseView['subject']>): string {
  return `${villageName}${group === null ? '' : `${group}组`}${people === null ? '' : `，${people}口人`}`;
}

/** The two lines of the status: what happened, and what comes next until when. */
export function statusWords(
  { sentence, kind, holder }: CaseView,
  now: Instant,
): { now: string; next?: string } {
  const done = sentence.done ?? '报来了';
  const happened = sentence.doneAt === null ? done : `${timeWords(sentence.doneAt, now)}，${done}`;
  if (kind === 'closed' || sentence.next === null) return { now: happened };
  const until = sentence.until === null ? '' : `，${dueWords(sentence.until)}`;
  const asked = sentence.next.startsWith('请') ? sentence.next : `请您${sentence.next}`;
  if (sentence.mine) return { now: happened, next: `${asked}${until}` };
  return { now: happened, next: `${holder ? `${holder.name}在办：` : '接下来：'}${sentence.next}${until}` };
}

/** The look of the status; amber only where it waits for the reader. */
export function toneOf({
  kind,
  urgent,
  sentence,
}: Pick<CaseLine, 'kind' | 'urgent' | 'sentence'>): StatusTone {
  if (kind === 'closed') return 'closed';
  if (sentence.mine) return urgent ? 'urgent' : 'wait';
  return 'moving';
}

/** How far the whole procedure is: 第1天，12月8日 周二前定. Null where policy sets no day. */
export function progressOf({
  dayNumber,
  decideBy,
  reportedAt,
  tentative,
  kind,
}: CaseView): { share: number; words: string } | null {
  if (decideBy === null || kind === 'closed') return null;
  const days = Math.max(1, daysBetween(dayOf(reportedAt), dueDay(decideBy)));
  return {
    share: dayNumber / days,
    words: `第${dayNumber}天，${dueWords(decideBy)}定${tentative ? '（暂定）' : ''}`,
  };
}

/** How it came in, where that is worth saying. */
export const CHANNELS: Readonly<Record<string, string>> = {
  proxy: '别人替本人说的',
  cadre: '干部代报',
  hotline: '打电话报的',
  paper: '纸条报的',
  visitRequest: '请人上门',
};

/** The act of the bottom bar: the first main one that can be done, else the first that must wait. */
export function mainOf(abilities: readonly AbilityView[]): AbilityView | undefined {
  const mains = abilities.filter(({ main }) => main);
  return mains.find(({ blockedBy }) => blockedBy === undefined) ?? mains[0];
}

/** Where an act is done: at once, in a sheet, or on a page of its own. */
export type Screen = 'atOnce' | 'sheet' | 'visit' | 'deliberation' | 'publicNotice' | 'join';

/** Forms with facts or a meeting are too long for a sheet. */
export function screenOf({ form, screen }: AbilityView): Screen {
  if (screen !== null) return screen;
  if (form === null) return 'atOnce';
  const kinds = Object.values(findForm(form)?.fields ?? {}).map(({ kind }) => kind);
  if (kinds.includes('meeting')) return 'deliberation';
  return kinds.includes('facts') ? 'visit' : 'sheet';
}
