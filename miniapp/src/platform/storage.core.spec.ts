import { expect, test } from '@jest/globals';
import { utf8Length } from './storage.core';

test.each(['', 'abc', 'é', '骝马村 3组', '𠮷野家', 'a\u{1F600}b'])('bytes of "%s"', (text) => {
  expect(utf8Length(text)).toBe(Buffer.byteLength(text));
});
