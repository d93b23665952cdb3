import { Inject, Injectable } from '@nestjs/common';
import type { CardKind } from '../wechat/templates.js';
import { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { Reader, Tx } from '../platform/tx.js';
import { InboxMessageRow, OutboxMessageRow, OutboxSentRow } from './outbox.row.js';

/** How far a message has climbed; null while WeChat is asked. */
export type Rung = 'sms' | 'call' | null;

/** A message that this process has leased and must deliver. */
export interface Delivery {
  readonly id: string;
  readonly person: string;
  readonly card: CardKind;
  readonly about: { readonly kind: string; readonly id: string | null };
  readonly urgent: boolean;
  readonly tries: number;
  readonly createdAt: string;
  readonly rung: Rung;
  /** The end of the lease, by which it is known as this process's. */
  readonly lease: string;
}

/** How a delivery ended: where it went, or why it did not, and when the next rung is taken unless somebody reads it. */
export interface Outcome {
  readonly state: 'sent' | 'new' | 'inboxOnly' | 'parked' | 'unknown' | 'read';
  readonly rung: Rung;
  readonly tries: number;
  readonly channel: string | null;
  readonly error: string | null;
  readonly nextAt: string;
  readonly climbAt: string | null;
}

const columns = ['id', 'person', 'template', 'payload', 'urgent', 'tries', 'createdAt', 'rung'] as const;

class Contended extends Error {}

/** The outbox as the dispatcher sees it: leases, so that two replicas never send the same. */
@Injectable()
export class DeliveryStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Leases what is due, urgent first; one lease wins. */
  async claim(now: string, until: string, limit: number): Promise<Delivery[]> {
    const waiting = `state = 'new' AND next_at <= :now AND (leased_until IS NULL OR leased_until < :now)`;
    const fits = `${waiting} ORDER BY urgent DESC, next_at LIMIT ${limit}`;
    const due = await this.database.read().where(OutboxMessageRow, columns, fits, { now: new Date(now) });
    if (due.length === 0) return [];
    const ids = due.map(({ id }) => id);
    const mine = (await this.leaseAll(ids, now, until)) ? ids : await this.leaseEach(ids, now, until);
    return due.filter(({ id }) => mine.includes(id)).map((row) => deliveryOf(row, until));
  }

  /** Writes how each ended, and what has to happen with it in the same transaction; nothing where its lease ran out meanwhile and somebody else has it. */
  async finish(
    group: readonly Delivery[],
    outcome: (delivery: Delivery) => Outcome,
    at: string,
    along: (tx: Tx) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await this.database.write(async (tx) => {
      for (const each of group) if (await this.end(tx, each, outcome(each), at)) await along(tx);
    });
  }

  private async end(tx: Tx, { id, lease }: Delivery, outcome: Outcome, at: string): Promise<boolean> {
    const { error, ...ended } = outcome;
    const isOut = ended.state === 'sent' || ended.state === 'unknown';
    const isMine = await tx.updateOne(
      OutboxMessageRow,
      { ...ended, lastError: error?.slice(0, 120) ?? null, leasedUntil: null, ...(isOut && { sentAt: at }) },
      'id = :id AND leased_until = :lease',
      { id, lease: new Date(lease) },
    );
    if (isMine && isOut && ended.channel !== null) {
      const isSure = ended.state === 'sent';
      await tx.insert(OutboxSentRow, { id: newId(), message: id, channel: ended.channel, at, isSure });
    }
    return isMine;
  }

  /** Takes the next rung with what nobody has read in time; once, on however many replicas it runs. */
  async climb(now: string, above: (rung: Rung) => Rung | undefined, limit: number): Promise<void> {
    const due = await this.database.read().all(OutboxMessageRow, ['id', 'rung'], (query) =>
      query
        .where('r.climbAt <= :now', { now: new Date(now) })
        .orderBy('r.climbAt')
        .limit(limit),
    );
    if (due.length === 0) return;
    await this.database.write(async (tx) => {
      for (const { id, rung } of due) {
        const next = (await this.isAwaited(id, tx)) ? above(rung as Rung) : undefined;
        const change = next === undefined ? {} : { state: 'new', rung: next, nextAt: now, tries: 0 };
        await tx.updateOne(OutboxMessageRow, { ...change, climbAt: null }, 'id = :id AND climb_at <= :now', {
          id,
          now: new Date(now),
        });
      }
    });
  }

  /** Nobody has read it, and it still asks something of its reader. */
  async isAwaited(id: string, db: Reader = this.database.read()): Promise<boolean> {
    const waiting = await db.count(InboxMessageRow, (query) =>
      query.where('r.id = :id AND r.readAt IS NULL AND r.waiting = :yes', { id, yes: true }),
    );
    return waiting > 0;
  }

  /** How much went out that way since, or may have. */
  sentBy(channel: string, since: string): Promise<number> {
    return this.database
      .read()
      .count(OutboxSentRow, (query) =>
        query.where('r.channel = :channel AND r.at >= :since', { channel, since: new Date(since) }),
      );
  }

  /** WeChat tells late what became of a person's oldest card whose answer never came: it is sent, or goes out again. False where no such card is known. */
  async settle(tx: Tx, person: string, { arrived, at }: { arrived: boolean; at: string }): Promise<boolean> {
    const oldest = await tx.first(OutboxMessageRow, ['nextAt'], (query) =>
      query
        .where(`r.person = :person AND r.state = 'unknown' AND r.lastError LIKE 'subscribe%'`, { person })
        .orderBy('r.nextAt'),
    );
    if (!oldest) return false;
    const outcome = arrived
      ? { state: 'sent', channel: 'subscribe', lastError: null, sentAt: at }
      : { state: 'new', nextAt: at };
    // One card may have told of several messages.
    const known = await tx.update(
      OutboxMessageRow,
      outcome,
      `person = :person AND state = 'unknown' AND next_at = :nextAt`,
      { person, nextAt: new Date(oldest.nextAt) },
    );
    return known > 0;
  }

  /** Messages that nobody could be reached with: a person looks at them. */
  parked(): Promise<number> {
    return this.database
      .read()
      .count(OutboxMessageRow, (query) => query.where(`r.state IN ('parked', 'unknown')`));
  }

  // Nobody else at them is the rule, and one statement finds it out; undone where somebody had one.
  private async leaseAll(ids: readonly string[], now: string, until: string): Promise<boolean> {
    const all = async (tx: Tx): Promise<void> => {
      if ((await this.lease(tx, ids, now, until)) < ids.length) throw new Contended();
    };
    return this.database.write(all).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Contended) return false;
        throw error;
      },
    );
  }

  private leaseEach(ids: readonly string[], now: string, until: string): Promise<string[]> {
    return this.database.write(async (tx) => {
      const mine: string[] = [];
      for (const id of ids) if ((await this.lease(tx, [id], now, until)) === 1) mine.push(id);
      return mine;
    });
  }

  private lease(tx: Tx, ids: readonly string[], now: string, until: string): Promise<number> {
    const free = `id IN (:...ids) AND state = 'new' AND (leased_until IS NULL OR leased_until < :now)`;
    return tx.update(OutboxMessageRow, { leasedUntil: until }, free, { ids, now: new Date(now) });
  }
}

function deliveryOf(
  { template, payload, rung, ...row }: Pick<OutboxMessageRow, (typeof columns)[number]>,
  lease: string,
): Delivery {
  return {
    ...row,
    card: template as CardKind,
    about: (payload as { about: Delivery['about'] }).about,
    rung: rung as Rung,
    lease,
  };
}
