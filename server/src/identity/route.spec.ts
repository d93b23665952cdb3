import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { levelOf, levels, staffRoles } from '@songtao/shared/access/role.js';
import type { Assign } from '@songtao/shared/workflow/define.js';
import { route, type CasePlace, type Post, type Roster, type RouteRequest } from './route.model.js';

const place: CasePlace = {
  county: '512002',
  town: '512002101',
  village: '512002101216',
  grid: '512002101216g02',
  household: 'h1',
};
const day = '2026-11-23';

const post = (person: string, role: Post['role'], more: Partial<Post> = {}): Post => {
  const level = levelOf[role] ?? 'town';
  return { person, role, area: place[level], grids: [], line: null, from: '2026-01-01', to: null, ...more };
};

const posts: readonly Post[] = [
  post('li', 'gridWorker', { grids: ['512002101216g02'] }),
  post('zhao', 'gridWorker', { grids: ['512002101216g01'] }),
  post('he', 'villageCadre'),
  post('liu', 'villageSecretary'),
  post('other', 'villageCadre', { area: '512002101217' }),
  post('chen', 'townOfficer'),
  post('wu', 'townOfficer'),
  post('zhou', 'townLeader'),
  post('yang', 'townLine', { line: 'medical' }),
  post('qin', 'countyOfficer'),
  post('tang', 'countyOfficer'),
  post('root', 'admin'),
];

const roster = (more: Partial<Roster> = {}): Roster => ({
  day,
  posts,
  covers: new Map(),
  duty: 'wu',
  ...more,
});

const ask = (assign: Assign, more: Partial<RouteRequest> = {}): RouteRequest => ({
  assign,
  place,
  line: null,
  person: null,
  actor: { person: 'villager', level: 'village' },
  owner: null,
  exclude: [],
  ...more,
});

const holder = (request: RouteRequest, on = roster()): string | undefined => route(request, on)?.person;

describe('route', () => {
  it('asks the grid worker of the grid, then the village, then who is on duty', () => {
    expect(holder(ask({ to: 'routed' }))).toBe('li');
    expect(holder(ask({ to: 'routed' }, { place: { ...place, grid: null } }))).toBe('he');
    expect(holder(ask({ to: 'routed' }, { place: { ...place, village: '512002101003', grid: null } }))).toBe(
      'wu',
    );
    const offDuty = roster({ duty: null });
    expect(
      holder(ask({ to: 'routed' }, { place: { ...place, village: '512002101003', grid: null } }), offDuty),
    ).toBe('chen');
  });

  it('keeps the owner at the level that was held, as long as there is a role', () => {
    const owner = { person: 'chen', level: 'town' } as const;
    expect(route(ask({ to: 'keep' }, { owner }), roster())).toEqual(owner);
    const ended = posts.map((each) => (each.person === 'chen' ? { ...each, to: '2026-11-22' } : each));
    expect(holder(ask({ to: 'keep' }, { owner }), roster({ posts: ended }))).toBe('li');
  });

  it('gives the village to somebody other than the owner', () => {
    const owner = { person: 'he', level: 'village' } as const;
    expect(holder(ask({ to: 'village' }, { owner }))).toBe('liu');
    expect(holder(ask({ to: 'village' }))).toBe('he');
  });

  it('passes over earlier handlers of the town and the county', () => {
    expect(holder(ask({ to: 'town' }))).toBe('wu');
    expect(holder(ask({ to: 'town' }, { exclude: ['wu'] }))).toBe('chen');
    expect(holder(ask({ to: 'county' }, { exclude: ['qin'] }))).toBe('tang');
    expect(holder(ask({ to: 'county' }, { exclude: ['qin', 'tang'] }))).toBe('qin');
  });

  it('goes one level up, at the top to another officer', () => {
    expect(
      route(ask({ to: 'oneLevelUp' }, { owner: { person: 'li', level: 'village' } }), roster())?.level,
    ).toBe('town');
    expect(
      route(ask({ to: 'oneLevelUp' }, { owner: { person: 'wu', level: 'town' } }), roster())?.level,
    ).toBe('county');
    expect(holder(ask({ to: 'oneLevelUp' }, { owner: { person: 'qin', level: 'county' } }))).toBe('tang');
    expect(route(ask({ to: 'oneLevelDown' }, { owner: { person: 'wu', level: 'town' } }), roster())).toEqual({
      person: 'li',
      level: 'village',
    });
  });

  it('finds the line, else the town', () => {
    expect(holder(ask({ to: 'line', field: 'line' }, { line: 'medical' }))).toBe('yang');
    expect(holder(ask({ to: 'line', field: 'line' }, { line: 'water' }))).toBe('wu');
  });

  it('gives a case to a named person only where that person reaches it', () => {
    expect(holder(ask({ to: 'person', field: 'person' }, { person: 'chen' }))).toBe('chen');
    for (const person of ['other', 'zhao', 'root', 'nobody']) {
      expect(route(ask({ to: 'person', field: 'person' }, { person }), roster())).toBeNull();
    }
  });

  it('follows covers, also a cover of a cover, and leaves a ring', () => {
    expect(route(ask({ to: 'routed' }), roster({ covers: new Map([['li', 'zhao']]) }))).toEqual({
      person: 'zhao',
      level: 'village',
    });
    expect(
      holder(
        ask({ to: 'routed' }),
        roster({
          covers: new Map([
            ['li', 'zhao'],
            ['zhao', 'liu'],
          ]),
        }),
      ),
    ).toBe('liu');
    expect(
      holder(
        ask({ to: 'routed' }),
        roster({
          covers: new Map([
            ['li', 'zhao'],
            ['zhao', 'li'],
          ]),
        }),
      ),
    ).toBe('he');
  });

  it('finds nobody only where nobody works', () => {
    expect(route(ask({ to: 'routed' }), roster({ posts: [], duty: 'wu' }))).toBeNull();
    expect(route(ask({ to: 'town' }), roster({ posts: [post('root', 'admin')], duty: null }))).toBeNull();
  });
});

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const someone = fc.constantFrom(...names);
const days = fc.constantFrom('2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24');
const somePost = fc
  .record({
    person: someone,
    role: fc.constantFrom(...staffRoles),
    from: days,
    to: fc.option(days),
    grids: fc.subarray(['512002101216g02']),
  })
  .map(({ role, person, ...more }) =>
    post(person, role, { ...more, line: role === 'townLine' ? 'medical' : null }),
  );
const someRoster = fc.record({
  day: fc.constant(day),
  posts: fc.array(somePost, { maxLength: 10 }),
  covers: fc
    .uniqueArray(fc.tuple(someone, someone), { selector: ([absent]) => absent, maxLength: 3 })
    .map((pairs) => new Map(pairs)),
  duty: fc.option(someone),
});
const held = fc.record({ person: someone, level: fc.constantFrom(...levels) });
const assigns: readonly Assign[] = [
  ...(['keep', 'actor', 'routed', 'oneLevelUp', 'oneLevelDown', 'county', 'town', 'village'] as const).map(
    (to) => ({ to }),
  ),
  { to: 'line', field: 'line' },
  { to: 'person', field: 'person' },
];
const someRequest = fc
  .record({
    assign: fc.constantFrom(...assigns),
    actor: held,
    owner: fc.option(held),
    exclude: fc.subarray(names),
    person: fc.option(someone),
    line: fc.constantFrom(null, 'medical' as const),
  })
  .map((more) => ask(more.assign, more));

const works = ({ posts: all }: Roster, person: string): boolean =>
  all.some(
    (each) =>
      each.person === person &&
      levelOf[each.role] !== null &&
      each.from <= day &&
      (each.to === null || day <= each.to),
  );

describe('route, whatever the roster', () => {
  it('never gives anything to somebody absent, or whose role is over or yet to come', () => {
    fc.assert(
      fc.property(someRequest, someRoster, (request, on) => {
        const found = route(request, on);
        if (found === null) return;
        expect(on.covers.has(found.person)).toBe(false);
        expect(works(on, found.person)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never returns to the last handler one level up, while anybody else of town, county or village is there', () => {
    fc.assert(
      fc.property(someRoster, held, fc.subarray(names), (on, owner, exclude) => {
        const found = route(ask({ to: 'oneLevelUp' }, { owner, exclude }), on);
        const general = ['townOfficer', 'townLeader', 'countyOfficer', 'villageCadre', 'villageSecretary'];
        const others = on.posts.filter(
          ({ person, role }) =>
            person !== owner.person &&
            general.includes(role) &&
            works({ ...on, posts: on.posts.filter((each) => each.role === role) }, person) &&
            !on.covers.has(person),
        );
        if (others.length > 0) expect(found?.person).not.toBe(owner.person);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds somebody wherever a present officer of town, county or village is', () => {
    fc.assert(
      fc.property(someRequest, someRoster, (request, on) => {
        if (request.assign.to === 'person') return;
        const withOfficer = { ...on, posts: [...on.posts, post('officer', 'townOfficer')] };
        expect(route(request, withOfficer)).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});
