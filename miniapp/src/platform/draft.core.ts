/** A half-filled form as it lies in storage. */
export interface Draft<T> {
  readonly savedAt: number;
  readonly value: T;
}

const maxAge = 7 * 24 * 3_600_000;

/** The value of a draft that is younger than seven days. A clock that was set back does not make it old. */
export function freshValue<T>(draft: Draft<T> | null, now: number): T | null {
  return draft !== null && now - draft.savedAt < maxAge ? draft.value : null;
}
