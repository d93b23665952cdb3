import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import type { Reader, Tx } from '../platform/tx.js';
import { MembershipStore, type Membership } from './membership.store.js';
import { PersonStore } from './person.store.js';

/** Which household a phone belongs to. A matching number is a claim; the household's file opens once somebody who knows them has confirmed it. */
@Injectable()
export class MembershipService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembershipStore) private readonly store: MembershipStore,
    @Inject(PersonStore) private readonly people: PersonStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  ofPerson(person: string, db: Reader = this.database.read()): Promise<Membership | null> {
    return this.store.ofPerson(db, person);
  }

  confirmedIn(household: string, db: Reader = this.database.read()): Promise<string[]> {
    return this.store.confirmedIn(db, household);
  }

  claimsIn(household: string): Promise<Membership[]> {
    return this.store.claimsIn(household);
  }

  claim(tx: Tx, household: string, person: string): Promise<void> {
    return this.store.claim(tx, household, person, this.clock.iso());
  }

  /** From now on the person reads the household's file, and lives in its village. */
  async confirm(
    tx: Tx,
    { id, village }: { id: string; village: string },
    person: string,
    by: string,
  ): Promise<void> {
    await this.answer(tx, { household: id, person }, 'confirmed', by);
    await this.people.set(tx, person, { village });
  }

  refuse(tx: Tx, household: string, person: string, by: string): Promise<void> {
    return this.answer(tx, { household, person }, 'refused', by);
  }

  private async answer(
    tx: Tx,
    which: Pick<Membership, 'household' | 'person'>,
    state: 'confirmed' | 'refused',
    by: string,
  ): Promise<void> {
    const answered = await this.store.answer(tx, which, state, { person: by, at: this.clock.iso() });
    if (!answered) throw new AppError('notFound');
  }
}
