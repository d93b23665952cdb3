import { AreaService } from '../area/area.service.js';
import { AreaStore } from '../area/area.store.js';
import { readConfig, type Config } from '../config/config.js';
import { HouseholdService } from '../household/household.service.js';
import { HouseholdStore } from '../household/household.store.js';
import { Clock } from '../platform/clock.js';
import { Crypto } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/logger.js';
import { migrateUp } from '../platform/migrator.js';
import { migrations } from '../platform/migrations.js';
import { rows } from '../platform/rows.js';
import type { SpecDatabase } from '../platform/spec.databases.js';
import { LeaveStore } from './leave.store.js';
import { MembershipService } from './membership.service.js';
import { MembershipStore } from './membership.store.js';
import { PersonStore } from './person.store.js';
import { RosterMemory } from './roster.memory.js';
import { RosterService } from './roster.service.js';
import { ScopeService } from './scope.service.js';
import { StaffStore, type NewRole } from './staff.store.js';

/** A migrated database with the services of people and places on it, at a time that the spec sets. */
export async function openHouse(make: () => Promise<SpecDatabase>, env: Record<string, string> = {}) {
  const spec = await make();
  const config: Config = readConfig({ ...spec.env, ...env });
  const database = await Database.connect(config, { rows, migrations }, new Log('silent'));
  await migrateUp(database);
  const time = { now: '2026-11-23T01:05:00.000Z' };
  const clock = Object.assign(new Clock(config, database), { now: () => new Date(time.now) });
  const crypto = new Crypto(config);
  const areas = new AreaService(new AreaStore());
  const persons = new PersonStore(database, crypto);
  const memory = new RosterMemory();
  const staff = new StaffStore(database, memory);
  const leaves = new LeaveStore(database, memory);
  const memberships = new MembershipStore(database);
  const membership = new MembershipService(database, memberships, persons, clock);
  return {
    config,
    database,
    time,
    clock,
    crypto,
    areas,
    persons,
    staff,
    leaves,
    membership,
    scopes: new ScopeService(staff, persons, clock),
    roster: new RosterService(database, staff, leaves, persons, memory, areas, clock),
    households: new HouseholdService(database, new HouseholdStore(database, crypto), membership, areas),
    async close(): Promise<void> {
      await database.onApplicationShutdown();
      await spec.drop();
    },
  };
}

/** What `openHouse` opens. */
export type House = Awaited<ReturnType<typeof openHouse>>;

/** A member of staff with one role; more of it as the spec says. */
export async function hire(
  { database, persons, staff }: House,
  name: string,
  role: Partial<NewRole> & Pick<NewRole, 'role' | 'area'>,
): Promise<string> {
  const { area } = role;
  return database.write(async (tx) => {
    const person = await persons.insert(tx, { name, phone: '13800005271', at: '2026-01-01T00:00:00.000Z' });
    const town = area.length >= 9 ? area.slice(0, 9) : null;
    const places = { county: area.slice(0, 6), town, grids: [], households: [], line: null };
    await staff.insertRole(tx, { id: newId(), person, from: '2026-01-01', to: null, ...places, ...role });
    return person;
  });
}
