import Taro from '@tarojs/taro';
import { signal } from './signal';
import { utf8Length } from './storage.core';

/** Why something could not be kept on the phone: the phone is full, or the value alone is over WeChat's 1 MB. */
export type Kept = { readonly ok: true } | { readonly ok: false; readonly reason: 'full' | 'tooBig' };

/** One typed place in the phone's storage. */
export interface StorageKey<T> {
  readonly read: () => T | null;
  readonly write: (value: T) => Kept;
  readonly remove: () => void;
}

const maxBytes = 1_000_000;
const prefix = 'songtao/';

/** How much room the phone has: `little` is said while everything still goes in, `none` when something did not. */
export type Room = 'enough' | 'little' | 'none';

export const room = signal<Room>('enough');

const reserve = `${prefix}reserve`;
const reserveSize = 200_000;

function put(key: string, text: string): boolean {
  try {
    Taro.setStorageSync(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Called once when the app opens: takes some room while there is any, to be given up when there is none. */
export function takeReserve(): void {
  room.set(put(reserve, 'x'.repeat(reserveSize)) ? 'enough' : 'little');
}

/** Writes, and where the phone is full gives up the reserve: what somebody says still goes in, and it is said before anything is lost. */
function putForSure(key: string, text: string): boolean {
  if (put(key, text)) return true;
  Taro.removeStorageSync(reserve);
  const kept = put(key, text);
  room.set(kept ? 'little' : 'none');
  return kept;
}

function parse<T>(text: unknown): T | null {
  if (typeof text !== 'string' || text === '') return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    // A half-written value after a dead battery is as good as none.
    return null;
  }
}

/** The typed place under this name. A new shape of the value takes a new name. */
export function storageKey<T>(name: string): StorageKey<T> {
  const key = prefix + name;
  return {
    read: () => parse<T>(Taro.getStorageSync(key)),
    write: (value) => {
      const text = JSON.stringify(value);
      if (utf8Length(text) > maxBytes) return { ok: false, reason: 'tooBig' };
      return putForSure(key, text) ? { ok: true } : { ok: false, reason: 'full' };
    },
    remove: () => Taro.removeStorageSync(key),
  };
}

/** The typed place of this window: two windows of one browser may hold two people. A mini-program has one window. */
export function windowKey<T>(name: string): StorageKey<T> {
  if (process.env.TARO_ENV !== 'h5') return storageKey(name);
  const key = prefix + name;
  return {
    read: () => parse<T>(sessionStorage.getItem(key)),
    write: (value) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
        return { ok: true };
      } catch {
        return { ok: false, reason: 'full' };
      }
    },
    remove: () => sessionStorage.removeItem(key),
  };
}

/** The names in use that begin so. */
export function storedNames(start: string): string[] {
  return Taro.getStorageInfoSync()
    .keys.filter((key) => key.startsWith(prefix + start))
    .map((key) => key.slice(prefix.length));
}
