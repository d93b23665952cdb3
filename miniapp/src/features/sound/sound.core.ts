import { cut, lookHere, type Piece } from '@songtao/shared/voice/cut.js';

/** What a loudspeaker can play: a recording, or words for the browser's own voice. */
export type Sounding = { readonly src: string } | { readonly say: string };

/** One piece of what is read. A phrase is a recording that lies on the server, or already on this phone. */
export type Clip = Sounding | { readonly phrase: string };

/** Everything that a page can be read from; the first that serves is taken. */
export interface Readable {
  /** Addresses of recordings of the whole text, in their order. */
  readonly audio?: readonly string[];
  /** The text itself. */
  readonly text: string;
}

/** Sentences one by one: browsers break off a voice that speaks longer than some 15 seconds. */
export function sentences(text: string): string[] {
  return (text.match(/[^。！？；!?;\n]+[。！？；!?;]?/g) ?? []).map((one) => one.trim()).filter(Boolean);
}

function weightOf(clip: Clip): number {
  if ('say' in clip) return clip.say.length;
  return 'phrase' in clip ? clip.phrase.length : 1;
}

/** How much of the clips, 0 to 1, has been heard when this one begins. */
export function shareBefore(clips: readonly Clip[], at: number): number {
  const sum = (some: readonly Clip[]): number => some.reduce((total, clip) => total + weightOf(clip), 0);
  return clips.length > 0 ? sum(clips.slice(0, at)) / sum(clips) : 0;
}

/** Which line is being read after this share of the sound: who reads takes about as long for each character. */
export function lineAt(lines: readonly string[], share: number): number {
  const heard = share * lines.reduce((total, line) => total + line.length, 0);
  let end = 0;
  const at = lines.findIndex((line) => heard < (end += line.length));
  return at < 0 ? lines.length - 1 : at;
}

/** How long it takes to say a text that was never recorded, in seconds. */
export function secondsToSay(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4));
}

/** Phrase by phrase, with one word in place of whatever nobody recorded. */
function phrasesOf(pieces: readonly Piece[]): Clip[] {
  const said = pieces.map(({ words, recorded }) => (recorded ? words : lookHere));
  return said.filter((words, place) => words !== lookHere || said[place - 1] !== lookHere).map(toPhrase);
}

const toPhrase = (phrase: string): Clip => ({ phrase });

/** How much of it, 0 to 1, there are recordings for. */
function recordedShare(pieces: readonly Piece[]): number {
  const length = (some: readonly Piece[]): number => some.reduce((sum, { words }) => sum + words.length, 0);
  return length(pieces.filter(({ recorded }) => recorded)) / Math.max(1, length(pieces));
}

const enough = 0.3;

/** What to play for this text on this phone; `null`: 这台手机念不了. One voice for all of it, and names best by the phone's own; a text of which hardly a third is recorded is not read. */
export function clipsFor(
  { audio = [], text }: Readable,
  phoneSpeaks: { readonly speaks: boolean },
): Clip[] | null {
  if (audio.length > 0) return audio.map((src) => ({ src }));
  const pieces = cut(text);
  const share = recordedShare(pieces);
  if (share === 1) return phrasesOf(pieces);
  if (phoneSpeaks.speaks) return sentences(text).map((say) => ({ say }));
  return share >= enough ? phrasesOf(pieces) : null;
}
