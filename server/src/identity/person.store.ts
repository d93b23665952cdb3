import { Inject, Injectable } from '@nestjs/common';
import { Crypto, type Place } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { Reader, Tx } from '../platform/tx.js';
import { HouseholdPersonRow } from './membership.row.js';
import { StaffRoleRow } from './staff.row.js';
import { ConsentRow, DemoPersonaRow, InvitationRow, PersonRow } from './person.row.js';

/** Somebody with an account. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly openid: string | null;
  readonly elder: boolean | null;
  readonly readAtOnce: boolean;
  readonly village: string | null;
}

/** What was said to the consent once. */
export type ConsentSaid = Pick<ConsentRow, 'at' | 'version' | 'given'>;

/** What may be said of a person when it is made; the rest comes later. */
export type NewPerson = Partial<Person> & { readonly name: string; readonly at: string };

/** What a person is in the village, beside any role. */
interface Standing {
  readonly village: string | null;
  readonly household: string | null;
}

const cardColumns = ['id', 'name', 'phone'] as const;
const consentColumns = ['version', 'given'] as const;

type Card = Pick<PersonRow, (typeof cardColumns)[number]>;

const columns = ['id', 'name', 'phone', 'openid', 'elder', 'readAtOnce', 'village'] as const;

@Injectable()
export class PersonStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Crypto) private readonly crypto: Crypto,
  ) {}

  async byIds(ids: readonly string[], db: Reader = this.database.read()): Promise<Person[]> {
    if (ids.length === 0) return [];
    const found = await db.where(PersonRow, columns, 'id IN (:...ids)', { ids });
    return found.map((row) => this.opened(row));
  }

  /** Names, and the telephone sealed as it lies: opening it costs more than reading it, and few may see it. */
  cards(ids: readonly string[], db: Reader): Promise<Card[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return db.where(PersonRow, cardColumns, 'id IN (:...ids)', { ids });
  }

  phoneOn({ id, phone }: Card): string | null {
    return phone === null ? null : this.crypto.open(placeOf('phone', id), phone);
  }

  async get(id: string, db: Reader = this.database.read()): Promise<Person> {
    const [person] = await this.byIds([id], db);
    if (!person) throw new Error('a session without its person');
    return person;
  }

  /** Where a person lives or said to live, and the household to which a cadre confirmed the person to belong. */
  async standingOf(id: string): Promise<Standing> {
    const [found] = await this.database.read().manager.query<Standing[]>(
      `SELECT p.village AS village, h.household AS household FROM person p
       LEFT JOIN household_person h ON h.person = p.id AND h.state = 'confirmed' WHERE p.id = ?`,
      [id],
    );
    return found ?? { village: null, household: null };
  }

  async idOfOpenid(openid: string): Promise<string | null> {
    const openidIndex = this.crypto.blindIndex('openid', openid);
    const row = await this.database
      .read()
      .first(PersonRow, ['id'], (query) => query.where('r.openidIndex = :openidIndex', { openidIndex }));
    return row?.id ?? null;
  }

  /** The member of staff, of today or of any day, whose number this is. */
  async staffWithPhone(db: Reader, phone: string): Promise<string | null> {
    const phoneIndex = this.crypto.blindIndex('phone', phone);
    const found = await db.first(PersonRow, ['id'], (query) =>
      query
        .innerJoin(StaffRoleRow, 's', 's.person = r.id')
        .where('r.phoneIndex = :phoneIndex', { phoneIndex })
        .orderBy('r.at'),
    );
    return found?.id ?? null;
  }

  async insert(tx: Tx, given: NewPerson): Promise<string> {
    const id = given.id ?? newId();
    const { name, elder = null, readAtOnce = false, village = null, at } = given;
    await tx.insert(PersonRow, {
      id,
      name,
      elder,
      readAtOnce,
      village,
      at,
      ...this.sealedOpenid(id, given.openid ?? null),
      ...this.sealedPhone(id, given.phone ?? null),
    });
    return id;
  }

  async setPhone(tx: Tx, id: string, phone: string): Promise<void> {
    await tx.updateOne(PersonRow, this.sealedPhone(id, phone), 'id = :id', { id });
  }

  async set(
    tx: Tx,
    id: string,
    change: Partial<Pick<Person, 'name' | 'elder' | 'readAtOnce' | 'village'>>,
  ): Promise<void> {
    await tx.updateOne(PersonRow, change, 'id = :id', { id });
  }

  /** The account of WeChat moves from one person to another: somebody invited turns out to be somebody known. */
  async moveOpenid(tx: Tx, from: string, to: string, openid: string): Promise<void> {
    await tx.updateOne(PersonRow, this.sealedOpenid(from, null), 'id = :from', { from });
    await tx.updateOne(PersonRow, this.sealedOpenid(to, openid), 'id = :to', { to });
  }

  async invite(tx: Tx, phone: string, person: string, at: string): Promise<void> {
    const phoneIndex = this.crypto.blindIndex('phone', phone);
    await tx.delete(InvitationRow, 'person = :person OR phone_index = :phoneIndex', { person, phoneIndex });
    await tx.insert(InvitationRow, { phoneIndex, person, at });
  }

  async invitedBy(phone: string, db: Reader = this.database.read()): Promise<string | null> {
    const phoneIndex = this.crypto.blindIndex('phone', phone);
    const row = await db.first(InvitationRow, ['person'], (query) =>
      query.where('r.phoneIndex = :phoneIndex', { phoneIndex }),
    );
    return row?.person ?? null;
  }

  async acceptInvitation(tx: Tx, person: string): Promise<void> {
    await tx.delete(InvitationRow, 'person = :person', { person });
  }

  async addConsent(tx: Tx, consent: Omit<ConsentRow, 'id'>): Promise<void> {
    await tx.insert(ConsentRow, { id: newId(), ...consent });
  }

  /** The version that this person agrees to today; null where it was never given, or was taken back. */
  async consentOf(person: string, db: Reader = this.database.read()): Promise<string | null> {
    const fits = 'person = :person ORDER BY at DESC, id DESC LIMIT 1';
    const [latest] = await db.where(ConsentRow, consentColumns, fits, { person });
    return latest?.given ? latest.version : null;
  }

  /** The consent was given once and has been taken back since. */
  async hasTakenBack(person: string, db: Reader = this.database.read()): Promise<boolean> {
    if ((await this.consentOf(person, db)) !== null) return false;
    const given = await db.count(ConsentRow, (query) =>
      query.where('r.person = :person AND r.given = :yes', { person, yes: true }),
    );
    return given > 0;
  }

  async consentsOf(db: Reader, person: string): Promise<ConsentSaid[]> {
    return db.all(ConsentRow, ['at', 'version', 'given'], (query) =>
      query.where('r.person = :person', { person }).orderBy('r.at').addOrderBy('r.id'),
    );
  }

  /** Leaves the bare id, by which cases know who acted. */
  async forget(tx: Tx, id: string): Promise<void> {
    const nobody = { name: '', village: null, ...this.sealedOpenid(id, null), ...this.sealedPhone(id, null) };
    await tx.updateOne(PersonRow, nobody, 'id = :id', { id });
    await tx.delete(HouseholdPersonRow, 'person = :id', { id });
    await tx.manager
      .createQueryBuilder()
      .delete()
      .from('wechat_quota')
      .where('person = :id', { id })
      .execute();
  }

  async personaOf(persona: string): Promise<string | null> {
    const row = await this.database
      .read()
      .first(DemoPersonaRow, ['person'], (query) => query.where('r.persona = :persona', { persona }));
    return row?.person ?? null;
  }

  async putPersona(tx: Tx, persona: string, person: string): Promise<void> {
    await tx.delete(DemoPersonaRow, 'persona = :persona', { persona });
    await tx.insert(DemoPersonaRow, { persona, person });
  }

  private opened({ phone, openid, ...row }: Pick<PersonRow, (typeof columns)[number]>): Person {
    const open = (column: 'phone' | 'openid', sealed: string | null): string | null =>
      sealed === null ? null : this.crypto.open(placeOf(column, row.id), sealed);
    return { ...row, phone: open('phone', phone), openid: open('openid', openid) };
  }

  private sealedPhone(id: string, phone: string | null): Pick<PersonRow, 'phone' | 'phoneIndex'> {
    if (phone === null) return { phone, phoneIndex: null };
    return {
      phone: this.crypto.seal(placeOf('phone', id), phone),
      phoneIndex: this.crypto.blindIndex('phone', phone),
    };
  }

  private sealedOpenid(id: string, openid: string | null): Pick<PersonRow, 'openid' | 'openidIndex'> {
    if (openid === null) return { openid, openidIndex: null };
    return {
      openid: this.crypto.seal(placeOf('openid', id), openid),
      openidIndex: this.crypto.blindIndex('openid', openid),
    };
  }
}

const placeOf = (column: 'phone' | 'openid', rowId: string): Place => ({ table: 'person', column, rowId });
