/** A sentence, or the same sentence already cut where a line may break. `|` in a string is such a cut. */
export type Words = string | readonly string[];

// No lookbehind here: older iPhones cannot read it.
const PHRASE = /[^，。；：！？、]*[，。；：！？、]+|[^，。；：！？、]+$/gu;
/** Dates, times, phone and receipt numbers, sums: with the marks that lean on them. */
const HELD =
  /([（“《]?(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:—(?:\d{1,2}月)?\d{1,2}日)?(?: ?(?:周|星期)[一二三四五六日])?(?: \d{1,2}:\d{2})?|(?:今天|昨天|明天|周[一二三四五六日]) \d{1,2}:\d{2}|\d{3} \d{4} \d{4}|\d{4} \d{3}|\d{1,2}:\d{2}|\d+(?:\.\d+)?元)[前后]?[）”》]?[，。；：！？、]?)/u;
const SPACE = /( )/;

/** Odd pieces of a split at a group are what the group held. */
function splitPhrase(phrase: string): string[] {
  return phrase.split(HELD).flatMap((piece, place) => (place % 2 ? [piece] : piece.split(SPACE)));
}

/** The pieces of a sentence inside which no line breaks; a space between two stands as a piece of its own. */
export function splitPhrases(words: Words): string[] {
  if (typeof words !== 'string') return words.filter((piece) => piece !== '');
  if (words.includes('|')) return words.split('|').filter(Boolean);
  return (words.match(PHRASE) ?? []).flatMap(splitPhrase).filter(Boolean);
}

/** The sentence in one piece, for a screen reader. */
export function plainWords(words: Words | undefined): string {
  if (words === undefined) return '';
  return typeof words === 'string' ? words.split('|').join('') : words.join('');
}
