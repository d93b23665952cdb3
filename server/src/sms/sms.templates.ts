/**
 * The words of the approved templates: `{1}` is a count, and all that can be put in. A short message lies on a lock
 * screen, and the phone may be in anybody's hand: it tells that there is something, never what or about whom.
 */
export const shortMessages = {
  staff: '您有{1}件急事，请马上打开小程序看。',
  villager: '有{1}件事等您回一句，请打开小程序看，或打电话问。',
} as const satisfies Record<string, string>;

/** To whom it goes. */
export type ShortMessage = keyof typeof shortMessages;
