import { expect, test } from '@jest/globals';
import { freshValue } from './draft.core';

const day = 24 * 3_600_000;

test('a draft lives seven days, and longer under a clock that went back', () => {
  const draft = { savedAt: 10 * day, value: '话' };
  expect(freshValue(draft, 17 * day - 1)).toBe('话');
  expect(freshValue(draft, 17 * day)).toBeNull();
  expect(freshValue(draft, 3 * day)).toBe('话');
  expect(freshValue(null, 0)).toBeNull();
});
