import { Inject, Injectable } from '@nestjs/common';
import { Audit, type StoredEvent } from './audit.js';
import { AuditHeadRow } from './audit.row.js';
import { Crypto } from './crypto.js';
import { Database } from './database.js';
import { isDuplicate } from './dialect.js';
import type { Reader } from './tx.js';

/** Events of one link; a server that comes back after days makes several. */
const BLOCK = 500;
/** A request is over within seconds: what is older than this has been committed, by every replica. */
const SETTLED_MS = 120_000;

/** One link of the chain, as it may be written down elsewhere. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

const columns = ['seq', 'upTo', 'count', 'digest', 'hash', 'erasedAt'] as const;

/** Hangs the audit log on a chain of keyed digests, a block at a time beside the writes and not in them: who has the database and not the keys can change nothing unseen. */
@Injectable()
export class AuditChain {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Crypto) private readonly crypto: Crypto,
  ) {}

  /** Adds what was written since; how many events. Of two replicas that do it at once one adds. */
  async extend(now = Date.now()): Promise<number> {
    const db = this.database.read();
    let added = 0;
    for (;;) {
      const before = await this.lastRow(db);
      const from = before?.upTo ?? '';
      const events = await this.audit.between(db, {
        from,
        before: firstIdOf(now - SETTLED_MS),
        limit: BLOCK,
      });
      const last = events.at(-1);
      if (!last) return added;
      const link = { seq: (before?.seq ?? 0) + 1, upTo: last.id, count: events.length };
      const digest = this.crypto.digest(events);
      const hash = this.hashOf(before?.hash ?? '', { ...link, digest });
      if (!(await this.put({ ...link, digest, hash, erasedAt: null }))) return added;
      added += events.length;
    }
  }

  /** The newest link; null where the log is empty. */
  async last(): Promise<AuditHead | null> {
    return this.lastRow(this.database.read());
  }

  /** Number of the first link that does not fit its events or the link before it; null where all do. With a head that was kept elsewhere, also where the log no longer reaches it or has another one there. */
  async brokenAt(kept: AuditHead | null = null): Promise<number | null> {
    const db = this.database.read();
    let before: AuditHeadRow | null = null;
    for (;;) {
      const seq: number = (before?.seq ?? 0) + 1;
      const next: AuditHeadRow | null = await db.first(AuditHeadRow, columns, (query) =>
        query.where('r.seq >= :seq', { seq }).orderBy('r.seq'),
      );
      if (!next) return kept !== null && kept.seq >= seq ? seq : null;
      if (next.seq !== seq || !(await this.fits(db, next, before))) return seq;
      if (kept?.seq === seq && kept.hash !== next.hash) return seq;
      before = next;
    }
  }

  /** Takes away whole links whose events all happened before a moment, oldest first; how many events. The chain still holds over what they were. */
  async eraseBefore(moment: string, erasedAt: string): Promise<number> {
    const db = this.database.read();
    let erased = 0;
    for (;;) {
      const link = await db.first(AuditHeadRow, columns, (query) =>
        query.where('r.erasedAt IS NULL').orderBy('r.seq'),
      );
      if (!link) return erased;
      const { seq, upTo } = link;
      const before = await db.first(AuditHeadRow, columns, (query) =>
        query.where('r.seq = :seq', { seq: seq - 1 }),
      );
      const range = { from: before?.upTo ?? '', upTo };
      if (await this.audit.reaches(db, range, moment)) return erased;
      erased += await this.database.write(async (tx) => {
        await tx.updateOne(AuditHeadRow, { erasedAt }, 'seq = :seq', { seq });
        return this.audit.erase(tx, range);
      });
    }
  }

  private async fits(db: Reader, link: AuditHeadRow, before: AuditHeadRow | null): Promise<boolean> {
    const { seq, upTo, count, digest } = link;
    if (this.hashOf(before?.hash ?? '', { seq, upTo, count, digest }) !== link.hash) return false;
    const range = { from: before?.upTo ?? '', upTo, limit: BLOCK + 1 };
    const events: StoredEvent[] = await this.audit.between(db, range);
    if (link.erasedAt !== null) return events.length === 0;
    return events.length === count && this.crypto.digest(events) === digest;
  }

  private hashOf(before: string, link: Omit<AuditHeadRow, 'hash' | 'erasedAt'>): string {
    return this.crypto.digest({ before, ...link });
  }

  private lastRow(db: Reader): Promise<AuditHeadRow | null> {
    return db.first(AuditHeadRow, columns, (query) => query.orderBy('r.seq', 'DESC'));
  }

  private async put(row: AuditHeadRow): Promise<boolean> {
    try {
      await this.database.write((tx) => tx.insert(AuditHeadRow, row));
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}

/** What every id made since that moment sorts behind. */
function firstIdOf(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-`;
}
