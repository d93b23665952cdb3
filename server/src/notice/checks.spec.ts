import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findingsIn, requireClean } from './checks.js';
import type { Content } from './notice.model.js';
import { termsOf } from './search.js';

const content: Content & { kind: 'policy' } = {
  kind: 'policy',
  title: '题目',
  officialTitle: '文件名',
  plain: '白话',
  body: '原文',
  needs: ['medical'],
  steps: [{ title: '第一步', text: '怎么走' }],
  questions: [
    {
      text: '住过院吗？',
      help: '一年里',
      answers: [
        { title: '住过', leads: 'next', because: '因为' },
        { title: '没有', leads: 'unlikely', because: '没有' },
      ],
    },
  ],
  audio: null,
  contact: { name: '周敏', role: '管医保的', phone: '13800006620', hours: '周一' },
  document: { name: '通知', number: '示例8号', issuer: '演示区' },
  effectiveFrom: '2026-01-01',
  effectiveTo: '2026-12-31',
  area: '512002101',
};

// Not typed by anybody: keys, days and codes, and the one number that is meant to be dialled.
const notTexts = /^(kind|needs|audio|effective|area|contact\.phone|questions\.\d+\.answers\.\d+\.leads)/;

function leaves(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'string') return [path.join('.')];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function withText(path: string, text: string): typeof content {
  const copy = structuredClone(content);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const place = keys.reduce<Record<string, unknown>>(
    (inner, key) => inner[key] as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  );
  place[last] = text;
  return copy;
}

const texts = leaves(content).filter((path) => !notTexts.test(path));

describe('what must not be public', () => {
  it.each(texts)('is found in %s', (path) => {
    const secret = fc.oneof(
      fc.integer({ min: 0, max: 99_999_999 }).map((rest) => `139${String(rest).padStart(8, '0')}`),
      fc.integer({ min: 100, max: 999 }).map((rest) => `51200219800101${rest}4`),
      fc.integer({ min: 1_000, max: 9_999 }).map((rest) => `622202123456789${rest}`),
    );
    fc.assert(
      fc.property(secret, fc.constantFrom('', ' ', '：', '，'), (number, mark) => {
        expect(findingsIn(withText(path, `找他${mark}${number}${mark}吧`), {})).not.toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('is not what may stand there', () => {
    expect(findingsIn(content, {})).toEqual([]);
    expect(findingsIn(withText('body', '得了癌症，打13800006620'), {})).toEqual([]);
    const posted = { ...withText('title', '得了癌症'), kind: 'publicNotice' as const };
    expect(findingsIn(posted, {})).toMatchObject([{ kind: 'illness', field: 'title' }]);
    expect(findingsIn(withText('body', '找刘小宝'), { minorNames: ['刘小宝'] })).toMatchObject([
      { kind: 'minor' },
    ]);
  });

  it('is told by its place, never by its words', () => {
    const found = findingsIn(withText('plain', '打13912345678'), {});
    const wrong = expect.objectContaining({
      extras: {
        message: '有1处不能公开，改好才能贴出去',
        details: { guard: 'screen', findings: [{ field: 'plain', kind: 'phone', start: 1, end: 12 }] },
      },
    });
    expect(() => requireClean(found)).toThrow(wrong as unknown as Error);
  });
});

describe('a question', () => {
  it('is taken apart where people do not name anything', () => {
    expect(termsOf('住院花了钱，能报吗？')).toEqual([
      { whole: '住院花了钱能报吗', pairs: ['住院', '院花'], needed: 1 },
    ]);
    expect(termsOf('  医疗　救助  ')).toMatchObject([{ whole: '医疗' }, { whole: '救助' }]);
    expect(termsOf('？！')).toEqual([]);
  });

  it('of any characters asks for nothing but letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        for (const { whole, pairs, needed } of termsOf(text)) {
          expect([whole, ...pairs].join('')).toMatch(/^[\p{L}\p{N}]*$/u);
          expect(needed).toBeLessThanOrEqual(pairs.length);
        }
      }),
    );
  });
});
