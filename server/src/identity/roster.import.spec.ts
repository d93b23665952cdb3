import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../platform/audit.js';
import { specDatabases } from '../platform/spec.databases.js';
import { RosterImport } from './roster.import.js';
import { openHouse, type House } from './spec.house.js';
import { StaffRoleRow } from './staff.row.js';

const list = (...rows: string[]) => ['name,phone,role,area,grids,line,from,to', ...rows].join('\n');
const li = (to = '') => `李建国,13800005271,gridWorker,骝马村,02(3、4组),,2026-01-01,${to}`;
const he = '何永康,13800005272,villageCadre,骝马村,,,2026-01-01,';

describe.each(specDatabases)('importing the roster on %s', (_kind, make) => {
  let house: House;
  let roster: RosterImport;

  beforeAll(async () => {
    house = await openHouse(make);
    const { database, persons, staff, areas, crypto, clock } = house;
    roster = new RosterImport(database, persons, staff, areas, new Audit(crypto, clock), clock);
  });

  afterAll(() => house.close());

  const kept = () => house.database.read().count(StaffRoleRow, (query) => query);

  it('writes nothing in a dry run, and nothing of a list with a fault', async () => {
    expect(await roster.tryOut(list(li(), he))).toEqual({
      faults: [],
      people: 2,
      roles: 2,
      changed: 0,
      unchanged: 0,
    });
    const { faults } = await roster.import(list(li(), '何永康,1,villageCadre,骝马村,,,,'));
    expect(faults).toHaveLength(1);
    expect(await kept()).toBe(0);
  });

  it('invites whoever is new, knows the others by their number, and does a list again without harm', async () => {
    expect(await roster.import(list(li(), he))).toMatchObject({ people: 2, roles: 2 });
    expect(await roster.import(list(li(), he))).toMatchObject({
      people: 0,
      roles: 0,
      changed: 0,
      unchanged: 2,
    });
    expect(await kept()).toBe(2);
    const invited = await house.persons.invitedBy('13800005271');
    expect((await house.persons.byIds([invited ?? '']))[0]).toMatchObject({ name: '李建国' });
    expect(await house.areas.gridOf('512002101216', 4, house.database.read())).toBe('512002101216g02');
  });

  it('ends a role by its last day', async () => {
    const invited = (await house.persons.invitedBy('13800005271')) ?? '';
    expect((await house.scopes.scopeOf(invited)).grants).toHaveLength(1);
    expect(await roster.import(list(li('2026-11-22')))).toMatchObject({ changed: 1 });
    expect((await house.scopes.scopeOf(invited)).grants).toEqual([]);
  });
});
