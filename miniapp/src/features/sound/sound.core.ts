/** One piece of what is read: a recording, or words for the browser's own voice. */
export type Clip = { readonly src: string } | { readonly say: string };

/** Recorded phrases and single characters (digits among them), by their text, with the address of each recording. */
export type PhraseBank = ReadonlyMap<string, string>;

/** Everything that a page can be read from; the first that serves is taken. */
export interface Readable {
  /** Addresses of recordings of the whole text, in their order. */
  readonly audio?: readonly string[];
  /** The text itself. */
  readonly text: string;
}

const pause = /[\s，。、；：！？,.;:!?“”"（）()·—-]+/;

function longestPhrase(text: string, from: number, bank: PhraseBank, longest: number): string | null {
  for (let length = Math.min(longest, text.length - from); length > 0; length -= 1) {
    const phrase = text.slice(from, from + length);
    if (bank.has(phrase)) return phrase;
  }
  return null;
}

/** The recordings that together say this text, longest phrases first; `null` if anything of it was never recorded: half a sentence is worse than none. */
export function joinPhrases(text: string, bank: PhraseBank): string[] | null {
  const longest = Math.max(0, ...[...bank.keys()].map(({ length }) => length));
  const found: string[] = [];
  for (const piece of text.split(pause)) {
    for (let at = 0; at < piece.length;) {
      const phrase = longestPhrase(piece, at, bank, longest);
      if (phrase === null) return null;
      found.push(bank.get(phrase)!);
      at += phrase.length;
    }
  }
  return found.length > 0 ? found : null;
}

/** Sentences one by one: browsers break off a voice that speaks longer than some 15 seconds. */
export function sentences(text: string): string[] {
  return (text.match(/[^。！？；!?;\n]+[。！？；!?;]?/g) ?? []).map((one) => one.trim()).filter(Boolean);
}

const weightOf = (clip: Clip): number => ('say' in clip ? clip.say.length : 1);

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

/** What to play for this text on this phone; `null`: 这台手机念不了. */
export function clipsFor(
  { audio = [], text }: Readable,
  bank: PhraseBank,
  phoneSpeaks: { readonly speaks: boolean },
): Clip[] | null {
  const recorded = audio.length > 0 ? audio : joinPhrases(text, bank);
  if (recorded) return recorded.map((src) => ({ src }));
  if (!phoneSpeaks.speaks) return null;
  const spoken = sentences(text);
  return spoken.length > 0 ? spoken.map((say) => ({ say })) : null;
}
