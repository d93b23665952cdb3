import Taro from '@tarojs/taro';
import { randomWords, uuidv7, type RandomWords } from './ids.core';
import { storageKey } from './storage';

type Seed = [number, number, number, number];

// Kept so that a phone whose chance comes late (or never) still goes on from where nobody else is.
const seedKey = storageKey<Seed>('seed');

function seedOf(bytes: ArrayBuffer): Seed {
  const words = new Uint32Array(bytes.slice(0, 16));
  return [words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0];
}

function fallbackSeed(): Seed {
  const [a, b, c] = seedKey.read() ?? [0, 0, 0, 0];
  const { windowWidth, windowHeight } = Taro.getWindowInfo();
  return [a ^ Date.now(), b ^ (windowWidth * 65_536 + windowHeight), c, Date.now() / 4_294_967_296];
}

let random: RandomWords | null = null;

function take(seed: Seed): RandomWords {
  const next = randomWords(seed);
  random = next;
  seedKey.write([next(), next(), next(), next()]);
  return next;
}

/** Fetches chance from the system; called once when the app opens. A mini-program has no `crypto` and answers later. */
export async function prepareIds(): Promise<void> {
  if (process.env.TARO_ENV === 'h5') {
    take(seedOf(crypto.getRandomValues(new Uint8Array(16)).buffer));
    return;
  }
  try {
    const { randomValues } = await Taro.getRandomValues({ length: 16 });
    take(seedOf(randomValues));
  } catch {
    // Base libraries before 2.19 have no such call; the fallback serves.
  }
}

/** A new id, made on the phone: the same on every try of one write. */
export function newId(): string {
  return uuidv7(Date.now(), random ?? take(fallbackSeed()));
}
