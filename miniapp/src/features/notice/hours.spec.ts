import { expect, test } from '@jest/globals';
import { atTime } from '@songtao/shared/calendar/calendar.js';
import { answersAgain } from './hours';

const hours = '周一到周五，9点到17点半';
// 2026-11-23 is a Monday.
const at = (day: string, hour: number, minute = 0) => atTime(day, hour * 60 + minute);

test('while somebody answers nothing is said', () => {
  expect(answersAgain(hours, at('2026-11-23', 9))).toBeNull();
  expect(answersAgain(hours, at('2026-11-23', 17, 29))).toBeNull();
});

test('before, after and over the end of the week it says when again', () => {
  expect(answersAgain(hours, at('2026-11-23', 8, 59))).toBe(at('2026-11-23', 9));
  expect(answersAgain(hours, at('2026-11-23', 17, 30))).toBe(at('2026-11-24', 9));
  expect(answersAgain(hours, at('2026-11-27', 18))).toBe(at('2026-11-30', 9));
  expect(answersAgain(hours, at('2026-11-29', 12))).toBe(at('2026-11-30', 9));
});

test('hours in other words are left to the reader', () => {
  expect(answersAgain('逢集在', at('2026-11-29', 3))).toBeNull();
});
