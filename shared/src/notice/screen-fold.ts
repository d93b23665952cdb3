/** A text without what hides a word in it, and for every place the index in the original (UTF-16). */
export interface Folded {
  readonly text: string;
  readonly at: readonly number[];
}

/** Digits that follow one another, however they were written and parted. */
export interface DigitRun {
  /** 0-9, and X where an identity number may end in it. */
  readonly digits: string;
  /** Index in the original text of every digit (UTF-16). */
  readonly at: readonly number[];
  /** Whether a group starts at that digit, that is whether something parted it from the one before. */
  readonly opens: readonly boolean[];
}

// Spaces, hyphens, dots, brackets and invisible characters; commas and words end a number.
const gapPattern =
  /[\s\-_.·•()（）*~/\\|．＿－﹣−‐-―⁃・･\u00ad\u200b-\u200f\u2060\u2063\ufeff]|\ufe0e|\ufe0f|\u20e3/;
const MAX_GAP = 3;

const digitsBySign: Record<string, string> = {};
for (const signs of [
  '0123456789',
  '０１２３４５６７８９',
  '零一二三四五六七八九',
  '〇壹贰叁肆伍陆柒捌玖',
  '○壱貳參肆伍陸柒捌玖',
  '⓪①②③④⑤⑥⑦⑧⑨',
  '⁰¹²³⁴⁵⁶⁷⁸⁹',
  '₀₁₂₃₄₅₆₇₈₉',
]) {
  signs.split('').forEach((sign, digit) => (digitsBySign[sign] = String(digit)));
}
digitsBySign['幺'] = '1';
digitsBySign['两'] = '2';

function narrow(sign: string): string {
  const code = sign.charCodeAt(0);
  const ascii = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : sign;
  return ascii.toLowerCase();
}

/** The text in small half-width letters without spaces, dashes and invisible characters, for words that somebody wrote apart. */
export function foldWords(text: string): Folded {
  const kept: string[] = [];
  const at: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (gapPattern.test(sign)) continue;
    kept.push(narrow(sign));
    at.push(index);
  }
  return { text: kept.join(''), at };
}

function digitAt(text: string, index: number): string | undefined {
  const sign = text.charAt(index);
  return narrow(sign) === 'x' ? 'X' : digitsBySign[sign];
}

/** Every run of digits in a text: full-width, circled and Chinese numerals count, up to three separators may stand between two of them. */
export function digitRuns(text: string): DigitRun[] {
  const runs: { digits: string; at: number[]; opens: boolean[] }[] = [];
  let gap = Infinity;
  for (let index = 0; index < text.length; index += 1) {
    const digit = digitAt(text, index);
    if (digit === undefined) {
      gap = gapPattern.test(text.charAt(index)) ? gap + 1 : Infinity;
      continue;
    }
    if (gap > MAX_GAP) runs.push({ digits: '', at: [], opens: [] });
    const run = runs[runs.length - 1];
    run?.opens.push(gap > 0);
    run?.at.push(index);
    if (run !== undefined) run.digits += digit;
    gap = 0;
  }
  return runs;
}
