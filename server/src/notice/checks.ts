import type { Day } from '@songtao/shared/calendar/calendar.js';
import { noticeKinds, plainMax } from '@songtao/shared/notice/notice.js';
import { screenNotice, type Finding, type ScreenOptions } from '@songtao/shared/notice/screen.js';
import { AppError } from '../platform/errors.js';
import type { Content, Notice } from './notice.model.js';

/** Why a notice may not go on, in the words of the screen. */
export interface Fault {
  readonly guard: string;
  readonly words: string;
}

/** A place in one of the texts of a notice that must not be public. */
export interface Found extends Finding {
  readonly field: string;
}

export const blocked = ({ guard, words }: Fault, details: Readonly<Record<string, unknown>> = {}): AppError =>
  new AppError('blocked', { message: words, details: { guard, ...details } });

/** What a draft still lacks before another person may be asked to check it (mission O1, O5); null where nothing. */
export function lackOf(notice: Content & Pick<Notice, 'kind'>, today: Day): Fault | null {
  const { plain, body, effectiveFrom, effectiveTo } = notice;
  if (effectiveTo !== null && (effectiveTo < today || effectiveTo < (effectiveFrom ?? effectiveTo)))
    return { guard: 'dates', words: '到期的日子不对，改一下' };
  if (!noticeKinds[notice.kind].needsPlain)
    return plain === '' && body === '' ? { guard: 'words', words: '还没有写内容' } : null;
  return lackOfPolicy(notice);
}

function lackOfPolicy({
  plain,
  audio,
  contact,
  document,
  effectiveFrom,
  effectiveTo,
}: Content): Fault | null {
  if (plain === '') return { guard: 'plain', words: '没有白话，不能送审。先用短句写明白' };
  const tooMany = Array.from(plain).length - plainMax;
  if (tooMany > 0) return { guard: 'plain', words: `再短${tooMany}个字` };
  if (audio === null) return { guard: 'audio', words: '没有声音，不能送审。不认字的人要靠听' };
  if (!contact || contact.name === '' || contact.phone === '')
    return { guard: 'contact', words: '还没写找谁问，要有名字和电话' };
  if (effectiveFrom === null || effectiveTo === null)
    return { guard: 'dates', words: '还没写哪天起、到哪天' };
  if (!document || document.name === '' || document.number === '')
    return { guard: 'document', words: '还没写文件名和文号' };
  return null;
}

/** Everything in the texts of a notice that must not be public. A policy may speak of illness: it is about nobody. */
export function findingsIn(notice: Content & Pick<Notice, 'kind'>, options: ScreenOptions): Found[] {
  const allowed = [...(options.allowedPhones ?? []), ...(notice.contact ? [notice.contact.phone] : [])];
  return textsOf(notice).flatMap(([field, text]) =>
    screenNotice(text, { ...options, allowedPhones: allowed })
      .filter(({ kind }) => kind !== 'illness' || notice.kind === 'publicNotice')
      .map((finding) => ({ ...finding, field })),
  );
}

/** All words of a notice, one text a line. */
export const wordsOf = (notice: Content): string =>
  textsOf(notice)
    .map(([, text]) => text)
    .filter((text) => text.trim() !== '')
    .join('\n');

/** What is said where WeChat's check forbids it. */
export const forbidden: Fault = { guard: 'content', words: '里面有不能公开的话，退回去改' };

/** Throws where something was found; says where it stands, never what stands there. */
export function requireClean(found: readonly Found[]): void {
  if (found.length === 0) return;
  const findings = found.map(({ field, kind, start, end }) => ({ field, kind, start, end }));
  throw blocked({ guard: 'screen', words: `有${found.length}处不能公开，改好才能贴出去` }, { findings });
}

function textsOf({
  title,
  officialTitle,
  plain,
  body,
  steps,
  questions,
  contact,
  document,
}: Content): [field: string, text: string][] {
  const own: [string, string][] = [
    ['title', title],
    ['officialTitle', officialTitle],
    ['plain', plain],
    ['body', body],
  ];
  const ofSteps = steps.flatMap((step, at): [string, string][] => [
    [`steps.${at}.title`, step.title],
    [`steps.${at}.text`, step.text],
  ]);
  const ofQuestions = questions.flatMap(({ text, help = '', answers }, at): [string, string][] => [
    [`questions.${at}.text`, text],
    [`questions.${at}.help`, help],
    ...answers.map(({ title: answer, because = '' }, choice): [string, string] => [
      `questions.${at}.answers.${choice}`,
      `${answer} ${because}`,
    ]),
  ]);
  const ofContact: [string, string][] = contact
    ? [['contact', `${contact.name} ${contact.role} ${contact.hours}`]]
    : [];
  const ofDocument: [string, string][] = document
    ? [['document', `${document.name} ${document.number} ${document.issuer}`]]
    : [];
  return [...own, ...ofSteps, ...ofQuestions, ...ofContact, ...ofDocument];
}
