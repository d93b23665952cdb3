import { useSyncExternalStore } from 'react';

/** One value that several screens watch. */
export interface Signal<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly watch: (listener: () => void) => () => void;
}

/** A value with watchers; they are told only when it changes. */
export function signal<T>(initial: T): Signal<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Draws again whenever the value changes. */
export function useSignal<T>(source: Signal<T>): T {
  return useSyncExternalStore(source.watch, source.get, source.get);
}
