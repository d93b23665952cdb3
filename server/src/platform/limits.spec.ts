import { describe, expect, it } from '@jest/globals';
import { AppError } from './errors.js';
import { Limits } from './limits.js';

function waited(limits: Limits, key: string, perMinute: number, now: number): number {
  try {
    limits.take(key, perMinute, now);
    return 0;
  } catch (error) {
    if (error instanceof AppError && error.code === 'slowDown') return error.extras.retryAfter ?? -1;
    throw error;
  }
}

describe('limits', () => {
  it('gives a minute of tokens, then makes wait, then gives again; each key for itself', () => {
    const limits = new Limits();
    for (let i = 0; i < 30; i += 1) expect(waited(limits, 'a', 30, 0)).toBe(0);
    expect(waited(limits, 'a', 30, 0)).toBe(2);
    expect(waited(limits, 'b', 30, 0)).toBe(0);
    expect(waited(limits, 'a', 30, 2_000)).toBe(0);
    expect(waited(limits, 'a', 30, 2_000)).toBe(2);
  });

  it('does not grow without end', () => {
    const limits = new Limits();
    for (let i = 0; i < 50_100; i += 1) limits.take(`key ${i}`, 10, 0);
    expect(limits.size).toBe(50_000);
  });
});
