/** A stream of random 32-bit numbers. */
export type RandomWords = () => number;

/** sfc32: turns 128 bits of chance into as many numbers as one needs. Ids must differ, they are no secrets: what one may read is decided by the server. */
export function randomWords(seed: readonly [number, number, number, number]): RandomWords {
  let [a, b, c, counter] = seed;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0').slice(-digits);
}

/** A UUIDv7: sorts by the time (ms) at which it was made. */
export function uuidv7(now: number, random: RandomWords): string {
  const time = hex(now, 12);
  const variant = 0x8000 | (random() & 0x3fff);
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hex(random(), 3)}`,
    hex(variant, 4),
    hex(random(), 8) + hex(random(), 4),
  ].join('-');
}

/** When an id was made, in ms. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
