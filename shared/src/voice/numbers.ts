import { countAloud, digitsAloud } from '../calendar/words.js';

const steps = [
  [10_000, '万'],
  [1_000, '千'],
  [100, '百'],
] as const;

/** The number words that are recorded: whole up to 60, which is all of days and clocks, then what larger ones are made of. */
export const numerals: readonly string[] = [
  ...[...Array.from({ length: 61 }, (_, value) => value), 70, 80, 90].map(countAloud),
  ...steps.map(([, word]) => word),
  '两',
  '点',
];

/** A whole number below a hundred million, as one counts: 12 gives 十二, 20300 gives 二万零三百. */
export function numberAloud(value: number): string {
  const step = steps.find(([size]) => value >= size);
  if (!step) return countAloud(value);
  const [size, word] = step;
  const [high, low] = [Math.floor(value / size), value % size] as const;
  if (low === 0) return numberAloud(high) + word;
  const gap = low < size / 10 ? '零' : '';
  // After a hundred one says 一十, not 十.
  const one = low >= 10 && low < 20 ? '一' : '';
  return `${numberAloud(high)}${word}${gap}${one}${numberAloud(low)}`;
}

const han = /[\u3400-\u9fff]/;
const counted = /[件条张户个天次步口]/;

/** How one number of a text is said, given the character before it and the one after. */
function said(digits: string, before: string, after: string): string {
  const [whole = '', fraction] = digits.split('.');
  if (fraction !== undefined) return `${numberAloud(Number(whole))}点${digitsAloud(fraction)}`;
  const isName = whole.startsWith('0') || whole.length > 5 || (whole.length === 4 && after === '年');
  const counts = (han.test(after) || whole.length < 3) && !isName;
  if (!counts) return digitsAloud(whole);
  return whole === '2' && counted.test(after) && before !== '第' ? '两' : numberAloud(Number(whole));
}

/** A text with its numbers and times written as they are said: '9:05' gives 九点零五分; a receipt or a telephone goes digit by digit. */
export function inWords(text: string): string {
  const timed = text.replace(/(\d{1,2}):(\d\d)/g, (_, hours: string, minutes: string) =>
    minutes === '00' ? `${Number(hours)}点` : `${Number(hours)}点${minutes}分`,
  );
  return timed.replace(/\d+(?:\.\d+)?/g, (digits, at: number) =>
    said(digits, timed.charAt(at - 1), timed.charAt(at + digits.length)),
  );
}
