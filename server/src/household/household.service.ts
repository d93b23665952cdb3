import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import { countyOf, townOf } from '@songtao/shared/area/area.js';
import { addMonths, type Day } from '@songtao/shared/calendar/calendar.js';
import { AreaService } from '../area/area.service.js';
import { MembershipService } from '../identity/membership.service.js';
import type { CasePlace } from '../identity/route.model.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import type { Reader, Tx } from '../platform/tx.js';
import { HouseholdStore, type NewHousehold, type NewMember, type Representative } from './household.store.js';

/** One household in a line of a list. */
export interface Headline {
  readonly head: string;
  readonly villageName: string;
  readonly group: number;
  readonly people: number;
  /** In clear, for those who handle its cases. */
  readonly phone: string | null;
}

/** A household with all that is known when it is registered. */
export interface Registration {
  readonly household: NewHousehold;
  readonly members: readonly Omit<NewMember, 'household' | 'validFrom'>[];
  /** Persons of the staff whom it may turn to. */
  readonly contacts?: readonly string[];
}

// What the engine asks about places and relations names no reader; nothing of it leaves the house as it is.
const engine: Scope = { kind: 'system', reason: 'where a household is, and who belongs to it' };

/** The registry of households. */
@Injectable()
export class HouseholdService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HouseholdStore) private readonly store: HouseholdStore,
    @Inject(MembershipService) private readonly memberships: MembershipService,
    @Inject(AreaService) private readonly areas: AreaService,
  ) {}

  /** The household of a person: confirmed by a cadre, or only claimed by a phone number; null where there is neither. */
  async ofPerson(
    person: string,
    db: Reader = this.database.read(),
  ): Promise<{ id: string; confirmed: boolean } | null> {
    const membership = await this.memberships.ofPerson(person, db);
    return membership && { id: membership.household, confirmed: membership.state === 'confirmed' };
  }

  /** Where a household is; throws notFound. */
  async placeOf(id: string, db: Reader = this.database.read()): Promise<CasePlace> {
    const [found] = await this.store.byIds(engine, [id], db);
    if (!found) throw new AppError('notFound');
    const { county, town, village, grid } = found;
    return { county, town, village, grid, household: id };
  }

  /** Where a case without a household is; its grid where the group is known. */
  async placeOfVillage(
    village: string,
    group: number | null = null,
    db: Reader = this.database.read(),
  ): Promise<CasePlace> {
    const grid = group === null ? null : await this.areas.gridOf(village, group, db);
    return { county: countyOf(village), town: townOf(village), village, grid, household: null };
  }

  /** Household -> its word for the kinship; the household itself is among them. */
  async kinOf(id: string, db: Reader = this.database.read()): Promise<Map<string, string>> {
    const kin = await this.store.kinOf(db, id);
    return new Map([[id, '本户'], ...kin.map((each): [string, string] => [each.kin, each.kinship])]);
  }

  /** The villagers' representatives of a village. */
  representativesOf(village: string, db: Reader = this.database.read()): Promise<Representative[]> {
    return this.store.representativesOf(db, village);
  }

  /** Head, place and size by household. */
  async headline(ids: readonly string[], db: Reader = this.database.read()): Promise<Map<string, Headline>> {
    const wanted = [...new Set(ids)];
    const [found, sizes] = await Promise.all([
      this.store.byIds(engine, wanted, db),
      this.store.sizes(wanted, db),
    ]);
    return new Map(
      found.map(({ id, headName, village, villageGroup, phone }) => [
        id,
        {
          head: headName,
          villageName: this.areas.nameOf(village),
          group: villageGroup,
          people: sizes.get(id) ?? 0,
          phone,
        },
      ]),
    );
  }

  /** The one household of a village whose head has that name; null where there is none, or more than one could be meant. */
  async named(village: string, head: string, group: number | null): Promise<string | null> {
    const found = await this.store.withHead(village, head);
    const [one, ...more] =
      group === null ? found : found.filter(({ villageGroup }) => villageGroup === group);
    return one && more.length === 0 ? one.id : null;
  }

  /** Persons confirmed to belong to it: they are told what happens to its cases. */
  subjectPersonOf(id: string, db: Reader = this.database.read()): Promise<string[]> {
    return this.memberships.confirmedIn(id, db);
  }

  /** Whoever shows the number of a household claims to belong to it; a number of two households says nothing. */
  async claimByPhone(tx: Tx, person: string, phone: string): Promise<string | null> {
    const [household, ...others] = await this.store.withPhone(phone, tx);
    if (household === undefined || others.length > 0) return null;
    await this.memberships.claim(tx, household, person);
    return household;
  }

  /** Names of those who are under 18 on a day: they stand on no notice. */
  async minorsOf(ids: readonly string[], day: Day): Promise<string[]> {
    const members = await Promise.all([...new Set(ids)].map((id) => this.store.membersOf(id)));
    const grown = addMonths(day, -18 * 12);
    return members
      .flat()
      .flatMap(({ name, birthDate }) => (birthDate !== null && birthDate > grown ? [name] : []));
  }

  async register(tx: Tx, { household, members, contacts = [] }: Registration): Promise<void> {
    const belonging = { household: household.id, validFrom: household.validFrom };
    await this.store.insert(
      tx,
      household,
      members.map((member) => ({ ...member, ...belonging })),
    );
    await this.store.insertContacts(
      tx,
      contacts.map((person) => ({ household: household.id, person })),
    );
  }

  /** Two households are related; each side has its own word for it. */
  relate(tx: Tx, a: { id: string; says: string }, b: { id: string; says: string }): Promise<void> {
    return this.store.insertKin(tx, [
      { household: a.id, kin: b.id, kinship: a.says },
      { household: b.id, kin: a.id, kinship: b.says },
    ]);
  }

  async appoint(
    tx: Tx,
    representatives: readonly (Representative & { village: string; validFrom: string })[],
  ): Promise<void> {
    await this.store.insertRepresentatives(
      tx,
      representatives.map((each) => ({ ...each, validTo: null })),
    );
  }
}
