import { Injectable } from '@nestjs/common';
import { isDuplicate } from '../platform/dialect.js';
import type { Reader, Tx } from '../platform/tx.js';
import { NightJobRow } from './night.row.js';

const columns = ['job', 'day', 'doneAt', 'done', 'remaining', 'found'] as const;

/** What the jobs of the night did. */
@Injectable()
export class NightStore {
  /** Takes a job for a day; false where somebody has it already. */
  async take(tx: Tx, job: string, day: string): Promise<boolean> {
    if (await tx.updateOne(NightJobRow, { day }, 'job = :job AND day < :day', { job, day })) return true;
    try {
      await tx.insert(NightJobRow, { job, day, doneAt: null, done: 0, remaining: 0, found: null });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async put(
    tx: Tx,
    job: string,
    result: Pick<NightJobRow, 'doneAt' | 'done' | 'remaining' | 'found'>,
  ): Promise<void> {
    await tx.updateOne(NightJobRow, result, 'job = :job', { job });
  }

  all(db: Reader): Promise<NightJobRow[]> {
    return db.all(NightJobRow, columns, (query) => query.orderBy('r.job'));
  }
}
