import { describe, expect, it } from '@jest/globals';
import { clean, droppedKeys } from './clean.js';
import { AppError } from './errors.js';

function refusedFields(value: unknown): unknown {
  try {
    clean(value);
  } catch (error) {
    if (error instanceof AppError && error.code === 'badInput') return error.extras.details?.fields;
    throw error;
  }
  return null;
}

describe('clean', () => {
  it('trims and brings into normal form, so that equal names are equal', () => {
    expect(clean({ name: '  张三　', word: 'e\u0301', lines: 'a\r\nb\tc' })).toEqual({
      name: '张三',
      word: 'é',
      lines: 'a\nb\tc',
    });
  });

  it('keeps rare characters, emoji, numbers and null as they are', () => {
    const value = { a: ['𠮷', '𬭎', '😀👨‍👩‍👧'], n: 1.5, none: null, yes: true };
    expect(clean(value)).toEqual(value);
  });

  it.each(['\0', '\u0007', '\u001b[31m', '\u202e', '\u2066', '\ud842', '\udfb7', '\ufffd', '\u0085'])(
    'refuses %j, naming where',
    (bad) => {
      expect(refusedFields({ a: [{ b: `x${bad}` }] })).toEqual(['a.0.b']);
      expect(refusedFields({ [`k${bad}`]: 1 })).toEqual(['']);
    },
  );

  it('refuses what is too deep or too long', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 30; i += 1) deep = { a: deep };
    expect(refusedFields(deep)).toHaveLength(1);
    expect(refusedFields({ list: Array.from({ length: 201 }, () => 1) })).toEqual(['list']);
    expect(refusedFields({ list: Array.from({ length: 200 }, () => 1) })).toBeNull();
  });
});

describe('droppedKeys', () => {
  it('names what a schema left out, however deep', () => {
    const given = { a: 1, inner: { b: 1, sly: 2 }, list: [{ c: 1 }, { c: 1, sly: 3 }], extra: null };
    const kept = { a: 1, inner: { b: 1 }, list: [{ c: 1 }, { c: 1 }], byDefault: 20 };
    expect(droppedKeys(given, kept)).toEqual(['inner.sly', 'list.1.sly', 'extra']);
  });
});
