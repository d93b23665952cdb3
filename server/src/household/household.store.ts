import { Inject, Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import type { Scope } from '@songtao/shared/access/scope.js';
import { Crypto, type Place } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import type { Reader, Tx } from '../platform/tx.js';
import {
  HouseholdContactRow,
  HouseholdKinRow,
  HouseholdRow,
  MemberRow,
  RepresentativeRow,
} from './household.row.js';
import { withinReach } from './household.scope.js';

const columns = ['id', 'county', 'town', 'village', 'grid', 'villageGroup', 'headName', 'phone'] as const;

/** A household in the registry. */
export type Household = Pick<HouseholdRow, (typeof columns)[number]>;

/** A household to be registered. */
export type NewHousehold = Household & { readonly validFrom: string };

/** A member with the birth date in clear. */
export type Member = Pick<MemberRow, 'id' | 'name' | 'relation' | 'birthDate' | 'resident'>;

/** A member to be registered. */
export type NewMember = Member & { readonly household: string; readonly validFrom: string };

/** A villagers' representative with the household that this person is of, where it is known. */
export type Representative = Pick<RepresentativeRow, 'id' | 'name' | 'household'>;

/** Where a page of a list ended. */
export interface Cursor {
  readonly village: string;
  readonly group: number;
  readonly id: string;
}

const headColumns = ['id', 'villageGroup'] as const;
const memberColumns = ['id', 'name', 'relation', 'birthDate', 'resident'] as const;
const standing = 'r.validTo IS NULL';

@Injectable()
export class HouseholdStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Crypto) private readonly crypto: Crypto,
  ) {}

  async find(scope: Scope, id: string): Promise<Household | null> {
    const [found] = await this.byIds(scope, [id]);
    return found ?? null;
  }

  async byIds(scope: Scope, ids: readonly string[], db: Reader = this.database.read()): Promise<Household[]> {
    if (ids.length === 0) return [];
    const found = await db.all(HouseholdRow, columns, (query) =>
      withinReach(query.where('r.id IN (:...ids)', { ids }), scope),
    );
    return found.map((row) => ({ ...row, phone: this.opened(phonePlace(row.id), row.phone) }));
  }

  /** By name of the head or of a member, one more than asked for, so that the caller sees whether there is another page. */
  async search(
    scope: Scope,
    q: string | undefined,
    { after, limit }: { after: Cursor | null; limit: number },
  ): Promise<Household[]> {
    const found = await this.database.read().all(HouseholdRow, columns, (query) => {
      withinReach(query.where(standing), scope);
      if (q) query.andWhere(named, { q: `%${q.replace(/[%_\\]/g, '')}%` });
      if (after) query.andWhere(beyond, { village: after.village, group: after.group, after: after.id });
      query
        .orderBy('r.village')
        .addOrderBy('r.villageGroup')
        .addOrderBy('r.id')
        .limit(limit + 1);
    });
    return found.map((row) => ({ ...row, phone: null }));
  }

  async withPhone(phone: string, db: Reader): Promise<string[]> {
    const phoneIndex = this.crypto.blindIndex('phone', phone);
    const found = await db.all(HouseholdRow, ['id'], (query) =>
      query.where('r.phoneIndex = :phoneIndex', { phoneIndex }).andWhere(standing),
    );
    return found.map(({ id }) => id);
  }

  async membersOf(household: string): Promise<Member[]> {
    const found = await this.database
      .read()
      .all(MemberRow, memberColumns, (query) =>
        query
          .where('r.household = :household', { household })
          .andWhere(standing)
          .orderBy('r.validFrom')
          .addOrderBy('r.id'),
      );
    return found.map((row) => ({
      ...row,
      birthDate: this.opened(birthPlace(row.id), row.birthDate),
    }));
  }

  /** Household -> how many people live there; one without members counts nobody. */
  async sizes(
    households: readonly string[],
    db: Reader = this.database.read(),
  ): Promise<Map<string, number>> {
    if (households.length === 0) return new Map();
    const found = await db.all(MemberRow, ['household'], (query) =>
      query.where('r.household IN (:...households)', { households }).andWhere(standing),
    );
    const sizes = new Map<string, number>();
    for (const { household } of found) sizes.set(household, (sizes.get(household) ?? 0) + 1);
    return sizes;
  }

  async contactsOf(household: string): Promise<string[]> {
    const found = await this.database
      .read()
      .all(HouseholdContactRow, ['person'], (query) =>
        query.where('r.household = :household', { household }).orderBy('r.person'),
      );
    return found.map(({ person }) => person);
  }

  withHead(village: string, headName: string): Promise<Pick<HouseholdRow, 'id' | 'villageGroup'>[]> {
    const fits = 'village = :village AND head_name = :headName AND valid_to IS NULL';
    return this.database.read().where(HouseholdRow, headColumns, fits, { village, headName });
  }

  kinOf(db: Reader, household: string): Promise<Pick<HouseholdKinRow, 'kin' | 'kinship'>[]> {
    return db.all(HouseholdKinRow, ['kin', 'kinship'], (query) =>
      query.where('r.household = :household', { household }),
    );
  }

  representativesOf(db: Reader, village: string): Promise<Representative[]> {
    return db.all(RepresentativeRow, ['id', 'name', 'household'], (query) =>
      query
        .where('r.village = :village', { village })
        .andWhere(standing)
        .orderBy('r.validFrom')
        .addOrderBy('r.id'),
    );
  }

  /** Whether this person's look is already kept since that moment. */
  async insert(tx: Tx, household: NewHousehold, members: readonly NewMember[]): Promise<void> {
    const { phone } = household;
    await tx.insert(HouseholdRow, {
      ...household,
      validTo: null,
      phone: this.sealed(phonePlace(household.id), phone),
      phoneIndex: phone === null ? null : this.crypto.blindIndex('phone', phone),
    });
    const sealedMembers = members.map((member) => ({
      ...member,
      validTo: null,
      birthDate: this.sealed(birthPlace(member.id), member.birthDate),
    }));
    await tx.insert(MemberRow, sealedMembers);
  }

  async insertContacts(tx: Tx, contacts: readonly HouseholdContactRow[]): Promise<void> {
    await tx.insert(HouseholdContactRow, contacts);
  }

  async insertKin(tx: Tx, kin: readonly HouseholdKinRow[]): Promise<void> {
    await tx.insert(HouseholdKinRow, kin);
  }

  async insertRepresentatives(tx: Tx, representatives: readonly RepresentativeRow[]): Promise<void> {
    await tx.insert(RepresentativeRow, representatives);
  }

  private opened(place: Place, sealed: string | null): string | null {
    return sealed === null ? null : this.crypto.open(place, sealed);
  }

  private sealed(place: Place, plain: string | null): string | null {
    return plain === null ? null : this.crypto.seal(place, plain);
  }
}

const phonePlace = (rowId: string): Place => ({ table: 'household', column: 'phone', rowId });
const birthPlace = (rowId: string): Place => ({ table: 'member', column: 'birth_date', rowId });

const named = new Brackets((any) =>
  any
    .where('r.headName LIKE :q')
    .orWhere(
      'EXISTS (SELECT 1 FROM member m WHERE m.household = r.id AND m.valid_to IS NULL AND m.name LIKE :q)',
    ),
);

const beyond = new Brackets((any) =>
  any
    .where('r.village > :village')
    .orWhere('(r.village = :village AND r.villageGroup > :group)')
    .orWhere('(r.village = :village AND r.villageGroup = :group AND r.id > :after)'),
);
