/** One class name out of its parts; whatever is not a word is left out. */
export function classes(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
