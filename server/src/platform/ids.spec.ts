import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { newId } from './ids.js';

describe('ids', () => {
  it('are UUIDs of version 7 that sort by time and never meet', () => {
    const earlier = newId(1_700_000_000_000);
    expect(z.uuidv7().safeParse(earlier).success).toBe(true);
    expect(earlier < newId(1_700_000_000_001)).toBe(true);
    const [first, second] = [newId(1_700_000_000_001), newId(1_700_000_000_001)];
    expect(first < second).toBe(true);
    expect(new Set(Array.from({ length: 10_000 }, () => newId())).size).toBe(10_000);
  });
});
