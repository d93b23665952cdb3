import { useEffect, useState } from 'react';

/** Shorter waits need no words: they would only flicker. */
const WORDS_AFTER_MS = 1000;

/** True once `waiting` has lasted a second. */
export function useLongWait(waiting: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!waiting) return undefined;
    const timer = setTimeout(() => setLong(true), WORDS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && long;
}
