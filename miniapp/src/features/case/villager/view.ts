import type { AbilityView, CaseView } from '@songtao/shared/api/case.js';
import { dayOf, dueDay, type Instant } from '@songtao/shared/calendar/calendar.js';
import { dayWords, dueWords } from '@songtao/shared/calendar/words.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import type { IconName } from '../../../ui/Icon';
import type { StatusTone } from '../../../ui/StatusSentence';
import type { Step, StepState } from '../../../ui/StepTrail';
import { happenedWords, promiseWords } from './words';

/** The big sentence at the top of a case. */
export interface Status {
  readonly tone: StatusTone;
  readonly tag?: string;
  readonly tagIcon?: IconName;
  readonly now: string;
  readonly next?: string;
}

function movingStatus({ sentence, urgent, holder }: CaseView, now: Instant): Status {
  const done = happenedWords(sentence.done ?? '已收到', sentence.doneAt);
  const tone = urgent ? 'urgent' : 'moving';
  if (sentence.next === null) return { tone, now: done };
  if (sentence.until !== null && sentence.until < now) {
    const who = told(holder?.name ?? '');
    return { tone, tag: '到期了', now: done, next: aloud`${who}没按时办，镇里会找您` };
  }
  return { tone, now: done, next: promiseWords(sentence.next, sentence.until) };
}

/** What a case is at, as one sentence: done and when, next and until when. */
export function statusOf(view: CaseView, now: Instant): Status {
  const { sentence, kind, helps } = view;
  const done = happenedWords(sentence.done ?? '已收到', sentence.doneAt);
  if (kind === 'closed') return { tone: 'closed', now: done };
  if (mayDo(view, 'answer'))
    return { tone: 'moving', tag: helps.length > 0 ? '已经帮了' : '办过了', tagIcon: 'done', now: done };
  if (sentence.mine && sentence.next !== null) {
    return { tone: 'wait', now: done, next: promiseWords(sentence.next, sentence.until) };
  }
  return movingStatus(view, now);
}

/** The reader may do it now. */
export function mayDo({ abilities }: CaseView, action: string): boolean {
  return abilities.some((ability) => ability.action === action && !ability.blockedBy);
}

/** What the case waits for the reader to do, where that has no place of its own: the one button at the bottom. */
export function awaitedAbility({ abilities, kind }: CaseView): AbilityView | undefined {
  if (kind !== 'waiting') return undefined;
  return abilities.find(({ action, main, blockedBy }) => main && !blockedBy && !placed.has(action));
}

/** What has no place of its own on the villager's page: drawn as rows with the words of the server. */
export function otherAbilities(view: CaseView): readonly AbilityView[] {
  const awaited = awaitedAbility(view);
  return view.abilities.filter((ability) => !placed.has(ability.action) && ability !== awaited);
}

const placed = new Set([
  'answer',
  'authorise',
  'declineAuthorisation',
  'markUrgent',
  'takeDoor',
  'unclear',
  'understood',
  'withdraw',
]);

function stateOf(step: CaseView['steps'][number], { sentence, refusal }: CaseView): StepState {
  if (step.now && refusal) return 'stop';
  if (step.done !== null) return 'done';
  if (!step.now) return 'todo';
  return sentence.mine ? 'wait' : 'now';
}

function dateOf({ done, by }: CaseView['steps'][number]): string | undefined {
  if (done !== null) return dayWords(dayOf(done));
  return by === null ? undefined : dueWords(by);
}

/** 走到哪一步 */
export function trailOf(view: CaseView): readonly Step[] {
  return view.steps.map((step) => {
    const note = step.done === null ? step.hint : step.who;
    const date = dateOf(step);
    return { title: step.title, state: stateOf(step, view), ...(date && { date }), ...(note && { note }) };
  });
}

/** The whole page in sentences, as it is read aloud. */
export function caseAloud(view: CaseView, now: Instant): Aloud {
  const { now: done, next } = statusOf(view, now);
  const { holder, refusal, prepare } = view;
  const sentences = [
    view.title,
    aloud`编号${told(view.number)}`,
    done,
    next,
    refusal && aloud`原因，${told(refusal.words)}`,
    prepare.length > 0 && aloud`请您准备，${told(prepare.join('，'))}`,
    holder && aloud`现在是${told(holder.role)}，${told(holder.name)}在办`,
  ];
  return told(sentences.filter(Boolean).join('。'));
}

/** 11月27日 周五 */
export function untilDay(until: Instant): string {
  return dayWords(dueDay(until));
}

/** 3000元; whole 元 without 分. */
export function moneyWords(fen: number): string {
  return `${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}元`;
}
