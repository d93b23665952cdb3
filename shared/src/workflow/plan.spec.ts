import { describe, expect, it } from '@jest/globals';
import { addDays, addMinutes, dayOf, endOfDay } from '../calendar/calendar.js';
import { categories } from '../category/registry.js';
import { resolveParams, type ParamKey } from '../policy/param.js';
import { card } from './card.spec-support.js';
import type { Workflow } from './define.js';
import { dayNumber, latestDay, plan, progress } from './plan.js';
import { Simulation, calendar, params } from './simulate.spec-support.js';

const year = Array.from({ length: 365 }, (_, index) =>
  addMinutes('2025-12-31T16:00:00.000Z', index * 1_440 + 545),
);
const row = (key: ParamKey, value: string, unit: 'day' | 'workday') =>
  ({
    key,
    value,
    unit,
    validFrom: '2026-01-01',
    validTo: null,
    region: '512002',
    docNo: null,
    source: 'x',
  }) as const;
/** 甘肃 counts working days; some places mix both. */
const mixed = resolveParams(
  [row('ident.by.check', '3', 'workday'), row('ident.by.authorise', '4', 'day')],
  '512002101',
  '2026-06-01',
);

describe('the plan', () => {
  it.each([...Object.values<Workflow>(categories), card])(
    'of $category never asks a later step earlier, on any day of 2026',
    (workflow) => {
      for (const start of year) {
        for (const policy of [params, mixed]) {
          const days = plan(workflow, start, policy, calendar).flatMap(({ by }) => by ?? []);
          expect(days).toEqual([...days].sort());
          for (const day of days) expect(day > start).toBe(true);
        }
      }
    },
  );

  it.each([...Object.values<Workflow>(categories), card])(
    'of $category schedules no task before the one that precedes it',
    (workflow) => {
      const keys = Object.values(workflow.states).flatMap(({ task }) =>
        task?.due.from === 'round' ? [task.due.param] : [],
      );
      for (const round of year) {
        const days = keys.map((key) => latestDay(workflow, key, { round, params, calendar }));
        for (const [index, day] of days.entries()) {
          if (keys.indexOf(keys[index] as (typeof keys)[number]) === index)
            expect(day >= (days[index - 1] ?? '')).toBe(true);
        }
      }
    },
  );

  it('knows no day where policy sets none', () => {
    expect(plan(categories.inquiry, year[0] as string, params, calendar).map(({ by }) => by)).toEqual([
      null,
      null,
    ]);
  });
});

describe('progress', () => {
  const monday = '2026-11-23T01:05:00.000Z';
  const tuesday = '2026-11-24T01:05:00.000Z';
  const seen = ({ rows, state }: Simulation) =>
    progress(card, { rows, round: state.round, status: state.status }, params, calendar).map(
      ({ key, done, now }) => [key, done, now],
    );
  const checked = (): Simulation =>
    new Simulation(card)
      .file({ book: 'novel', age: 9 }, { at: monday, by: 'villager' })
      .does('grid', 'look', monday)
      .does('cadre', 'look', monday)
      .does('grid', 'check', tuesday, { ok: true });

  it('writes what happened over what was planned', () => {
    expect(seen(checked())).toEqual([
      ['asking', tuesday, false],
      ['lending', null, true],
      ['ended', null, false],
    ]);
  });

  it('lets a step that was sent back come again', () => {
    const sim = checked().does('villager', 'complain', '2026-11-25T01:05:00.000Z');
    expect(seen(sim)).toEqual([
      ['asking', null, true],
      ['lending', null, false],
      ['ended', null, false],
    ]);
  });

  it('ends with the last step, and dates no step that was left out', () => {
    const sim = new Simulation(card)
      .file({ book: 'novel', age: 9 }, { at: monday, by: 'villager' })
      .does('grid', 'look', monday)
      .does('cadre', 'look', monday)
      .does('grid', 'check', tuesday, { ok: false });
    expect(seen(sim)).toEqual([
      ['asking', tuesday, false],
      ['lending', null, false],
      ['ended', tuesday, false],
    ]);
  });

  it('counts the day of the lead as the first', () => {
    expect(dayNumber(monday, monday)).toBe(1);
    expect(dayNumber(monday, endOfDay(addDays(dayOf(monday), 14)))).toBe(16);
  });
});
