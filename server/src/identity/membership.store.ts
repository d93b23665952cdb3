import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database.js';
import type { Reader, Tx } from '../platform/tx.js';
import { HouseholdPersonRow } from './membership.row.js';

/** How a person stands to a household. */
export interface Membership {
  readonly household: string;
  readonly person: string;
  readonly state: 'claimed' | 'confirmed' | 'refused';
  readonly claimedAt: string;
}

const columns = ['household', 'person', 'state', 'claimedAt'] as const;

const membershipOf = (row: Pick<HouseholdPersonRow, (typeof columns)[number]>): Membership => ({
  ...row,
  state: row.state as Membership['state'],
});

/** Who answered, and when. */
export interface Answer {
  readonly person: string;
  readonly at: string;
}

/** Whose phone belongs to which household: said by a phone number, confirmed by somebody who knows them. */
@Injectable()
export class MembershipStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The household that was confirmed, else the one that is claimed; null where there is none. */
  async ofPerson(db: Reader, person: string): Promise<Membership | null> {
    const found = await db.all(HouseholdPersonRow, columns, (query) =>
      query
        // 'confirmed' sorts behind 'claimed'.
        .where(`r.person = :person AND r.state IN ('confirmed', 'claimed')`, { person })
        .orderBy('r.state', 'DESC')
        .addOrderBy('r.claimedAt', 'DESC')
        .limit(1),
    );
    return found.map(membershipOf)[0] ?? null;
  }

  async confirmedIn(db: Reader, household: string): Promise<string[]> {
    const found = await db.all(HouseholdPersonRow, ['person'], (query) =>
      query
        .where(`r.household = :household AND r.state = 'confirmed'`, { household })
        .orderBy('r.claimedAt')
        .addOrderBy('r.person'),
    );
    return found.map(({ person }) => person);
  }

  async claimsIn(household: string): Promise<Membership[]> {
    const found = await this.database
      .read()
      .all(HouseholdPersonRow, columns, (query) =>
        query.where(`r.household = :household AND r.state = 'claimed'`, { household }).orderBy('r.claimedAt'),
      );
    return found.map(membershipOf);
  }

  /** Keeps what was said or answered before. */
  async claim(tx: Tx, household: string, person: string, at: string): Promise<void> {
    const known = await tx.count(HouseholdPersonRow, (query) =>
      query.where('r.household = :household AND r.person = :person', { household, person }),
    );
    if (known > 0) return;
    await tx.insert(HouseholdPersonRow, {
      household,
      person,
      state: 'claimed',
      claimedAt: at,
      answeredBy: null,
      answeredAt: null,
    });
  }

  /** A person belongs to one household; false where this one never said to belong there. */
  async answer(
    tx: Tx,
    { household, person }: Pick<Membership, 'household' | 'person'>,
    state: 'confirmed' | 'refused',
    by: Answer,
  ): Promise<boolean> {
    const set = { state, answeredBy: by.person, answeredAt: by.at };
    const answered = await tx.updateOne(
      HouseholdPersonRow,
      set,
      'household = :household AND person = :person',
      { household, person },
    );
    if (answered && state === 'confirmed') {
      const elsewhere = `person = :person AND household <> :household AND state = 'confirmed'`;
      await tx.update(HouseholdPersonRow, { ...set, state: 'refused' }, elsewhere, { household, person });
    }
    return answered;
  }
}
