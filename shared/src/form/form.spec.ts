import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  choice,
  choices,
  date,
  evidence,
  facts,
  household,
  longText,
  meeting,
  money,
  number,
  person,
  photos,
  representatives,
  text,
  voice,
  yesNo,
  type Field,
} from './field.js';
import { defineForm, optional } from './form.js';

const id = '00000000-0000-4000-8000-000000000001';
const two = [
  { value: 'a', title: '甲' },
  { value: 'b', title: '乙' },
] as const;
const takes = (field: Field, value: unknown): boolean => field.schema.safeParse(value).success;

describe('a field', () => {
  it.each<[Field, readonly unknown[], readonly unknown[]]>([
    [text('名', 3), ['王', ' 王秀英 '], ['', '  ', '王秀英英', 3, null, undefined]],
    [longText('说', 5), ['一句话'], ['', '\n\t', '一二三四五六']],
    [number('几口人', { min: 1, max: 20, unit: '人' }), [1, 20], [0, 21, 1.5, '3', NaN]],
    [money('多少钱'), [0, 100_000], [-1, 0.5, 10_000_000_001, '5']],
    [date('哪天'), ['2026-02-28'], ['2026-02-29', '2026-2-8', '今天', '2026-11-23T00:00:00Z']],
    [yesNo('是吗'), [true, false], ['yes', 1, null]],
    [choice('选', two), ['a'], ['c', ['a'], '']],
    [choices('选几个', two, 2), [['a'], ['b', 'a']], [[], ['a', 'b', 'a'], ['c'], 'a']],
    [photos('照片', 1), [[], [id]], [['x'], [id, id]]],
    [voice('说', 1), [[id]], [[id, id], ['x']]],
    [
      evidence('同意'),
      [{ how: 'voice', file: id }],
      [{ how: 'nod', file: id }, { how: 'voice' }, { how: 'voice', file: id, note: '' }, true],
    ],
    [person('谁'), [id], ['李建国', '']],
    [household('哪户'), [id], ['3组']],
    [meeting('哪次'), [id], ['上次']],
    [representatives('谁'), [[], [id]], [['x'], id]],
    [
      facts('变没变', two),
      [[], [{ key: 'a', same: true }], [{ key: 'a', same: false, value: '两口' }]],
      [[{ key: 'a' }], [{ key: 'a', same: true, note: 1 }], 'a'],
    ],
  ])('of kind $kind takes what it asks and nothing else', (field, good, bad) => {
    expect(good.filter((value) => !takes(field, value))).toEqual([]);
    expect(bad.filter((value) => takes(field, value))).toEqual([]);
    expect(takes(optional(field), undefined)).toBe(true);
    expect(takes(optional(field), null)).toBe(false);
    for (const value of good) expect(takes(optional(field), value)).toBe(true);
  });

  it('of text is trimmed, and two spellings of one character are one', () => {
    expect(text('名', 9).schema.parse('  王秀英\n')).toBe('王秀英');
    expect(text('名', 9).schema.parse('e\u0301')).toBe('\u00e9');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const parsed = longText('说', 500).schema.safeParse(typed);
        expect(parsed.success).toBe(
          typed.trim().normalize('NFC') !== '' && typed.trim().normalize('NFC').length <= 500,
        );
        if (parsed.success) expect(longText('说', 500).schema.parse(parsed.data)).toBe(parsed.data);
      }),
    );
  });

  it('tells a screen what it needs', () => {
    expect(number('几天', { min: 1, max: 9, unit: '天' }, { help: '自己数' })).toMatchObject({
      kind: 'number',
      min: 1,
      max: 9,
      unit: '天',
      help: '自己数',
    });
    expect(choices('选', two, 2)).toMatchObject({ options: two, max: 2 });
  });
});

describe('a form', () => {
  const form = defineForm('x.y', {
    kind: choice('选', two),
    note: optional(text('说', 5, { showWhen: { field: 'kind', is: ['b'] } })),
  });

  it('refuses a key that it does not ask', () => {
    expect(form.schema.safeParse({ kind: 'a' }).success).toBe(true);
    expect(form.schema.safeParse({ kind: 'a', owner: id }).success).toBe(false);
    expect(form.schema.safeParse({}).success).toBe(false);
    expect(form.schema.safeParse(null).success).toBe(false);
  });

  it('leaves out what was not answered', () =>
    expect(form.schema.parse({ kind: 'a' })).toEqual({ kind: 'a' }));

  it('is not made of a field without a title, or one that hangs on nothing', () => {
    expect(() => defineForm('x.y', { note: text('', 5) })).toThrow('x.y.note: a field needs a title');
    expect(() =>
      defineForm('x.y', { note: text('说', 5, { showWhen: { field: 'kind', is: ['b'] } }) }),
    ).toThrow('x.y.note: hangs on kind');
  });
});
