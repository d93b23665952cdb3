import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database.js';
import type { Tx } from '../platform/tx.js';
import { SessionRow } from './person.row.js';

const columns = ['tokenHash', 'person', 'expiresAt', 'idleAt', 'door'] as const;

@Injectable()
export class SessionStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(tokenHash: string): Promise<Pick<SessionRow, (typeof columns)[number]> | null> {
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

  /** Whose it is, and until when its second factor counts as shown. */
  factorOf(tokenHash: string): Promise<Pick<SessionRow, 'person' | 'expiresAt' | 'steppedUpUntil'> | null> {
    return this.database
      .read()
      .first(SessionRow, ['person', 'expiresAt', 'steppedUpUntil'], (query) =>
        query.where('r.tokenHash = :tokenHash', { tokenHash }),
      );
  }

  /** Those of a person that are not over, the latest first. */
  openOf(
    person: string,
    now: string,
  ): Promise<Pick<SessionRow, 'tokenHash' | 'door' | 'device' | 'openedAt'>[]> {
    return this.database.read().all(SessionRow, ['tokenHash', 'door', 'device', 'openedAt'], (query) =>
      query
        .where('r.person = :person AND r.expiresAt > :now AND r.idleAt > :now', {
          person,
          now: new Date(now),
        })
        .orderBy('r.openedAt', 'DESC'),
    );
  }

  async insert(tx: Tx, session: SessionRow): Promise<void> {
    await tx.insert(SessionRow, session);
  }

  async keepAwake(tx: Tx, tokenHash: string, idleAt: string): Promise<void> {
    await tx.updateOne(SessionRow, { idleAt }, 'token_hash = :tokenHash', { tokenHash });
  }

  async stepUp(tx: Tx, tokenHash: string, steppedUpUntil: string): Promise<void> {
    await tx.updateOne(SessionRow, { steppedUpUntil }, 'token_hash = :tokenHash', { tokenHash });
  }

  async end(tx: Tx, tokenHash: string): Promise<void> {
    await tx.delete(SessionRow, 'token_hash = :tokenHash', { tokenHash });
  }

  /** False where it is not this person's. */
  async endOf(tx: Tx, person: string, tokenHash: string): Promise<boolean> {
    const ended = await tx.delete(SessionRow, 'person = :person AND token_hash = :tokenHash', {
      person,
      tokenHash,
    });
    return ended === 1;
  }

  async endAll(tx: Tx, person: string): Promise<void> {
    await tx.delete(SessionRow, 'person = :person', { person });
  }

  async handTo(
    tx: Tx,
    tokenHash: string,
    change: Pick<SessionRow, 'person' | 'expiresAt' | 'idleAt'>,
  ): Promise<void> {
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
