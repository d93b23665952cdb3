import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { silence } from '../notice/spec.server.js';
import { soundOf } from './mp3.js';

describe('sound', () => {
  it('of a real recording is all of it, as long as it lasts', () => {
    const bytes = readFileSync(new URL('../../assets/demo/report.mp3', import.meta.url));
    const sound = soundOf(bytes);
    expect(sound?.bytes.length).toBeGreaterThan(bytes.length * 0.98);
    // 48 kbit/s are six bytes a millisecond.
    expect(Math.abs((sound?.milliseconds ?? 0) - bytes.length / 6)).toBeLessThan(150);
  });

  it('is found whatever lies around it, and nothing else of the file is kept', () => {
    const noise = fc
      .uint8Array({ maxLength: 300 })
      .map((bytes) => Buffer.from(bytes.map((byte) => byte & 0x7f)));
    const pieces = fc.array(fc.tuple(noise, fc.integer({ min: 2, max: 9 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pieces, noise, (parts, end) => {
        const frames = parts.reduce((sum, [, count]) => sum + count, 0);
        const sound = soundOf(
          Buffer.concat([...parts.flatMap(([before, count]) => [before, silence(count)]), end]),
        );
        expect(sound?.bytes.equals(silence(frames))).toBe(true);
        expect(sound?.milliseconds).toBe(frames * 36);
      }),
    );
  });

  it('of any bytes at all is itself again, or none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), (bytes) => {
        const sound = soundOf(Buffer.concat([Buffer.from('ID3'), Buffer.from(bytes)]));
        expect(sound === null || soundOf(sound.bytes)?.bytes.equals(sound.bytes)).toBe(true);
      }),
    );
  });
});
