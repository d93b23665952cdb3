import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMinutes } from '../calendar/calendar.js';
import { prcCalendar } from '../calendar/data/prc.js';
import { resolveParams } from '../policy/param.js';
import { ladder, pushAt, rungTells, rungs } from './rung.js';

const params = resolveParams([], '512002101', '2026-11-23');
const monday = '2026-11-23T01:05:00.000Z';
const rungsOf = (task: { due: string; seenAt?: string; urgent?: boolean }) =>
  ladder({ opened: monday, seenAt: null, urgent: false, ...task }, params, prcCalendar).map(
    ({ rung, at }) => [rung, at],
  );

describe('the ladder', () => {
  it('of an unread task goes to the town after a day and to its leader after a working day more', () => {
    expect(rungsOf({ due: '2026-12-03T01:05:00.000Z' })).toEqual([
      ['unread', '2026-11-24T01:05:00.000Z'],
      ['unreadLeader', '2026-11-25T16:00:00.000Z'],
      ['warn', '2026-11-30T01:05:00.000Z'],
      ['due', '2026-12-03T01:05:00.000Z'],
      ['second', '2026-12-05T01:05:00.000Z'],
    ]);
  });

  it('of what was seen is the clock alone', () => {
    expect(rungsOf({ due: '2026-12-03T01:05:00.000Z', seenAt: monday }).map(([rung]) => rung)).toEqual([
      'warn',
      'due',
      'second',
    ]);
  });

  it('of danger is climbed in minutes', () => {
    expect(
      rungsOf({ due: '2026-11-23T01:15:00.000Z', urgent: true }).filter(([rung]) =>
        String(rung).startsWith('unread'),
      ),
    ).toEqual([
      ['unread', '2026-11-23T01:15:00.000Z'],
      ['unreadLeader', '2026-11-23T01:25:00.000Z'],
    ]);
  });

  it('is in order of time, and of a task that came late tells once', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), fc.boolean(), (minutes, urgent) => {
        const steps = rungsOf({ due: addMinutes(monday, minutes), urgent });
        const times = steps.map(([, at]) => at);
        expect(times).toEqual([...times].sort());
        const clock = steps.map(([rung]) => rung).filter((rung) => !String(rung).startsWith('unread'));
        expect(clock).toEqual(minutes > 0 ? ['warn', 'due', 'second'] : ['due']);
      }),
    );
  });

  it('tells somebody at each rung', () => expect(Object.keys(rungTells)).toEqual([...rungs]));
});

describe('a push', () => {
  it.each([
    ['by day goes at once', '2026-11-23T01:05:00.000Z', false, '2026-11-23T01:05:00.000Z'],
    ['at night waits for the digest', '2026-11-23T13:00:00.000Z', false, '2026-11-24T00:30:00.000Z'],
    [
      'after midnight waits for the digest of that morning',
      '2026-11-23T20:00:00.000Z',
      false,
      '2026-11-24T00:30:00.000Z',
    ],
    ['of danger never waits', '2026-11-23T20:00:00.000Z', true, '2026-11-23T20:00:00.000Z'],
  ])('%s', (_what, now, urgent, at) => expect(pushAt(now, urgent, params)).toBe(at));
});
