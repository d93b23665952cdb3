import { Inject, Injectable } from '@nestjs/common';
import { Crypto, type Place } from '../platform/crypto.js';
import type { Reader, Tx } from '../platform/tx.js';
import { SecondFactorRow } from './factor.row.js';

const columns = ['person', 'secret', 'pending', 'lastStep', 'recovery', 'failures', 'lockedUntil'] as const;

/** A second factor with its keys open. */
export type Factor = Readonly<Pick<SecondFactorRow, (typeof columns)[number]>>;

const sealed = ['secret', 'pending'] as const;

@Injectable()
export class FactorStore {
  constructor(@Inject(Crypto) private readonly crypto: Crypto) {}

  async of(db: Reader, person: string): Promise<Factor | null> {
    const row = await db.first(SecondFactorRow, columns, (query) =>
      query.where('r.person = :person', { person }),
    );
    return row && this.opened(row);
  }

  /** As `of`, and nobody else tries a code of this person meanwhile. */
  async locked(tx: Tx, person: string): Promise<Factor | null> {
    const row = await tx.firstLocked(SecondFactorRow, columns, (query) =>
      query.where('r.person = :person', { person }),
    );
    return row && this.opened(row);
  }

  async change(tx: Tx, person: string, change: Partial<Omit<Factor, 'person'>>): Promise<void> {
    const set = { ...change, ...this.sealedOf(person, change) };
    const known = await tx.updateOne(SecondFactorRow, set, 'person = :person', { person });
    if (known) return;
    const fresh = { secret: null, pending: null, lastStep: 0, recovery: [], failures: 0, lockedUntil: null };
    await tx.insert(SecondFactorRow, { person, ...fresh, ...set });
  }

  /** False where there was none. */
  async drop(tx: Tx, person: string): Promise<boolean> {
    return (await tx.delete(SecondFactorRow, 'person = :person', { person })) === 1;
  }

  private sealedOf(
    person: string,
    change: Partial<Factor>,
  ): Partial<Pick<SecondFactorRow, 'secret' | 'pending'>> {
    const values = sealed.flatMap((column) => {
      const plain = change[column];
      return plain ? [[column, this.crypto.seal(placeOf(column, person), plain)]] : [];
    });
    return Object.fromEntries(values);
  }

  private opened(row: Factor): Factor {
    const open = (column: (typeof sealed)[number]): string | null =>
      row[column] === null ? null : this.crypto.open(placeOf(column, row.person), row[column]);
    return { ...row, secret: open('secret'), pending: open('pending') };
  }
}

const placeOf = (column: 'secret' | 'pending', rowId: string): Place => ({
  table: 'second_factor',
  column,
  rowId,
});
