import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayAloud, dayWords, digitsAloud, dueAloud, dueWords, timeWords } from '../calendar/words.js';
import { addDays } from '../calendar/calendar.js';
import { aloud, told } from './aloud.js';
import { clipName, cut, recorded } from './cut.js';
import { inWords, numberAloud } from './numbers.js';

const unsaid = (text: string): string[] =>
  cut(text)
    .filter((piece) => !piece.recorded)
    .map(({ words }) => words);

describe('numbers for the voice', () => {
  it.each([
    [0, '零'],
    [12, '十二'],
    [110, '一百一十'],
    [203, '二百零三'],
    [3_000, '三千'],
    [20_300, '二万零三百'],
    [120_015, '十二万零一十五'],
  ])('%d is said %s', (value, words) => expect(numberAloud(value)).toBe(words));

  it.each([
    ['今天 9:05', '今天 九点零五分'],
    ['15:00', '十五点'],
    ['编号1123 017。', '编号一一二三 零一七。'],
    ['急病打120，', '急病打一二零，'],
    ['13800005271', '一三八零零零零五二七一'],
    ['还没发完2件', '还没发完两件'],
    ['第2题', '第二题'],
    ['2026年1月10日', '二零二六年一月十日'],
    ['3000元', '三千元'],
    ['12.5元', '十二点五元'],
  ])('%s is said %s', (text, words) => expect(inWords(text)).toBe(words));
});

describe('a text in recorded phrases', () => {
  it('holds every day and every moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_650 }), fc.integer({ min: 0, max: 1_439 }), (days, minutes) => {
        const day = addDays('2026-01-01', days);
        const at = new Date(Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000).toISOString();
        const texts = [dayWords(day), dayAloud(day), dueWords(at), dueAloud(at), timeWords(at, at)];
        expect(texts.flatMap(unsaid)).toEqual([]);
      }),
    );
  });

  it('holds every number, counted or digit by digit', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), (value) => {
        const texts = [numberAloud(value), digitsAloud(String(value)), `${value}元`, `编号${value}`];
        expect(texts.flatMap(unsaid)).toEqual([]);
      }),
    );
  });

  it('leaves a name out whole, also where it holds a number', () => {
    expect(unsaid('户主李三，九万，王小二')).toEqual(['李三', '王小二']);
  });

  it('says nothing twice and leaves nothing out but pauses', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...recorded, '張', '，', '𠮷')), (parts) => {
        const text = parts.join('');
        const spoken = cut(text).map(({ words }) => words);
        expect(spoken.join('')).toBe(text.replaceAll('，', ''));
      }),
    );
  });

  it('finds each recording under a name of its own', () => {
    expect(new Set([...recorded].map(clipName)).size).toBe(recorded.size);
  });
});

it('fixed words and told ones make one text', () => {
  expect(aloud`户主${told('张三')}，一共${4}口人。`).toBe('户主张三，一共4口人。');
});
