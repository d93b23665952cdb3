import type { NoticeLine, NoticeView } from '@songtao/shared/api/notice.js';
import { addDays, dayOf, daysBetween, type Day, type Instant } from '@songtao/shared/calendar/calendar.js';
import { dayAloud, dayWords } from '@songtao/shared/calendar/words.js';
import { needs, type Need } from '@songtao/shared/notice/notice.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import type { IconName } from '../../ui/Icon';
import type { Over } from './reads';

const icons: Record<Need, IconName> = {
  medical: 'kind-medical',
  school: 'kind-school',
  housing: 'kind-house',
  work: 'kind-work',
  farm: 'kind-farm',
  elder: 'kind-elder',
  disabled: 'kind-disabled',
};

/** The seven needs with their pictures. */
export const needTiles = needs.map(({ value, title }) => ({ value, title, icon: icons[value] }));

/** 看病 */
export function needTitle(need: Need): string {
  return needs.find(({ value }) => value === need)?.title ?? '';
}

/** The picture of a policy: that of its first need. */
export function iconOf({ needs: of }: Pick<NoticeLine, 'needs'>): IconName {
  return of[0] ? icons[of[0]] : 'doc';
}

const freshFor = 30;

/** 新来的: of the last thirty days, with the day on which they came. */
export function newcomers(lines: readonly NoticeLine[], now: Instant): { line: NoticeLine; came: string }[] {
  const since = addDays(dayOf(now), -freshFor);
  return lines.flatMap((line) =>
    line.publishedAt !== null && dayOf(line.publishedAt) >= since
      ? [{ line, came: `${dayWords(dayOf(line.publishedAt))}来的` }]
      : [],
  );
}

/** Who should look; nothing where that only says the title once more. */
export function subWords({ title, sub }: Pick<NoticeLine, 'title' | 'sub'>): string | undefined {
  return sub === null || sub.replace(/。$/, '') === title ? undefined : sub;
}

/** 到12月31日 周四 */
export function untilWords({ lastDay }: Pick<NoticeLine, 'lastDay'>): string {
  return lastDay === null ? '一直有效' : `到${dayWords(lastDay)}`;
}

const soon = 30;

/** 还有12天到期, where that is soon. */
export function endingWords({ lastDay }: Pick<NoticeLine, 'lastDay'>, now: Instant): string | null {
  if (lastDay === null) return null;
  const left = daysBetween(dayOf(now), lastDay);
  if (left > soon) return null;
  return left === 0 ? '今天到期' : `还有${left}天到期`;
}

/** Its sentences, one a line. */
export function linesOf({ plain, body }: Pick<NoticeView, 'plain' | 'body'>): readonly string[] {
  const text = plain === '' ? body : plain;
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** 2026年1月1日 周四 */
export function fullDayWords(day: Day): string {
  return `${day.slice(0, 4)}年${dayWords(day)}`;
}

/** Names are read out only when somebody asks for it. */
export function publicNoticeLines(view: NoticeView): readonly Aloud[] {
  const { title, areaName, items, lastDay, removedOn } = view;
  return [
    aloud`${told(title)}。`,
    aloud`${told(areaName)}。`,
    ...items.map(({ name, group, class: general }) => aloud`${told(name)}，${group}组，${told(general)}。`),
    aloud`合适吗？有没有人家漏了？名字和组，写对了吗？`,
    ...(lastDay === null ? [] : [aloud`看到${told(dayAloud(lastDay))}。`]),
    ...(removedOn === null ? [] : [aloud`${told(dayAloud(removedOn))}撤下，名字不再显示。`]),
    aloud`有意见，点下面说。也可以打电话。`,
  ];
}

/** Page 18g, in the words of what was here. */
export function overWords(over: Over): { title: Aloud; line: Aloud } {
  if (over === 'foreign') return { title: aloud`没找到这一张`, line: aloud`可能是别的村的，只给本村人看。` };
  const { kind, lastDay } = over;
  const until = lastDay === null ? aloud`` : aloud`${told(dayWords(lastDay))}到期。`;
  if (kind === 'publicNotice') return { title: aloud`这张公示已经撤下`, line: aloud`${until}名字不再显示。` };
  if (kind === 'policy') return { title: aloud`这条政策已经到期`, line: aloud`${until}看看还有什么能办。` };
  return { title: aloud`这条通知已经撤下`, line: until === '' ? aloud`到期就收走，不再显示。` : until };
}
