import { Inject, Injectable } from '@nestjs/common';
import { addDays, dayOf, type Day } from '@songtao/shared/calendar/calendar.js';
import { consentText, type Persona } from '@songtao/shared/api/session.js';
import { defaultRows } from '@songtao/shared/policy/param.js';
import { AreaService } from '../area/area.service.js';
import { HouseholdService } from '../household/household.service.js';
import { MembershipService } from '../identity/membership.service.js';
import { PersonStore } from '../identity/person.store.js';
import { StaffStore } from '../identity/staff.store.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import { Chance } from './chance.js';
import { family, phone, type Somebody } from './people.js';
import { county, gridsOf, home, staff, town, villages } from './staff.seed.js';

const HOUSEHOLDS_EACH = 18;
const YEAR_START = '2026-01-01';

/** A household of the demo, as the stories need it. */
export interface Home {
  readonly id: string;
  readonly village: string;
  readonly group: number;
  readonly head: string;
}

/** The two villagers through whose eyes a stranger looks. */
const villagers: readonly {
  persona: Persona;
  head: string;
  group: number;
  phone: string;
  family: readonly Somebody[];
}[] = [
  {
    persona: 'villager',
    head: '王秀英',
    group: 3,
    phone: '13800002146',
    family: [
      { name: '王秀英', relation: '户主', birthDate: '1956-04-12' },
      { name: '张德明', relation: '配偶', birthDate: '1954-09-03' },
      { name: '张玉林', relation: '儿子', birthDate: '1982-02-20' },
      { name: '张佳怡', relation: '孙女', birthDate: '2014-06-01' },
    ],
  },
  {
    persona: 'neighbour',
    head: '赵桂芳',
    group: 3,
    phone: '13800003382',
    family: [
      { name: '赵桂芳', relation: '户主', birthDate: '1961-07-15' },
      { name: '李国富', relation: '配偶', birthDate: '1959-11-30' },
    ],
  },
];

/** Fills an empty database with a town: areas, staff, households, parameters. */
@Injectable()
export class TownSeed {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(PersonStore) private readonly people: PersonStore,
    @Inject(StaffStore) private readonly posts: StaffStore,
    @Inject(MembershipService) private readonly memberships: MembershipService,
    @Inject(HouseholdService) private readonly households: HouseholdService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async plant(): Promise<readonly Home[]> {
    return this.database.write(async (tx) => {
      await this.policy.add(tx, defaultRows(county, YEAR_START), null);
      for (const { code } of villages) for (const grid of gridsOf(code)) await this.areas.putGrid(tx, grid);
      const helper = await this.plantStaff(tx);
      const homes = await this.plantHomes(tx);
      await this.plantVillagers(tx, homes, helper);
      await this.plantRepresentatives(tx, homes);
      return homes;
    });
  }

  private async plantStaff(tx: Tx): Promise<string> {
    const at = this.clock.iso();
    const today = dayOf(at);
    const officers: string[] = [];
    let firstCadre = '';
    for (const { name, role, area, grids = [], line, persona, phone: number } of staff()) {
      const id = await this.people.insert(tx, {
        name,
        phone: number,
        openid: `demo-${persona ?? newId()}`,
        at,
      });
      const town = area.length >= 9 ? area.slice(0, 9) : null;
      await this.posts.insertRole(tx, {
        id: newId(),
        person: id,
        role,
        area,
        county: area.slice(0, 6),
        town,
        grids,
        households: [],
        line: line ?? null,
        from: YEAR_START,
        to: null,
      });
      if (persona) await this.people.putPersona(tx, persona, id);
      if (role === 'townOfficer') officers.push(id);
      if (role === 'gridWorker' && firstCadre === '') firstCadre = id;
    }
    await this.plantDuty(tx, officers, today);
    return firstCadre;
  }

  // The officers of the town take turns, so that a report without a village finds somebody on any day of the demo.
  private async plantDuty(tx: Tx, officers: readonly string[], today: Day): Promise<void> {
    for (let day = -60; day <= 90; day += 1) {
      const person = officers[Math.abs(day) % officers.length];
      if (person) await this.posts.putDuty(tx, { town, day: addDays(today, day), person });
    }
  }

  private async plantHomes(tx: Tx): Promise<Home[]> {
    const chance = new Chance(512_002);
    const homes: Home[] = [];
    for (const { code } of villages) {
      for (let index = 0; index < HOUSEHOLDS_EACH; index += 1) {
        const members = family(chance);
        const home = { id: newId(), village: code, group: 1 + (index % 5), head: members[0]?.name ?? '' };
        await this.register(tx, home, members, phone(chance));
        homes.push(home);
      }
    }
    return homes;
  }

  private async plantVillagers(tx: Tx, homes: Home[], gridWorker: string): Promise<void> {
    const at = this.clock.iso();
    for (const { persona, head, group, phone: number, family: members } of villagers) {
      const place = { id: newId(), village: home, group, head };
      await this.register(tx, place, members, number);
      homes.unshift(place);
      const person = await this.people.insert(tx, {
        name: head,
        phone: number,
        openid: `demo-${persona}`,
        village: home,
        at,
      });
      await this.people.putPersona(tx, persona, person);
      await this.people.addConsent(tx, {
        person,
        version: consentText.version,
        given: persona === 'neighbour',
        at,
      });
      await this.memberships.claim(tx, place.id, person);
      await this.memberships.confirm(tx, place, person, gridWorker);
    }
  }

  // Nine representatives a village; in the home village one of them is kin of the villager's household, and has to leave the room.
  private async plantRepresentatives(tx: Tx, homes: readonly Home[]): Promise<void> {
    for (const { code } of villages) {
      const own = homes.filter(
        (candidate) => candidate.village === code && !villagers.some(({ head }) => head === candidate.head),
      );
      const chosen = own.slice(0, 12);
      await this.households.appoint(
        tx,
        chosen.map((each) => ({
          id: newId(),
          village: code,
          name: each.head,
          household: each.id,
          validFrom: YEAR_START,
        })),
      );
    }
    const [villager, kin] = [
      homes.find(({ head }) => head === '王秀英'),
      homes.filter(({ village, head }) => village === home && head !== '王秀英' && head !== '赵桂芳')[0],
    ];
    if (villager && kin)
      await this.households.relate(tx, { id: villager.id, says: '堂弟' }, { id: kin.id, says: '堂姐' });
  }

  private async register(
    tx: Tx,
    { id, village, group, head }: Home,
    members: readonly Somebody[],
    number: string,
  ): Promise<void> {
    await this.households.register(tx, {
      household: {
        id,
        county,
        town,
        village,
        grid: gridsOf(village).find(({ groups }) => groups.includes(group))?.code ?? null,
        villageGroup: group,
        headName: head,
        phone: number,
        validFrom: YEAR_START,
      },
      members: members.map((member) => ({ ...member, id: newId(), resident: true })),
    });
  }
}
