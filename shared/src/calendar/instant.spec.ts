import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf, isDay, isInstant, millisOf } from './instant.js';

const century = { min: Date.UTC(1970, 0, 1), max: Date.UTC(2099, 11, 31) };

describe('moments', () => {
  it('are written as the machine writes them, and read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62e10, max: century.max }), (millis) => {
        const instant = instantOf(millis);
        expect(instant).toBe(new Date(millis).toISOString());
        expect(millisOf(instant)).toBe(millis);
      }),
    );
  });

  it('compare as text as they compare in time', () => {
    fc.assert(
      fc.property(fc.integer(century), fc.integer(century), (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
      }),
    );
  });

  it.each([
    '2026-11-23T01:05:00Z',
    '2026-11-23T24:00:00.000Z',
    '2026-02-29T00:00:00.000Z',
    '2026-11-23T01:05:00.000+08:00',
    '',
  ])('are refused in any other form: %s', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => millisOf(text)).toThrow(RangeError);
  });

  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-04-31', false],
    ['2100-02-29', false],
    ['2000-02-29', true],
  ])('know which days exist: %s', (day, exists) => expect(isDay(day)).toBe(exists));
});
