import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { harmlessWords, illnessWords } from './data/illness.js';
import { findingWords, screenNotice } from './screen.js';
import type { FindingKind } from './screen.js';

const kindsIn = (text: string): FindingKind[] => screenNotice(text).map(({ kind }) => kind);

describe('what may be published', () => {
  it.each([
    '公示　骝马村　12月1日 周二 贴出。大家评过，准备帮这2户：王秀英 3组 生活困难；周德明 3组 住房困难。看到 12月6日 周日。',
    '雁江区松涛镇人民政府公告〔2026〕12号，2026-11-23 至 2026-12-08。',
    '大病保险和残疾人两项补贴的办法，咨询电话 12317。',
    '修路3条，共1500元、2000元、3000元、4000元；10 11 12 13 14 15 16 17组。',
    '中风险水库注意隐患有3处，修路搭桥，大棚支架，移植树苗。',
    '二〇二六年十一月二十三日，一户一策，三五户。',
    '',
  ])('passes: %s', (text) => expect(screenNotice(text)).toEqual([]));

  it('includes telephones of offices, however they are written', () => {
    const allowedPhones = ['13800003305', '138 0000 7712', '028-26555555'];
    const text =
      '有意见：村里 138 0000 3305，镇里１３８００００７７１２，028 26555555，13800003305 13800007712';
    expect(screenNotice(text, { allowedPhones })).toEqual([]);
    expect(screenNotice(text)).toHaveLength(5);
  });

  it('includes no number that merely holds one of an office', () => {
    expect(screenNotice('账号 6222138000033059996', { allowedPhones: ['13800003305'] })).toHaveLength(1);
  });
});

describe('what may not', () => {
  it('is found as the person who publishes sees it', () => {
    const text = '王秀英老伴肝硬化住院，孙子王小宇要上学，电话 138 0000 6688。';
    const found = screenNotice(text, { minorNames: ['王小宇'] });
    expect(found.map(({ kind, text: words }) => [findingWords[kind], words])).toEqual([
      ['看病的事', '肝硬化'],
      ['看病的事', '住院'],
      ['孩子的名字', '王小宇'],
      ['村民的电话', '138 0000 6688'],
    ]);
    for (const { start, end, text: words } of found) expect(text.slice(start, end)).toBe(words);
  });

  it.each<[string, FindingKind]>([
    ['身份证511023199001011234', 'idNumber'],
    ['51102319900101123X', 'idNumber'],
    ['51102319900101123ｘ', 'idNumber'],
    ['511023 1990-01-01 1234', 'idNumber'],
    ['511023900101123', 'idNumber'],
    ['残疾证51102319900101123444', 'idNumber'],
    ['残疾证5110231990010112344401', 'idNumber'],
    ['五一一零二三一九九零零一零一一二三四', 'idNumber'],
    ['５１１０２３１９９００１０１１２３４', 'idNumber'],
    ['13800006688', 'phone'],
    ['8613800006688', 'phone'],
    ['幺三八〇〇〇〇六六八八', 'phone'],
    ['壹叁捌零零零零陆陆捌捌', 'phone'],
    ['1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣6️⃣6️⃣8️⃣8️⃣', 'phone'],
    ['028-2655 5555', 'phone'],
    ['138000066885口人', 'phone'],
    ['6222 0212 0801 2345 678', 'bank'],
    ['卡号6222021208012345678', 'bank'],
    ['卡号4111-1111-1111-1111', 'bank'],
    ['500 6222021208012345678', 'bank'],
    ['得了肝 硬 化', 'illness'],
    ['查出ＨＩＶ', 'illness'],
    ['二级残疾', 'illness'],
  ])('is found: %s', (text, kind) => expect(kindsIn(text)).toContain(kind));

  it('covers a disability card to its end', () => {
    expect(screenNotice('证号5110231990010112344401。')[0]).toMatchObject({ start: 2, end: 24 });
  });

  it('is every name of a minor, also written apart, and never a single character', () => {
    const minorNames = ['王小宇', '王', '阿依·古丽'];
    expect(screenNotice('王 小 宇和王小宇，阿依古丽', { minorNames }).map(({ text }) => text)).toEqual([
      '王 小 宇',
      '王小宇',
      '阿依古丽',
    ]);
  });

  it('is every illness of the word file', () => {
    for (const word of illnessWords) expect([word, kindsIn(`他${word}`)]).toEqual([word, ['illness']]);
    for (const word of harmlessWords) expect([word, kindsIn(`这里${word}。`)]).toEqual([word, []]);
    expect(new Set(illnessWords).size).toBe(illnessWords.length);
  });
});

const digit = fc.constantFrom(...'0123456789');
const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: digit, minLength: length, maxLength: length });
const twoDigits = (max: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max }).map((value) => String(value).padStart(2, '0'));

const identity = fc
  .tuple(
    fc.integer({ min: 110_000, max: 659_999 }),
    fc.integer({ min: 1920, max: 2026 }),
    twoDigits(12),
    twoDigits(28),
    digits(3),
    fc.constantFrom(...'0123456789X'),
  )
  .map((parts) => parts.join(''));
const phone = fc
  .tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9))
  .map((parts) => parts.join(''));
const card = fc
  .tuple(fc.constantFrom('62', '4', '5'), fc.integer({ min: 16, max: 19 }), digits(18))
  .map(([head, length, tail]) => {
    const body = (head + tail).slice(0, length - 1);
    const sum = [...body].reverse().reduce((total, sign, index) => {
      const value = Number(sign) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    return body + String((10 - (sum % 10)) % 10);
  });

const alphabets = ['0123456789', '０１２３４５６７８９', '零一二三四五六七八九', '〇壹贰叁肆伍陆柒捌玖'];
const gaps = ['', '', '', ' ', '-', '　', '—', '·', '\u200b', ' - '];

// Writes a number as people do who do not want it found: each digit in some alphabet, with or without a gap after it.
function disguised(secret: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const hand = fc.array(fc.tuple(fc.constantFrom(...alphabets), fc.constantFrom(...gaps)), {
    minLength: 22,
    maxLength: 22,
  });
  return fc.tuple(secret, hand).map(([number, signs]) =>
    [...number]
      .map((sign, index) => {
        const [alphabet, gap] = signs[index] ?? ['0123456789', ''];
        return (/\d/.test(sign) ? alphabet[Number(sign)] : sign) + (index < number.length - 1 ? gap : '');
      })
      .join(''),
  );
}

describe('a thousand notices with something hidden in them', () => {
  const plain = fc.string({
    unit: fc.constantFrom(...'松涛镇骝马村生活困难住房公示大家评过准备帮这户，。：；看到有意见请说'),
    maxLength: 30,
  });

  it.each([
    ['an identity number', identity],
    ['a telephone', phone],
    ['a bank card', card],
    ['an illness', fc.constantFrom(...illnessWords)],
  ])('are stopped: %s', (_, secret) => {
    fc.assert(
      fc.property(plain, disguised(secret), plain, (before, hidden, after) => {
        const found = screenNotice(`${before}${hidden}${after}`);
        const overlaps = found.filter(
          ({ start, end }) => start < before.length + hidden.length && end > before.length,
        );
        expect(overlaps.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('and one with nothing in it passes', () => {
    fc.assert(
      fc.property(plain, (text) => expect(screenNotice(text)).toEqual([])),
      { numRuns: 1_000 },
    );
  });
});
