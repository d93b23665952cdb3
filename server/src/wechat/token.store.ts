import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database.js';
import { isDuplicate } from '../platform/dialect.js';
import { WeChatTokenRow } from './token.row.js';

/** The token as it lies in the database; `expiresAt` in milliseconds, 0 for one that must not be used. */
export interface KeptToken {
  readonly token: string;
  readonly expiresAt: number;
  readonly version: number;
}

/** Every change is guarded by the version that its maker has seen, so that a late one does nothing. */
@Injectable()
export class TokenStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  async getToken(appid: string): Promise<KeptToken> {
    return (await this.find(appid)) ?? this.start(appid);
  }

  /** Takes the right to fetch the next token; false while another holds it, or has already fetched. */
  lease(appid: string, version: number, now: number, forMs: number): Promise<boolean> {
    return this.database.write((tx) =>
      tx.updateOne(
        WeChatTokenRow,
        { leasedUntil: String(now + forMs) },
        'appid = :appid AND version = :version AND leased_until <= :now',
        { appid, version, now },
      ),
    );
  }

  async save(appid: string, version: number, next: Pick<KeptToken, 'token' | 'expiresAt'>): Promise<void> {
    const { token, expiresAt } = next;
    await this.change(appid, version, {
      token,
      expiresAt: String(expiresAt),
      version: version + 1,
      leasedUntil: '0',
    });
  }

  async release(appid: string, version: number): Promise<void> {
    await this.change(appid, version, { leasedUntil: '0' });
  }

  async expire(appid: string, version: number): Promise<void> {
    await this.change(appid, version, { expiresAt: '0' });
  }

  private async find(appid: string): Promise<KeptToken | null> {
    const row = await this.database
      .read()
      .first(WeChatTokenRow, ['token', 'expiresAt', 'version'], (query) =>
        query.where('r.appid = :appid', { appid }),
      );
    return row && { token: row.token, expiresAt: Number(row.expiresAt), version: row.version };
  }

  private async start(appid: string): Promise<KeptToken> {
    const row = { appid, token: '', expiresAt: '0', version: 0, leasedUntil: '0' };
    try {
      await this.database.write((tx) => tx.insert(WeChatTokenRow, row));
    } catch (error) {
      // Another replica started at the same moment.
      if (!isDuplicate(error)) throw error;
    }
    return this.getToken(appid);
  }

  private change(appid: string, version: number, set: Partial<WeChatTokenRow>): Promise<boolean> {
    const guard = 'appid = :appid AND version = :version';
    return this.database.write((tx) => tx.updateOne(WeChatTokenRow, set, guard, { appid, version }));
  }
}
