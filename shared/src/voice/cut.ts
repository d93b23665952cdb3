import { everyday } from './data/everyday.js';
import { phrases } from './data/phrases.js';
import { inWords, numerals } from './numbers.js';

/** Some words of a text, and whether there is a recording of just these. */
export interface Piece {
  readonly words: string;
  readonly recorded: boolean;
}

/** Everything that is recorded, each once. */
export const recorded: ReadonlySet<string> = new Set([...numerals, ...phrases, ...everyday]);

const longest = Math.max(...[...recorded].map(({ length }) => length));
const pauses = /[\s，。：；？！、“”‘’（）《》·|,.:;?!()"'*-]+/;
// More than any number of phrases costs: nothing that can be said is left out.
const unsaidCost = 1_000;

/** The text in recorded phrases, as few and as long as can be, and what is left between them. */
export function cut(text: string): readonly Piece[] {
  return inWords(text)
    .split(pauses)
    .flatMap((stretch) => wholeNames(cheapest(stretch)));
}

function cheapest(words: string): Piece[] {
  const ways: { readonly cost: number; readonly from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= words.length; end += 1) {
    let best = { cost: (ways[end - 1]?.cost ?? 0) + unsaidCost, from: end - 1 };
    for (let from = Math.max(0, end - longest); from < end; from += 1) {
      const cost = (ways[from]?.cost ?? 0) + 1;
      if (cost < best.cost && recorded.has(words.slice(from, end))) best = { cost, from };
    }
    ways.push(best);
  }
  const pieces: Piece[] = [];
  for (let end = words.length; end > 0; end = ways[end]?.from ?? 0) {
    const slice = words.slice(ways[end]?.from, end);
    pieces.unshift({ words: slice, recorded: recorded.has(slice) });
  }
  return pieces;
}

// 三 of 张三 is a name and no number: single characters beside one that is not recorded are left out with it.
function wholeNames(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    const single = piece.words.length === 1;
    if (last && single && last.at(-1)?.words.length === 1) last.push(piece);
    else runs.push([piece]);
  }
  return runs.flatMap((run) =>
    run.every((piece) => piece.recorded)
      ? run
      : { words: run.map(({ words }) => words).join(''), recorded: false },
  );
}

/** What stands in for words without a recording: one looks at them. */
export const lookHere = '这几个字请看屏幕';

/** The name of the recording of a phrase: FNV-1a of its characters, in 8 hexadecimal digits. */
export function clipName(phrase: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < phrase.length; at += 1) {
    hash = Math.imul(hash ^ phrase.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
