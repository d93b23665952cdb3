/** What is searched and what is asked for, made alike: without marks, spaces and capitals, wide letters narrow. */
function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** All that is searched of one notice; a space keeps its parts apart. */
export function searchText(parts: readonly string[]): string {
  return parts.map(plainWords).join(' ');
}

/** One word of a question: the whole of it, or at least `needed` of its pairs of characters. */
export interface Term {
  readonly whole: string;
  readonly pairs: readonly string[];
  readonly needed: number;
}

// Characters that ask rather than name: 我能享受吗, 住院花了钱能报不.
const asking = /[的了吗呢吧呀啊么能可以我您你他她要想怎样啥什有没不还一这那个和与给]/u;
const MOST_PAIRS = 12;

/** The words of a question, all of which a notice has to answer. People ask in sentences, and Chinese puts no space between words: so half of the pairs of characters are enough. */
export function termsOf(question: string): Term[] {
  return question
    .split(/\s+/)
    .map(termOf)
    .filter(({ whole }) => whole !== '');
}

function termOf(word: string): Term {
  const pieces = word.split(/[^\p{L}\p{N}]+/u).flatMap((piece) => plainWords(piece).split(asking));
  const pairs = [...new Set(pieces.flatMap(pairsOf))].slice(0, MOST_PAIRS);
  return { whole: plainWords(word), pairs, needed: Math.ceil(pairs.length / 2) };
}

function pairsOf(piece: string): string[] {
  const characters = Array.from(piece);
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}
