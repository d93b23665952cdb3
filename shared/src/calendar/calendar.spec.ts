import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addWorkdays,
  calendarOf,
  dayOf,
  daysBetween,
  deadline,
  dueDay,
  elapsedShare,
  endOfDay,
  fullDaysAfter,
  isQuiet,
  momentOfShare,
  nextTimeOfDay,
  startOfDay,
  weekdayOf,
} from './calendar.js';
import type { Span } from './calendar.js';
import { calendar2026 } from './data/2026.js';
import { prcCalendar } from './data/prc.js';
import { instantOf, millisOf } from './instant.js';

const year2026 = Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index));
const anyDay = fc.constantFrom(...year2026);
const anyMoment = fc
  .integer({ min: millisOf(startOfDay('2026-01-01')), max: millisOf(endOfDay('2026-12-31')) - 1 })
  .map(instantOf);
const anyCount = fc.integer({ min: 0, max: 60 });

// Written out day by day from the notice, independently of the ranges in the data file: days off from Monday to Friday.
const weekdaysOff = [
  '01-01',
  '01-02',
  '02-16',
  '02-17',
  '02-18',
  '02-19',
  '02-20',
  '02-23',
  '04-06',
  '05-01',
  '05-04',
  '05-05',
  '06-19',
  '09-25',
  '10-01',
  '10-02',
  '10-05',
  '10-06',
  '10-07',
];
const weekendsWorked = ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'];

describe('the days of +08:00', () => {
  it('begin at 16:00 UTC of the day before', () => {
    expect(startOfDay('2026-11-23')).toBe('2026-11-22T16:00:00.000Z');
    expect(endOfDay('2026-11-23')).toBe('2026-11-23T16:00:00.000Z');
    expect(dayOf('2026-11-23T15:59:59.999Z')).toBe('2026-11-23');
    expect(dayOf('2026-11-23T16:00:00.000Z')).toBe('2026-11-24');
    expect(dueDay('2026-11-23T16:00:00.000Z')).toBe('2026-11-23');
  });

  it('hold every moment of theirs and no other', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        expect(startOfDay(dayOf(moment)) <= moment && moment < endOfDay(dayOf(moment))).toBe(true);
      }),
    );
  });

  it('count as they add, and weekdays go round', () => {
    expect(weekdayOf('2026-11-23')).toBe(1);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect(weekdayOf(addDays(day, n))).toBe((((weekdayOf(day) + n) % 7) + 7) % 7);
      }),
    );
  });

  it('end a month where the next has no such day', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2026-11-23', 6)).toBe('2027-05-23');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });
});

describe('working days of 2026', () => {
  it('are those of the notice, every day of the year', () => {
    for (const day of year2026) {
      const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
      const expected = weekend ? weekendsWorked.includes(day.slice(5)) : !weekdaysOff.includes(day.slice(5));
      expect([day, prcCalendar.isWorkday(day)]).toEqual([day, expected]);
    }
  });

  it('number 248', () => expect(year2026.filter(prcCalendar.isWorkday)).toHaveLength(248));

  it('skip the Spring Festival and count the worked Saturdays around it', () => {
    expect(addWorkdays('2026-02-13', 1, prcCalendar)).toBe('2026-02-14');
    expect(addWorkdays('2026-02-13', 2, prcCalendar)).toBe('2026-02-24');
    expect(addWorkdays('2026-02-18', 5, prcCalendar)).toBe('2026-02-28');
    expect(addWorkdays('2026-09-30', 1, prcCalendar)).toBe('2026-10-08');
  });

  it('lie between two days exactly as many as were added', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (day, n) => {
        const last = addWorkdays(day, n, prcCalendar);
        const between = Array.from({ length: daysBetween(day, last) }, (_, index) => addDays(day, index + 1));
        expect(between.filter(prcCalendar.isWorkday)).toHaveLength(n);
        expect(n === 0 ? last === day : prcCalendar.isWorkday(last)).toBe(true);
      }),
    );
  });

  it('refuse half and negative counts', () => {
    for (const n of [-1, 0.5, NaN])
      expect(() => addWorkdays('2026-11-23', n, prcCalendar)).toThrow(RangeError);
  });
});

describe('a year without an arrangement', () => {
  it('has weekends and fixed holidays and is tentative', () => {
    expect([prcCalendar.isTentative(2026), prcCalendar.isTentative(2027)]).toEqual([false, true]);
    expect(prcCalendar.isWorkday('2027-01-01')).toBe(false);
    expect(prcCalendar.isWorkday('2027-01-04')).toBe(true);
    expect(prcCalendar.isWorkday('2027-10-03')).toBe(false);
    expect(prcCalendar.isWorkday('2027-10-04')).toBe(true);
  });

  it('takes the days that a neighbouring year gives it', () => {
    const next = {
      year: 2027,
      document: '文',
      holidays: [{ name: '元旦', from: '2026-12-31', to: '2027-01-02' }],
      workdays: [],
    };
    expect(calendarOf([next]).isWorkday('2026-12-31')).toBe(false);
  });

  it.each([
    [{ document: ' ' }, 'no document number'],
    [{ workdays: ['2026-01-05'] }, 'is worked anyway'],
    [{ workdays: ['2026-01-03'] }, 'is off and worked'],
    [{ workdays: ['2026-02-30'] }, 'is no day'],
    [{ holidays: [{ name: '春节', from: '2026-02-23', to: '2026-02-15' }] }, 'no range of days'],
  ])('is refused where its data contradict themselves: %j', (change, words) => {
    expect(() => calendarOf([{ ...calendar2026, ...change }])).toThrow(words);
  });
});

describe('deadlines', () => {
  const monday = '2026-11-23T01:05:00.000Z';
  it.each<[Span, string]>([
    [{ value: 1, unit: 'workday' }, endOfDay('2026-11-24')],
    [{ value: 5, unit: 'workday' }, endOfDay('2026-11-30')],
    [{ value: 2, unit: 'day' }, endOfDay('2026-11-25')],
    [{ value: 15, unit: 'day' }, endOfDay('2026-12-08')],
    [{ value: 5, unit: 'day' }, endOfDay('2026-11-28')],
    [{ value: 6, unit: 'month' }, endOfDay('2027-05-23')],
    [{ value: 10, unit: 'minute' }, '2026-11-23T01:15:00.000Z'],
    [{ value: 24, unit: 'hour' }, '2026-11-24T01:05:00.000Z'],
  ])('are exact: %j', (span, due) => expect(deadline(monday, span, prcCalendar)).toBe(due));

  const anySpan = fc.record<Span>({
    value: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom('workday', 'day'),
  });

  it('end at 24:00 of the day that the days give, whatever the hour of the start', () => {
    fc.assert(
      fc.property(anyMoment, anySpan, (from, span) => {
        const due = deadline(from, span, prcCalendar);
        expect(due).toBe(endOfDay(dueDay(due)));
        if (span.unit === 'workday')
          expect(prcCalendar.isWorkday(dueDay(due)) || dueDay(due) > '2026-12-31').toBe(true);
        else expect(daysBetween(dayOf(from), dueDay(due))).toBe(span.value);
        expect(due).toBe(deadline(startOfDay(dayOf(from)), span, prcCalendar));
      }),
    );
  });

  it('never come earlier for a later start or a longer span', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, anySpan, (a, b, span) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        const longer = { ...span, value: span.value + 1 };
        expect(deadline(early, span, prcCalendar) <= deadline(late, span, prcCalendar)).toBe(true);
        expect(deadline(early, span, prcCalendar) < deadline(early, longer, prcCalendar)).toBe(true);
      }),
    );
  });

  it('leave a posting its full days: put up on 12-01 it hangs from 12-02 to 12-06', () => {
    expect(fullDaysAfter('2026-12-01T07:00:00.000Z', 5)).toEqual({
      first: '2026-12-02',
      last: '2026-12-06',
      ends: '2026-12-06T16:00:00.000Z',
    });
  });
});

describe('clocks', () => {
  const from = '2026-11-23T00:00:00.000Z';
  const due = '2026-11-23T10:00:00.000Z';

  it('tell how much time has passed', () => {
    expect(elapsedShare(from, due, '2026-11-23T07:00:00.000Z')).toBe(0.7);
    expect(elapsedShare(from, due, '2026-11-23T12:00:00.000Z')).toBe(1.2);
    expect(elapsedShare(from, due, '2026-11-22T12:00:00.000Z')).toBe(0);
    expect([elapsedShare(due, due, from), elapsedShare(due, due, due)]).toEqual([0, Infinity]);
  });

  it('strike at the share that they tell', () => {
    expect(momentOfShare(from, due, 0.7)).toBe('2026-11-23T07:00:00.000Z');
    fc.assert(
      fc.property(
        anyMoment,
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 0, max: 150 }),
        (start, length, percent) => {
          const end = instantOf(millisOf(start) + length);
          const at = momentOfShare(start, end, percent / 100);
          expect(elapsedShare(start, end, at)).toBeGreaterThanOrEqual(percent / 100);
        },
      ),
    );
  });

  it.each([
    ['2026-11-23T12:59:59.999Z', false],
    ['2026-11-23T13:00:00.000Z', true],
    ['2026-11-23T20:00:00.000Z', true],
    ['2026-11-23T23:29:59.999Z', true],
    ['2026-11-23T23:30:00.000Z', false],
  ])('keep quiet from 21:00 to 07:30: %s', (instant, quiet) => {
    expect(isQuiet(instant, '21:00', '07:30')).toBe(quiet);
    expect(isQuiet(instant, '07:30', '21:00')).toBe(!quiet);
  });

  it('find the next time of day, never the present one', () => {
    expect(nextTimeOfDay('2026-11-23T13:00:00.000Z', '07:30')).toBe('2026-11-23T23:30:00.000Z');
    expect(nextTimeOfDay('2026-11-23T00:00:00.000Z', '08:30')).toBe('2026-11-23T00:30:00.000Z');
    expect(nextTimeOfDay('2026-11-23T00:30:00.000Z', '08:30')).toBe('2026-11-24T00:30:00.000Z');
    expect(() => nextTimeOfDay(from, '8:30')).toThrow(RangeError);
  });
});
