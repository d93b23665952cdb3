import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database.js';
import type { Tx } from '../platform/tx.js';
import { SessionRow } from './person.row.js';

const columns = ['tokenHash', 'person', 'expiresAt', 'idleAt'] as const;

@Injectable()
export class SessionStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(tokenHash: string): Promise<SessionRow | null> {
    const fits = 'token_hash = :tokenHash';
    const [found] = await this.database.read().where(SessionRow, columns, fits, { tokenHash });
    return found ?? null;
  }

  async has(person: string, now: string): Promise<boolean> {
    const found = await this.database.read().first(SessionRow, ['person'], (query) =>
      query.where('r.person = :person AND r.expiresAt > :now AND r.idleAt > :now', {
        person,
        now: new Date(now),
      }),
    );
    return found !== null;
  }

  async insert(tx: Tx, session: SessionRow): Promise<void> {
    await tx.insert(SessionRow, session);
  }

  async keepAwake(tx: Tx, tokenHash: string, idleAt: string): Promise<void> {
    await tx.updateOne(SessionRow, { idleAt }, 'token_hash = :tokenHash', { tokenHash });
  }

  async end(tx: Tx, tokenHash: string): Promise<void> {
    await tx.delete(SessionRow, 'token_hash = :tokenHash', { tokenHash });
  }

  async handTo(tx: Tx, tokenHash: string, change: Omit<SessionRow, 'tokenHash'>): Promise<void> {
    await tx.updateOne(SessionRow, change, 'token_hash = :tokenHash', { tokenHash });
  }

  /** Those that are over are of no use to anybody. */
  async sweep(tx: Tx, person: string, now: string): Promise<void> {
    await tx.delete(SessionRow, 'person = :person AND (expires_at < :now OR idle_at < :now)', {
      person,
      now: new Date(now),
    });
  }
}
