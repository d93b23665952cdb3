import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database.js';
import { isDuplicate } from '../platform/dialect.js';
import type { Tx } from '../platform/tx.js';
import { ContentCheckRow } from './check.row.js';

/** What can be checked. */
export type CheckKind = 'text' | 'photo' | 'voice';

/** One thing that waits for WeChat's word. */
export type Waiting = Omit<ContentCheckRow, 'kind'> & { readonly kind: CheckKind };

const columns = ['id', 'kind', 'person', 'trace', 'tries', 'nextAt'] as const;

/** What waits for WeChat's word. */
@Injectable()
export class CheckStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The same thing waits once. */
  async insert(tx: Tx, waiting: Waiting): Promise<void> {
    try {
      await tx.insert(ContentCheckRow, waiting);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  async due(now: string, limit: number): Promise<Waiting[]> {
    const found = await this.database.read().all(ContentCheckRow, columns, (query) =>
      query
        .where('r.nextAt <= :now', { now: new Date(now) })
        .orderBy('r.nextAt')
        .limit(limit),
    );
    return found.map(asWaiting);
  }

  /** Takes the right to ask; false where another replica has it. */
  claim(waiting: Waiting, nextAt: string): Promise<boolean> {
    const { id, tries } = waiting;
    return this.database.write((tx) =>
      tx.updateOne(ContentCheckRow, { tries: tries + 1, nextAt }, 'id = :id AND tries = :tries', {
        id,
        tries,
      }),
    );
  }

  /** The answer will come under this trace; until then it need not be asked again. */
  async ordered(id: string, trace: string, nextAt: string): Promise<void> {
    await this.database.write((tx) => tx.update(ContentCheckRow, { trace, nextAt }, 'id = :id', { id }));
  }

  async underTrace(trace: string): Promise<Waiting | null> {
    const found = await this.database
      .read()
      .first(ContentCheckRow, columns, (query) => query.where('r.trace = :trace', { trace }));
    return found && asWaiting(found);
  }

  /** False where it had been answered before. */
  async end(tx: Tx, id: string): Promise<boolean> {
    return (await tx.delete(ContentCheckRow, 'id = :id', { id })) > 0;
  }
}

const asWaiting = (row: ContentCheckRow): Waiting => ({ ...row, kind: row.kind as CheckKind });
