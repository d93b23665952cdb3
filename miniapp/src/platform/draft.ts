import { freshValue, type Draft } from './draft.core';
import { storageKey, storedNames, type Kept, type StorageKey } from './storage';

const start = 'draft/';

function keyOf<T>(name: string): StorageKey<Draft<T>> {
  return storageKey<Draft<T>>(start + name);
}

/** Keeps a half-filled form. Called at each change and before the camera opens: WeChat may be killed at any moment. */
export function saveDraft<T>(name: string, value: T): Kept {
  return keyOf<T>(name).write({ savedAt: Date.now(), value });
}

/** What was filled in before, if it is not older than seven days. */
export function readDraft<T>(name: string): T | null {
  return freshValue(keyOf<T>(name).read(), Date.now());
}

/** Forgets a form that was sent or given up. */
export function dropDraft(name: string): void {
  keyOf(name).remove();
}

/** Clears what nobody came back for; called once when the app opens. */
export function dropOldDrafts(): void {
  for (const name of storedNames(start)) {
    const key = storageKey<Draft<unknown>>(name);
    if (freshValue(key.read(), Date.now()) === null) key.remove();
  }
}
