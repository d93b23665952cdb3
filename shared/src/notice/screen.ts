import { harmlessWords, illnessWords } from './data/illness.js';
import { digitRuns, foldWords } from './screen-fold.js';
import type { DigitRun } from './screen-fold.js';
import { numberRules } from './screen-number.js';
import type { NumberKind } from './screen-number.js';

/** What must never stand in a notice (公示): identity and disability numbers, personal telephones, bank accounts, illness, names of minors. */
export type FindingKind = NumberKind | 'illness' | 'minor';

/** One place in a notice that keeps it from being published: `text` is what stands there, `start` and `end` (not included) its indices (UTF-16). */
export interface Finding {
  readonly kind: FindingKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words beside a finding on the screen of the person who publishes. */
export const findingWords: Record<FindingKind, string> = {
  idNumber: '身份证号',
  phone: '村民的电话',
  bank: '银行卡号',
  illness: '看病的事',
  minor: '孩子的名字',
};

/** What belongs to one notice: names of minors in the households that it speaks of, and telephones of the offices that it may show. */
export interface ScreenOptions {
  readonly minorNames?: readonly string[];
  readonly allowedPhones?: readonly string[];
}

const numberKinds: readonly FindingKind[] = ['idNumber', 'phone', 'bank'];

/** The text with a star for every sign of an identity number, a telephone or an account: what others may be asked about. */
export function maskNumbers(text: string): string {
  return screenNotice(text)
    .filter(({ kind }) => numberKinds.includes(kind))
    .reduce(
      (masked, { start, end }) => masked.slice(0, start) + '*'.repeat(end - start) + masked.slice(end),
      text,
    );
}

/** Everything in a text that must not be published, in the order of the text; an empty list when it may be. Rather one finding too many than one too few: a person reads them and changes the text. */
export function screenNotice(text: string, options: ScreenOptions = {}): Finding[] {
  const allowed = (options.allowedPhones ?? []).map(digitsOf);
  const numbers = digitRuns(text).map((run) => findNumbers(run, allowed));
  const spans = ([] as Span[]).concat(
    ...numbers,
    findIllness(text),
    findNames(text, options.minorNames ?? []),
  );
  return spans
    .map(({ kind, start, end }) => ({ kind, text: text.slice(start, end), start, end }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

type Span = Omit<Finding, 'text'>;

function digitsOf(phone: string): string {
  return digitRuns(phone)
    .map(({ digits }) => digits)
    .join('');
}

function spanOf(kind: FindingKind, at: readonly number[], from: number, length: number): Span {
  return { kind, start: at[from] ?? 0, end: (at[from + length - 1] ?? 0) + 1 };
}

function findNumbers(run: DigitRun, allowed: readonly string[]): Span[] {
  const spans: Span[] = [];
  let rest = run.digits;
  for (const { kind, find } of numberRules(allowed)) {
    for (let hit = find(rest, run); hit !== null; hit = find(rest, run)) {
      rest = rest.slice(0, hit.from) + '#'.repeat(hit.length) + rest.slice(hit.from + hit.length);
      if (kind !== null) spans.push(spanOf(kind, run.at, hit.from, hit.length));
    }
  }
  return spans;
}

const words = harmlessWords.concat(illnessWords).sort((a, b) => b.length - a.length);
const harmless = new Set(harmlessWords);

function findIllness(text: string): Span[] {
  const folded = foldWords(text);
  const pattern = new RegExp(words.join('|'), 'g');
  const spans: Span[] = [];
  for (let match = pattern.exec(folded.text); match !== null; match = pattern.exec(folded.text)) {
    if (!harmless.has(match[0])) spans.push(spanOf('illness', folded.at, match.index, match[0].length));
  }
  return spans;
}

function findNames(text: string, names: readonly string[]): Span[] {
  const folded = foldWords(text);
  const spans: Span[] = [];
  for (const name of names.map((whole) => foldWords(whole).text)) {
    // A single character is no name: it would stand in half of the words of the notice.
    if (name.length < 2) continue;
    for (let from = folded.text.indexOf(name); from >= 0; from = folded.text.indexOf(name, from + 1)) {
      spans.push(spanOf('minor', folded.at, from, name.length));
    }
  }
  return spans;
}
