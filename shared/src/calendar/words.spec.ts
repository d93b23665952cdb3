import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, endOfDay } from './calendar.js';
import { instantOf } from './instant.js';
import {
  dayAloud,
  dateWords,
  dayWords,
  daysLeftWords,
  digitsAloud,
  dueAloud,
  dueWords,
  receiptNumber,
  receiptWords,
  secondsWords,
  timeWords,
  waitedWords,
} from './words.js';

const now = '2026-11-23T01:05:00.000Z';

describe('words for the eye', () => {
  it('name a day', () => expect(dayWords('2026-11-27')).toBe('11月27日 周五'));

  it('name a day of long ago', () => expect(dateWords('1956-04-12')).toBe('1956年4月12日'));

  it('promise a day that ends at 24:00, or an hour', () => {
    expect(dueWords('2026-11-27T16:00:00.000Z')).toBe('11月27日 周五前');
    expect(dueWords('2026-11-30T07:00:00.000Z')).toBe('11月30日 周一 15:00前');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), (n) => {
        const day = addDays('2026-01-01', n);
        expect(dueWords(endOfDay(day))).toBe(`${dayWords(day)}前`);
      }),
    );
  });

  it.each([
    ['2026-11-23T01:05:00.000Z', '今天 9:05'],
    ['2026-11-22T10:30:00.000Z', '昨天 18:30'],
    ['2026-11-24T00:30:00.000Z', '明天 8:30'],
    ['2026-11-20T08:20:00.000Z', '11月20日 周五 16:20'],
    ['2026-11-22T16:00:00.000Z', '今天 0:00'],
    ['2025-11-23T01:12:00.000Z', '2025年11月23日 周日 9:12'],
  ])('name a moment: %s', (instant, words) => expect(timeWords(instant, now)).toBe(words));

  it('agree with the clock of the machine over years', () => {
    const format = new Intl.DateTimeFormat('zh-CN', {
      timeZone: 'Asia/Shanghai',
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
    });
    fc.assert(
      fc.property(fc.integer({ min: 17e11, max: 21e11 }), (millis) => {
        const words = dayWords(timeDay(millis));
        const parts = Object.fromEntries(
          format.formatToParts(millis).map(({ type, value }) => [type, value]),
        );
        expect(words).toBe(`${parts['month']}月${parts['day']}日 ${parts['weekday']}`);
      }),
    );
  });

  it.each([
    ['2026-11-27T16:00:00.000Z', '还有4天'],
    ['2026-11-23T16:00:00.000Z', '今天到期'],
    ['2026-11-23T01:00:00.000Z', '到期了'],
    ['2026-11-21T16:00:00.000Z', '过了2天'],
  ])('count what is left until %s', (due, words) => expect(daysLeftWords(due, now)).toBe(words));

  it.each([
    ['2026-11-23T01:04:30.000Z', '刚刚'],
    ['2026-11-23T00:16:00.000Z', '49分钟'],
    ['2026-11-22T22:00:00.000Z', '3小时'],
    ['2026-11-21T01:05:00.000Z', '2天'],
  ])('tell the wait since %s', (since, words) => expect(waitedWords(since, now)).toBe(words));

  it('tell a length in seconds', () => {
    expect([0.2, 42, 60, 80].map(secondsWords)).toEqual(['1秒', '42秒', '1分', '1分20秒']);
  });

  it('shorten the number of a receipt', () => {
    expect(receiptNumber('512002101', '2026-11-23', 17)).toBe('51200210120261123017');
    expect(receiptWords('51200210120261123017')).toBe('1123 017');
    expect(receiptWords(receiptNumber('512002101', '2026-01-05', 1234))).toBe('0105 1234');
  });
});

describe('words for the ear', () => {
  it('say digits one by one', () => {
    expect(digitsAloud('1123 017')).toBe('一一二三，零一七');
    expect(digitsAloud('138 0000 5271')).toBe('一三八，零零零零，五二七一');
  });

  it('say days and promises', () => {
    expect(dayAloud('2026-11-27')).toBe('十一月二十七日星期五');
    expect(dayAloud('2026-01-10')).toBe('一月十日星期六');
    expect(dueAloud('2026-11-27T16:00:00.000Z')).toBe('十一月二十七日星期五以前');
    expect(dueAloud('2026-11-30T07:05:00.000Z')).toBe('十一月三十日星期一十五点零五分以前');
    expect(dueAloud('2026-11-30T02:00:00.000Z')).toBe('十一月三十日星期一十点以前');
  });
});

function timeDay(millis: number): string {
  return instantOf(millis + 8 * 3_600_000).slice(0, 10);
}
