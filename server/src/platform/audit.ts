import { Inject, Injectable } from '@nestjs/common';
import { AuditEventRow } from './audit.row.js';
import { Clock } from './clock.js';
import { Crypto, type Place } from './crypto.js';
import { newId } from './ids.js';
import { currentRequestId } from './request.js';
import type { Reader, Tx } from './tx.js';

/** One thing that somebody did or saw. */
export interface AuditEvent {
  /** A person's id, or `system`. */
  readonly actor: string;
  /** The role in which, or `party`, `system`. */
  readonly role: string;
  /** What was done, such as `phone.revealed`. */
  readonly what: string;
  readonly object: { readonly kind: string; readonly id: string };
  readonly reason: string | null;
}

/** An event as it was kept. */
export type KeptEvent = AuditEvent & { readonly at: string };

/** An event with everything that was kept of it. */
export type StoredEvent = Omit<AuditEventRow, 'reason'> & { readonly reason: string | null };

const columns = [
  'id',
  'at',
  'actor',
  'role',
  'what',
  'objectKind',
  'objectId',
  'reason',
  'requestId',
] as const;

const place = (rowId: string): Place => ({ table: 'audit_event', column: 'reason', rowId });

/** The audit log: written in the transaction of what it tells, so that neither stands without the other. */
@Injectable()
export class Audit {
  constructor(
    @Inject(Crypto) private readonly crypto: Crypto,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async record(tx: Tx, { actor, role, what, object, reason }: AuditEvent): Promise<void> {
    const id = newId();
    await tx.insert(AuditEventRow, {
      id,
      at: this.clock.iso(),
      actor,
      role,
      what,
      objectKind: object.kind,
      objectId: object.id,
      reason: reason === null ? null : this.crypto.seal(place(id), reason),
      requestId: currentRequestId(),
    });
  }

  /** Whether somebody did that to the object since a moment: a look is kept once a day. */
  async has(
    db: Reader,
    { actor, what, object }: Pick<AuditEvent, 'actor' | 'what' | 'object'>,
    since: string,
  ): Promise<boolean> {
    const found = await db.count(AuditEventRow, (query) =>
      query
        .where('r.objectKind = :kind AND r.objectId = :id AND r.at >= :since', {
          ...object,
          since: new Date(since),
        })
        .andWhere('r.actor = :actor AND r.what = :what', { actor, what }),
    );
    return found > 0;
  }

  /** Events in the order of their ids, behind one and up to another, or before what an id begins with. */
  async between(
    db: Reader,
    { from, upTo, before, limit }: { from: string; upTo?: string; before?: string; limit: number },
  ): Promise<StoredEvent[]> {
    const found = await db.all(AuditEventRow, columns, (query) => {
      query.where('r.id > :from', { from }).orderBy('r.id').limit(limit);
      if (upTo !== undefined) query.andWhere('r.id <= :upTo', { upTo });
      if (before !== undefined) query.andWhere('r.id < :before', { before });
    });
    return found.map((row) => ({
      ...row,
      reason: row.reason === null ? null : this.opened(row.id, row.reason),
    }));
  }

  /** Whether something of a range of ids happened at a moment or later. */
  async reaches(
    db: Reader,
    range: { readonly from: string; readonly upTo: string },
    moment: string,
  ): Promise<boolean> {
    const found = await db.count(AuditEventRow, (query) =>
      query.where('r.id > :from AND r.id <= :upTo AND r.at >= :moment', {
        ...range,
        moment: new Date(moment),
      }),
    );
    return found > 0;
  }

  /** Takes a range of ids away; how many there were. */
  erase(tx: Tx, range: { readonly from: string; readonly upTo: string }): Promise<number> {
    return tx.delete(AuditEventRow, 'id > :from AND id <= :upTo', { ...range });
  }

  // A reason that does not open was changed: it is none that anybody gave.
  private opened(id: string, reason: string): string {
    try {
      return this.crypto.open(place(id), reason);
    } catch {
      return '\0';
    }
  }

  /** What happened to one object, newest first. */
  async about(db: Reader, { kind, id }: AuditEvent['object'], limit: number): Promise<KeptEvent[]> {
    const found = await db.all(AuditEventRow, ['id', 'at', 'actor', 'role', 'what', 'reason'], (query) =>
      query
        .where('r.objectKind = :kind AND r.objectId = :id', { kind, id })
        .orderBy('r.at', 'DESC')
        .addOrderBy('r.id', 'DESC')
        .limit(limit),
    );
    return found.map((row) => ({
      at: row.at,
      actor: row.actor,
      role: row.role,
      what: row.what,
      object: { kind, id },
      reason: row.reason === null ? null : this.crypto.open(place(row.id), row.reason),
    }));
  }
}
