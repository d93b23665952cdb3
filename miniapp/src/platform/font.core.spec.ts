import { expect, test } from '@jest/globals';
import { isElder } from './font.core';

test.each([
  [undefined, null, false],
  [1, null, false],
  [1.38, null, false],
  [1.39, null, true],
  [1.65, null, true],
  [1.65, 'standard', false],
  [1, 'elder', true],
] as const)('a font of %s with the switch at %s is elder: %s', (scale, choice, elder) => {
  expect(isElder(scale, choice)).toBe(elder);
});
