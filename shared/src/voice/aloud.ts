declare const heard: unique symbol;

/** A text for the voice. Its fixed words stand in the code under the mark `aloud`, where a test finds every one and asks for its recording. */
export type Aloud = string & { readonly [heard]: true };

/** Words that are read aloud: those written here are fixed and recorded; whatever is put in comes from `told`, or is a text for the voice itself. */
export function aloud(fixed: TemplateStringsArray, ...put: readonly (Aloud | number)[]): Aloud {
  return fixed.reduce((text, words, place) => `${text}${put[place - 1]}${words}`) as Aloud;
}

/** Words from elsewhere: a name, a day, what the server says. Of these the voice says what it has recordings for. */
export function told(words: string): Aloud {
  return words as Aloud;
}
