import { Injectable } from '@nestjs/common';
import { HouseKeyRow } from './key.row.js';
import { isDuplicate } from '../platform/dialect.js';
import type { Reader, Tx } from '../platform/tx.js';

/** The keys that this database was written with. */
@Injectable()
export class KeyStore {
  all(db: Reader): Promise<HouseKeyRow[]> {
    return db.all(HouseKeyRow, ['id', 'proof'], (query) => query.orderBy('r.id'));
  }

  /** Remembers those that are new. */
  async add(tx: Tx, proofs: ReadonlyMap<string, string>): Promise<void> {
    const known = new Set((await this.all(tx)).map(({ id }) => id));
    const fresh = [...proofs].filter(([id]) => !known.has(id)).map(([id, proof]) => ({ id, proof }));
    try {
      await tx.insert(HouseKeyRow, fresh);
    } catch (error) {
      // Another replica that starts in the same moment has done it.
      if (!isDuplicate(error)) throw error;
    }
  }

  async drop(tx: Tx, id: string): Promise<void> {
    await tx.delete(HouseKeyRow, 'id = :id', { id });
  }
}
