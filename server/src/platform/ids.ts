import { randomBytes } from 'node:crypto';

const last = { at: 0, count: 0 };

/** A UUIDv7: random, but later ones of this process sort behind earlier ones, also within a millisecond, so that indexes grow at one end. */
export function newId(now: number = Date.now()): string {
  last.count = now === last.at ? last.count + 1 : 0;
  last.at = now;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt16BE((last.count & 0x0fff) | 0x7000, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
