import type { Line } from '@songtao/shared/access/line.js';
import type { StaffRole } from '@songtao/shared/access/role.js';
import type { Grant, Scope } from '@songtao/shared/access/scope.js';
import { HouseholdRow } from '../../server/src/household/household.row.js';
import { HouseholdService } from '../../server/src/household/household.service.js';
import { LeaveStore } from '../../server/src/identity/leave.store.js';
import { MembershipService } from '../../server/src/identity/membership.service.js';
import { PersonStore } from '../../server/src/identity/person.store.js';
import { StaffStore } from '../../server/src/identity/staff.store.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import type { Tx } from '../../server/src/platform/tx.js';
import type { Client, Town } from './town.js';

/** The four places from which one looks: the village, its neighbour, a village of another town, and another county. */
export const place = {
  ours: { county: '512002', town: '512002101', village: '512002101216' },
  next: { county: '512002', town: '512002101', village: '512002101217' },
  otherTown: { county: '512002', town: '512002102', village: '512002102201' },
  otherCounty: { county: '512003', town: '512003101', village: '512003101201' },
} as const;

/** Name of a place. */
export type PlaceName = keyof typeof place;

/** A household with words in it that are found nowhere else. */
export interface House {
  readonly id: string;
  readonly at: PlaceName;
  readonly grid: string;
  readonly group: number;
  readonly head: string;
  readonly phone: string;
  readonly adult: string;
  readonly child: string;
  readonly birthDate: string;
  readonly member: string;
}

/** Somebody who calls, and what the test itself knows of that person's rights. */
export interface Actor {
  readonly name: string;
  /** Empty for whoever is not signed in. */
  readonly person: string;
  readonly scope: Extract<Scope, { kind: 'person' }>;
  readonly client: Client;
}

interface Post {
  readonly at: PlaceName;
  readonly role: StaffRole;
  readonly line?: Line;
  readonly grid?: string;
  readonly house?: string;
  /** In force today unless it is said otherwise. */
  readonly from?: string;
  readonly to?: string;
}

/** Two towns and a county beside them, with everybody who could look where one should not. */
export class People {
  readonly houses = new Map<string, House>();
  readonly actors = new Map<string, Actor>();
  /** What the accounts of villagers are called, which is not what their households are called. */
  readonly names = new Map<string, string>();
  private marks = 0;

  constructor(readonly town: Town) {}

  /** A word that stands nowhere else. */
  mark(): string {
    this.marks += 1;
    return `暗号${String(this.marks).padStart(3, '0')}号`;
  }

  house(name: string): House {
    return found(this.houses, name);
  }

  actor(name: string): Actor {
    return found(this.actors, name);
  }

  async settle(): Promise<void> {
    await this.town.get(Database).write(async (tx) => {
      for (const [name, at, grid] of houses) await this.build(tx, name, at, grid);
      await tx.updateOne(HouseholdRow, { validTo: '2026-06-30' }, 'id = :id', { id: this.house('gone').id });
    });
    await this.moveIn();
    for (const [name, post] of Object.entries(posts)) await this.hire(name, post);
    await this.stranger();
    await this.cover('cover', 'cadre');
    await this.town.get(Database).write(async (tx) => {
      const duty = {
        town: place.otherTown.town,
        day: '2026-11-23',
        person: this.actor('officerAway').person,
      };
      await this.town.get(StaffStore).putDuty(tx, duty);
    });
  }

  private async build(tx: Tx, name: string, at: PlaceName, grid: 1 | 2): Promise<void> {
    const { county, town, village } = place[at];
    const index = this.houses.size;
    const house: House = {
      id: newId(),
      at,
      grid: `${village}g0${grid}`,
      group: grid === 1 ? 1 : 3,
      head: this.mark(),
      phone: `139${String(70_000_000 + index * 137)}`,
      adult: this.mark(),
      child: this.mark(),
      birthDate: `19${String(51 + index)}-03-17`,
      member: newId(),
    };
    this.houses.set(name, house);
    const household = {
      id: house.id,
      county,
      town,
      village,
      grid: house.grid,
      villageGroup: house.group,
      headName: house.head,
      phone: house.phone,
      validFrom: '2026-01-01',
    };
    const members = [
      { id: house.member, name: house.head, relation: '户主', birthDate: house.birthDate, resident: true },
      { id: newId(), name: house.adult, relation: '配偶', birthDate: null, resident: true },
      { id: newId(), name: house.child, relation: '孙女', birthDate: '2015-06-01', resident: true },
    ];
    await this.town.get(HouseholdService).register(tx, { household, members });
  }

  private async moveIn(): Promise<void> {
    for (const name of ['ours', 'neighbour', 'spokenFor', 'objector', 'claimed', 'next']) {
      const { id, at } = this.house(name);
      const called = this.mark();
      this.names.set(name, called);
      const isClaim = name === 'claimed';
      const { village } = place[at];
      const person = await this.town.get(Database).write(async (tx) => {
        const made = await this.town
          .get(PersonStore)
          .insert(tx, { name: called, openid: `o-${newId()}`, at: this.town.now });
        await this.town.get(MembershipService).claim(tx, id, made);
        if (!isClaim) await this.town.get(MembershipService).confirm(tx, { id, village }, made, made);
        return made;
      });
      await this.arrive(`home ${name}`, person, {
        household: isClaim ? null : id,
        village: isClaim ? null : village,
      });
    }
  }

  private async hire(name: string, post: Post): Promise<void> {
    const grant = this.grantOf(post);
    const { from = '2026-01-01', to = null } = post;
    const person = await this.town.get(Database).write(async (tx) => {
      const made = await this.town
        .get(PersonStore)
        .insert(tx, { name: `职员${name}`.slice(0, 20), openid: `o-${newId()}`, at: this.town.now });
      await this.town.get(StaffStore).insertRole(tx, {
        id: newId(),
        person: made,
        role: grant.role,
        area: grant.area,
        county: grant.area.slice(0, 6),
        town: grant.area.length >= 9 ? grant.area.slice(0, 9) : null,
        grids: grant.grids ?? [],
        households: grant.households ?? [],
        line: grant.line ?? null,
        from,
        to,
      });
      return made;
    });
    const isHeld = from <= '2026-11-23' && (to === null || to >= '2026-11-23');
    await this.arrive(name, person, { grants: isHeld ? [grant] : [] });
  }

  private grantOf({ at, role, line, grid, house }: Post): Grant {
    const { county, town, village } = place[at];
    const isTown = ['townLine', 'townOfficer', 'townLeader', 'admin'].includes(role);
    const inTown = isTown ? town : village;
    return {
      role,
      area: role === 'countyOfficer' ? county : inTown,
      ...(grid && { grids: [`${village}${grid}`] }),
      ...(house && { households: [this.house(house).id] }),
      ...(line && { line }),
    };
  }

  /** Signed in, and nothing else: no household, no village, no role. */
  private async stranger(): Promise<void> {
    const person = await this.town
      .get(Database)
      .write((tx) =>
        this.town
          .get(PersonStore)
          .insert(tx, { name: this.mark(), openid: `o-${newId()}`, at: this.town.now }),
      );
    await this.arrive('stranger', person, {});
    const nobody = { kind: 'person', person: '', grants: [], household: null, village: null } as const;
    this.actors.set('signedOut', {
      name: 'signedOut',
      person: '',
      scope: nobody,
      client: this.town.stranger,
    });
  }

  /** Somebody of the next village stands in for a colleague today, with that colleague's reach. */
  private async cover(name: string, absent: string): Promise<void> {
    const cover = this.actor(name);
    const away = this.actor(absent);
    const leave = {
      id: newId(),
      person: away.person,
      cover: cover.person,
      from: '2026-11-23',
      to: '2026-11-24',
    };
    await this.town
      .get(Database)
      .write((tx) =>
        this.town
          .get(LeaveStore)
          .insert(tx, { ...leave, state: 'agreed', answeredAt: this.town.now }, this.town.now),
      );
    const lent = away.scope.grants.map((grant) => ({ ...grant, for: away.person }));
    const scope = { ...cover.scope, grants: [...cover.scope.grants, ...lent] };
    this.actors.set(name, { ...cover, scope });
  }

  private async arrive(name: string, person: string, known: Partial<Actor['scope']>): Promise<void> {
    const scope = { kind: 'person', person, grants: [], household: null, village: null, ...known } as const;
    const client = await this.town.signedIn(person);
    await client.consent();
    this.actors.set(name, { name, person, scope, client });
  }
}

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const one = map.get(name);
  if (!one) throw new Error(`nobody is called ${name}`);
  return one;
}

const houses: readonly (readonly [name: string, at: PlaceName, grid: 1 | 2])[] = [
  ['ours', 'ours', 2],
  ['neighbour', 'ours', 2],
  ['spokenFor', 'ours', 2],
  ['otherGrid', 'ours', 1],
  ['lined', 'ours', 1],
  ['posted', 'ours', 2],
  ['objector', 'ours', 1],
  ['gone', 'ours', 2],
  ['claimed', 'ours', 2],
  ['next', 'next', 1],
  ['away', 'otherTown', 1],
];

const posts: Readonly<Record<string, Post>> = {
  grid: { at: 'ours', role: 'gridWorker', grid: 'g02' },
  otherGrid: { at: 'ours', role: 'gridWorker', grid: 'g01' },
  cadre: { at: 'ours', role: 'villageCadre' },
  secretary: { at: 'ours', role: 'villageSecretary' },
  stationed: { at: 'ours', role: 'stationedTeam' },
  first: { at: 'ours', role: 'firstSecretary' },
  help: { at: 'ours', role: 'helpPerson', house: 'ours' },
  medical: { at: 'ours', role: 'townLine', line: 'medical' },
  water: { at: 'ours', role: 'townLine', line: 'water' },
  officer: { at: 'ours', role: 'townOfficer' },
  leader: { at: 'ours', role: 'townLeader' },
  county: { at: 'ours', role: 'countyOfficer' },
  admin: { at: 'ours', role: 'admin' },
  cadreNext: { at: 'next', role: 'villageCadre' },
  cover: { at: 'next', role: 'firstSecretary' },
  gridAway: { at: 'otherTown', role: 'gridWorker', grid: 'g01' },
  cadreAway: { at: 'otherTown', role: 'villageCadre' },
  officerAway: { at: 'otherTown', role: 'townOfficer' },
  countyAway: { at: 'otherCounty', role: 'countyOfficer' },
  revoked: { at: 'ours', role: 'villageSecretary', to: '2026-11-22' },
};
