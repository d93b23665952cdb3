import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database.js';
import type { Tx } from '../platform/tx.js';
import { SessionRow } from './person.row.js';

@Injectable()
export class SessionStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  find(tokenHash: string): Promise<SessionRow | null> {
    return this.database
      .read()
      .first(SessionRow, ['tokenHash', 'person', 'expiresAt', 'idleAt'], (query) =>
        query.where('r.tokenHash = :tokenHash', { tokenHash }),
      );
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
