import { expect, test } from '@jest/globals';
import { randomWords, timeOfId, uuidv7 } from './ids.core';

test('ids are UUIDs of version 7 that sort by their time', () => {
  const random = randomWords([1, 2, 3, 4]);
  const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map((now) => uuidv7(now, random));
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.map(timeOfId)).toEqual([1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000]);
});

test('100,000 ids of one moment differ, and so do those of two phones', () => {
  const phones = [randomWords([1, 2, 3, 4]), randomWords([1, 2, 3, 5])];
  const ids = phones.flatMap((random) => Array.from({ length: 50_000 }, () => uuidv7(0, random)));
  expect(new Set(ids).size).toBe(100_000);
});
