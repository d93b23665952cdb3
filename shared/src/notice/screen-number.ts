import type { DigitRun } from './screen-fold.js';

/** Kinds of numbers that give somebody away. */
export type NumberKind = 'idNumber' | 'phone' | 'bank';

/** Where a number lies in a run, in places of the run. */
export interface Hit {
  readonly from: number;
  readonly length: number;
}

/** One way in which digits give somebody away; `kind` is null for what may stand. `rest` is the run with '#' for every place that an earlier rule has taken. */
export interface NumberRule {
  readonly kind: NumberKind | null;
  find(rest: string, run: DigitRun): Hit | null;
}

const birthDate = '(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
// 20 and 22 places are the number of a disability card: the identity number, then kind, grade and a count.
const identity = new RegExp(`[1-9]\\d{5}${birthDate}\\d{3}[\\dX](?:\\d{1,4}(?!\\d))?`);
const oldIdentity = /^[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}/;
const mobile = /^1[3-9]\d{9}/;
const landline = /^0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}/;
const cardLengths = { least: 16, most: 19 };

/** The rules in their order: the surest first, and the telephones of offices before whatever they could be taken for. */
export function numberRules(allowedPhones: readonly string[]): NumberRule[] {
  return [
    { kind: 'idNumber', find: (rest) => matchAnywhere(identity, rest) },
    { kind: null, find: (rest, run) => findAllowed(rest, run, allowedPhones) },
    { kind: 'idNumber', find: (rest, run) => matchGroups(oldIdentity, rest, run) },
    { kind: 'bank', find: findCard },
    { kind: 'phone', find: findMobile },
    { kind: 'phone', find: (rest, run) => matchGroups(landline, rest, run) },
  ];
}

function opens(run: DigitRun, at: number): boolean {
  return run.opens[at] === true;
}

function closes(run: DigitRun, at: number): boolean {
  return at === run.digits.length || opens(run, at);
}

function matchAnywhere(pattern: RegExp, rest: string): Hit | null {
  const match = pattern.exec(rest);
  return match === null ? null : { from: match.index, length: match[0].length };
}

function firstStart(rest: string, lengthAt: (from: number) => number | null): Hit | null {
  for (let from = 0; from < rest.length; from += 1) {
    const length = lengthAt(from);
    if (length !== null) return { from, length };
  }
  return null;
}

function findAllowed(rest: string, run: DigitRun, phones: readonly string[]): Hit | null {
  return firstStart(rest, (from) => {
    const phone = phones.find((digits) => digits !== '' && rest.startsWith(digits, from));
    return phone !== undefined && opens(run, from) && closes(run, from + phone.length) ? phone.length : null;
  });
}

function matchGroups(pattern: RegExp, rest: string, run: DigitRun): Hit | null {
  return firstStart(rest, (from) => {
    const match = opens(run, from) ? pattern.exec(rest.slice(from)) : null;
    return match !== null && closes(run, from + match[0].length) ? match[0].length : null;
  });
}

// People glue 0, 86 or 0086 to the front of a mobile number and the next word's digit to its end.
function findMobile(rest: string, run: DigitRun): Hit | null {
  return firstStart(rest, (from) => {
    const starts = opens(run, from) || /(?:^|\D)(?:0|86|0086)$/.test(rest.slice(0, from));
    return starts && mobile.test(rest.slice(from)) ? 11 : null;
  });
}

function findCard(rest: string, run: DigitRun): Hit | null {
  return firstStart(rest, (from) => (opens(run, from) ? cardLength(rest, run, from) : null));
}

function cardLength(rest: string, run: DigitRun, from: number): number | null {
  const digits = /^\d*/.exec(rest.slice(from))?.[0] ?? '';
  const ends = digits.split('').map((_, index) => index + 1);
  const groups = ends.filter((length) => closes(run, from + length));
  const whole = groups[0];
  if (whole !== undefined && whole >= cardLengths.least) return whole;
  const card = (length: number): boolean =>
    length >= cardLengths.least &&
    length <= cardLengths.most &&
    (isEven(groups.filter((end) => end <= length)) || passesLuhn(digits.slice(0, length)));
  return groups.filter(card).pop() ?? null;
}

// Account books carry no check digit, but people copy them in groups of one size; groups of two are dates and lists.
function isEven(ends: readonly number[]): boolean {
  const sizes = ends.map((end, index) => end - (ends[index - 1] ?? 0));
  const [size = 0, last = 0] = [sizes[0], sizes[sizes.length - 1]];
  return size !== 2 && size <= 6 && last <= size && sizes.slice(0, -1).every((other) => other === size);
}

function passesLuhn(digits: string): boolean {
  const sum = digits
    .split('')
    .reverse()
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0 && digits.charAt(0) !== '0';
}
