import { describe, expect, it } from '@jest/globals';
import { addDays, addMinutes, dayOf, endOfDay } from '../calendar/calendar.js';
import { plan } from '../workflow/plan.js';
import { calendar, params } from '../workflow/simulate.spec-support.js';
import { hardship } from './hardship.js';
import { Household, formOf, homeAt, monday } from './hardship.spec-support.js';

/** The latest days of a lead, by step. */
const planned = (lead: string): Record<string, string | null> =>
  Object.fromEntries(
    plan(hardship, lead, params, calendar).map(({ step, by }) => [step.key, by && dayOf(addMinutes(by, -1))]),
  );

/** Owner and last day of the main task. */
const held = (home: Household): [string | undefined, string] => [
  home.owner,
  dayOf(addMinutes(home.state.due ?? '', -1)),
];

describe('the schedule', () => {
  it('of a lead on Monday 2026-11-23 ends on the fifteenth day', () => {
    expect(planned(monday)).toEqual({
      reported: null,
      checking: '2026-11-25',
      authorising: '2026-11-27',
      deliberating: '2026-11-30',
      posting: '2026-12-01',
      reviewing: '2026-12-07',
      deciding: '2026-12-08',
      helping: null,
      asking: null,
    });
  });

  it('of a lead on the eve of 国庆 asks no check before the first working day, and still ends on the fifteenth', () => {
    const eve = '2026-09-30T08:00:00.000Z';
    expect(planned(eve)).toMatchObject({
      checking: '2026-10-08',
      authorising: '2026-10-08',
      deliberating: '2026-10-08',
      posting: '2026-10-08',
      reviewing: '2026-10-14',
      deciding: '2026-10-15',
    });
    const home = new Household().file(formOf('report'), { at: eve, by: 'villager' });
    expect(held(home)).toEqual(['grid', '2026-10-08']);
    expect(home.task('contact')?.due).toBe(endOfDay('2026-10-08'));
    home.then('grid', 'accept');
    expect(held(home)).toEqual(['grid', '2026-10-08']);
  });

  it('is kept by a step that begins after its day until that evening', () => {
    const home = homeAt('accepted');
    home.does('grid', 'identify', '2026-12-01T02:00:00.000Z');
    expect(held(home)).toEqual(['grid', '2026-12-01']);
  });
});

describe('a case of hardship', () => {
  it('goes from the villager’s words to 办好了, each step with its holder and its day', () => {
    const home = new Household().file(formOf('report'), { at: monday, by: 'villager' });
    const told: unknown[] = [['reported', ...held(home)]];
    const day = (n: number, hour: number): string =>
      addMinutes(endOfDay(addDays('2026-11-22', n)), hour * 60);
    const go = (
      ...[by, action, n, hour, change]: [
        Parameters<Household['does']>[0],
        Parameters<Household['then']>[1],
        number,
        number,
        object?,
      ]
    ): void => {
      home.does(by, action, day(n, hour), formOf(action, change));
      if (home.rows.at(-1)?.decided.to) told.push([home.state.status, ...held(home)]);
    };
    go('grid', 'accept', 0, 11);
    go('grid', 'contacted', 0, 12);
    go('grid', 'identify', 0, 13);
    go('grid', 'attend', 2, 10);
    go('team', 'attend', 2, 10);
    go('team', 'finishCheck', 2, 11);
    go('villager', 'authorise', 3, 9);
    go('county', 'compare', 6, 9);
    go('cadre', 'deliberate', 7, 15);
    go('secretary', 'post', 8, 9);
    home.waits();
    told.push([home.state.status, ...held(home)]);
    expect(home.rows.at(-1)).toMatchObject({
      action: 'endNotice',
      actor: 'system',
      at: endOfDay('2026-12-06'),
    });
    go('officer', 'readMaterials', 14, 9);
    go('officer', 'approve', 14, 10);
    go('county', 'readMaterials', 15, 9);
    go('county', 'decide', 15, 10);
    go('secretary', 'announce', 16, 9);
    go('cadre', 'recordHelp', 17, 9);
    go('cadre', 'finishHelp', 18, 9);
    expect(home.state.outcome).toBe('included');
    expect(told).toEqual([
      ['reported', 'grid', '2026-11-24'],
      ['accepted', 'grid', '2026-11-25'],
      ['checking', 'grid', '2026-11-25'],
      ['authorising', 'grid', '2026-11-27'],
      ['comparing', 'county', '2026-11-29'],
      ['deliberating', 'cadre', '2026-11-30'],
      ['posting', 'secretary', '2026-12-01'],
      ['noticed', 'secretary', '2026-12-07'],
      ['reviewing', 'officer', '2026-12-07'],
      ['deciding', 'county', '2026-12-08'],
      ['announcing', 'cadre', '2026-12-18'],
      ['helping', 'cadre', '2026-12-19'],
      ['asking', 'cadre', '2026-12-18'],
    ]);
    home.then('villager', 'answer');
    expect(home.state).toMatchObject({ status: 'closed', outcome: 'included', owner: null, tasks: [] });
  });

  it('is for everybody of the place until then, and for the county once it is compared', () => {
    expect(homeAt('authorising').state).toMatchObject({ floor: 'village', reached: 'town' });
    expect(homeAt('comparing').state).toMatchObject({ floor: 'village', reached: 'county' });
  });

  it('compares beside the check where the household agrees at the door', () => {
    const home = homeAt('checking').then('grid', 'attend').then('team', 'authorise');
    expect(home.state).toMatchObject({ status: 'checking', reached: 'county' });
    expect(home.task('compare')).toMatchObject({ main: false, due: endOfDay('2026-11-29') });
    home.then('county', 'compare').then('team', 'attend').then('team', 'finishCheck');
    expect(home.state.status).toBe('deliberating');
  });

  it('waits for the comparison alone where the check was faster', () => {
    const home = homeAt('checking')
      .then('villager', 'authorise')
      .then('grid', 'attend')
      .then('team', 'attend')
      .then('team', 'finishCheck');
    expect(home.state.status).toBe('comparing');
    expect(home.state.tasks.filter(({ key }) => key === 'compare')).toMatchObject([{ main: true }]);
    expect(home.then('county', 'compare').state.status).toBe('deliberating');
  });
});
