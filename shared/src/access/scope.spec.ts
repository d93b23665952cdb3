import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actingOn, type Party } from './acting.js';
import { lineKeys } from './line.js';
import { levelOf, levels, roleTitles, roles, staffRoles, type Level } from './role.js';
import { between, mayLoad, reachOf, reaches, type Grant, type Placed, type Scope } from './scope.js';

const counties = ['512002', '512021'];
const towns = counties.flatMap((county) => [`${county}101`, `${county}102`]);
const villages = towns.flatMap((town) => [`${town}216`, `${town}217`]);
const grids = villages.flatMap((village) => [`${village}g01`, `${village}g02`]);
const households = ['h1', 'h2', 'h3'];
const parties = ['reporter', 'subject', 'follower', 'checker'] as const satisfies readonly Party[];

const anyOf = fc.constantFrom;
const placed: fc.Arbitrary<Placed> = fc
  .record({
    grid: anyOf(...grids),
    isGridded: fc.boolean(),
    household: fc.option(anyOf(...households)),
    line: fc.option(anyOf(...lineKeys)),
    floor: anyOf(...levels),
    reached: anyOf(...levels),
  })
  .map(({ grid, isGridded, ...rest }) => ({
    ...rest,
    grid: isGridded ? grid : null,
    village: grid.slice(0, 12),
    town: grid.slice(0, 9),
    county: grid.slice(0, 6),
  }));

const grant: fc.Arbitrary<Grant> = fc.record(
  {
    role: anyOf(...staffRoles),
    area: anyOf(...counties, ...towns, ...villages),
    grids: fc.subarray(grids, { maxLength: 3 }),
    households: fc.subarray(households),
    line: anyOf(...lineKeys),
    for: anyOf('li', 'wang'),
  },
  { requiredKeys: ['role', 'area'] },
);
const scope: fc.Arbitrary<Extract<Scope, { kind: 'person' }>> = fc.record({
  kind: fc.constant('person' as const),
  person: anyOf('zhang', 'li'),
  grants: fc.array(grant, { maxLength: 4 }),
  household: fc.option(anyOf(...households)),
  village: fc.option(anyOf(...villages)),
});

/** Domain 0.4 said a second time, in other words: who sees what, role by role. */
function oracle(
  { role, area, line, grids: own = [], households: assigned = [] }: Grant,
  row: Placed,
): boolean {
  const rank: Record<Level, number> = { village: 0, town: 1, county: 2 };
  const at = (level: Level): boolean => rank[row.floor] <= rank[level] && rank[level] <= rank[row.reached];
  if (role === 'gridWorker') return at('village') && own.some((grid) => grid === row.grid);
  if (role === 'helpPerson')
    return at('village') && assigned.some((household) => household === row.household);
  if (role === 'townLine') return at('town') && row.town === area && line !== undefined && row.line === line;
  if (role === 'townOfficer' || role === 'townLeader') return at('town') && row.town === area;
  if (role === 'countyOfficer') return at('county') && row.county === area;
  return role !== 'admin' && at('village') && row.village === area;
}

describe('the reach of a role', () => {
  it('is what domain 0.4 says, for any grant and any row', () => {
    let reached = 0;
    fc.assert(
      fc.property(grant, placed, (held, row) => {
        reached += Number(oracle(held, row));
        expect(reaches(held, row)).toBe(oracle(held, row));
      }),
      { numRuns: 20_000 },
    );
    expect(reached).toBeGreaterThan(100);
  });

  it('is one column, some values and one level: what a query can be made of', () => {
    fc.assert(
      fc.property(grant, placed, (held, row) => {
        const reach = reachOf(held);
        const selected =
          reach !== null &&
          reach.values.includes(row[reach.column] ?? '') &&
          (reach.line === undefined || reach.line === row.line) &&
          between(row.floor, reach.level, row.reached);
        expect(selected).toBe(reaches(held, row));
      }),
      { numRuns: 5_000 },
    );
  });

  it('is nothing for an administrator, a line without its line, a grid worker without a grid', () => {
    fc.assert(
      fc.property(placed, (row) => {
        expect(reaches({ role: 'admin', area: row.county }, row)).toBe(false);
        expect(reaches({ role: 'townLine', area: row.town }, row)).toBe(false);
        expect(reaches({ role: 'gridWorker', area: row.village }, row)).toBe(false);
        expect(reaches({ role: 'helpPerson', area: row.village }, row)).toBe(false);
      }),
    );
    expect(reachOf({ role: 'admin', area: '512002' })).toBeNull();
  });

  it('never crosses to another place of the same level', () => {
    fc.assert(
      fc.property(grant, placed, (held, row) => {
        const level = levelOf[held.role];
        const own = held.role === 'gridWorker' ? (held.grids ?? []) : [held.area];
        const elsewhere =
          level !== null &&
          held.role !== 'helpPerson' &&
          !own.some((area) => [row.county, row.town, row.village, row.grid].includes(area));
        if (elsewhere) expect(reaches(held, row)).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  it('ends below the floor and above what it reached', () => {
    const row: Placed = {
      county: '512002',
      town: '512002101',
      village: '512002101216',
      grid: null,
      household: null,
      line: null,
      floor: 'town',
      reached: 'town',
    };
    const seen = (change: Partial<Placed>): readonly boolean[] => [
      reaches({ role: 'villageSecretary', area: row.village }, { ...row, ...change }),
      reaches({ role: 'townLeader', area: row.town }, { ...row, ...change }),
      reaches({ role: 'countyOfficer', area: row.county }, { ...row, ...change }),
    ];
    expect(seen({})).toEqual([false, true, false]);
    expect(seen({ floor: 'village' })).toEqual([true, true, false]);
    expect(seen({ reached: 'county' })).toEqual([false, true, true]);
    expect(seen({ floor: 'county', reached: 'county' })).toEqual([false, false, true]);
    // Above what it reached nobody is: a contradiction hides the row rather than shows it.
    expect(seen({ floor: 'county', reached: 'village' })).toEqual([false, false, false]);
  });
});

describe('a scope', () => {
  it('loads what one of its grants reaches or what it is a party to, and nothing by household or village alone', () => {
    fc.assert(
      fc.property(scope, placed, fc.boolean(), (whose, row, isParty) => {
        expect(mayLoad(whose, row, isParty)).toBe(isParty || whose.grants.some((held) => oracle(held, row)));
        expect(mayLoad({ ...whose, grants: [] }, row, isParty)).toBe(isParty);
      }),
      { numRuns: 5_000 },
    );
  });

  it('of the engine loads everything', () => {
    fc.assert(
      fc.property(placed, fc.boolean(), (row, isParty) =>
        expect(mayLoad({ kind: 'system', reason: 'clock' }, row, isParty)).toBe(true),
      ),
    );
  });

  it('acts in exactly the capacities in which it may load, and says whom it covers', () => {
    fc.assert(
      fc.property(scope, placed, fc.subarray([...parties]), (whose, row, own) => {
        const acting = actingOn(whose, row, own);
        expect(acting.length > 0).toBe(mayLoad(whose, row, own.length > 0));
        expect(acting.flatMap((as) => (as.kind === 'party' ? as.party : []))).toEqual(own);
        const byRole = whose.grants
          .filter((held) => oracle(held, row))
          .map(({ role, for: covered }) => ({
            kind: 'role',
            role,
            level: levelOf[role],
            ...(covered && { for: covered }),
          }));
        expect(acting.filter(({ kind }) => kind === 'role')).toEqual(byRole);
      }),
      { numRuns: 5_000 },
    );
  });

  it('of the engine acts as the engine and as nobody else', () => {
    fc.assert(
      fc.property(placed, (row) =>
        expect(actingOn({ kind: 'system', reason: 'clock' }, row, ['subject'])).toEqual([{ kind: 'system' }]),
      ),
    );
  });
});

describe('roles', () => {
  it('all have a name, and a level unless they see no case', () => {
    expect(Object.keys(roleTitles)).toEqual([...roles]);
    expect(staffRoles.filter((role) => levelOf[role] === null)).toEqual(['admin']);
    expect(staffRoles).not.toContain('villager');
  });
});
