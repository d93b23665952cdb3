/** One piece of what is read: a recording, or words for the browser's own voice. */
export type Clip = { readonly src: string } | { readonly say: string };

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
  phoneSpeaks: { readonly speaks: boolean },
): Clip[] | null {
  if (audio.length > 0) return audio.map((src) => ({ src }));
  if (!phoneSpeaks.speaks) return null;
  const spoken = sentences(text);
  return spoken.length > 0 ? spoken.map((say) => ({ say })) : null;
}
