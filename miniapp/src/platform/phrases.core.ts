/** Sounds of these phrases by their names: addresses that a player takes. Rejects where one is neither on the phone nor to be had. */
export type KeptPhrases = (names: readonly string[]) => Promise<ReadonlyMap<string, string>>;

// WeChat runs ten downloads at once at most, and other things are on their way, too.
const atOnce = 4;

/** Where the server has the recording of this name; what it holds never changes. */
export function phraseLink(name: string): string {
  return `/api/voice/${name}.mp3`;
}

/** Each name once, a few at a time. */
export function keptBy(keep: (name: string) => Promise<string>): KeptPhrases {
  return async (names) => {
    const sounds = new Map<string, string>();
    const left = [...new Set(names)];
    const work = async (): Promise<void> => {
      for (let name = left.pop(); name !== undefined; name = left.pop()) sounds.set(name, await keep(name));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return sounds;
  };
}
