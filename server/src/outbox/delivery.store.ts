import { Inject, Injectable } from '@nestjs/common';
import type { CardKind } from '../wechat/templates.js';
import { Database } from '../platform/database.js';
import type { Tx } from '../platform/tx.js';
import { OutboxMessageRow } from './outbox.row.js';

/** A message that this process has leased and must deliver. */
export interface Delivery {
  readonly id: string;
  readonly person: string;
  readonly card: CardKind;
  readonly about: { readonly kind: string; readonly id: string | null };
  readonly urgent: boolean;
  readonly tries: number;
  readonly createdAt: string;
}

/** How a delivery ended: where it went, or why it did not. */
export interface Outcome {
  readonly state: 'sent' | 'new' | 'inboxOnly' | 'parked' | 'unknown';
  readonly channel: string | null;
  readonly error: string | null;
  readonly nextAt: string;
}

const columns = ['id', 'person', 'template', 'payload', 'urgent', 'tries', 'createdAt'] as const;

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
    return due.filter(({ id }) => mine.includes(id)).map(deliveryOf);
  }

  async finish(
    ids: readonly string[],
    tries: number,
    { state, channel, error, nextAt }: Outcome,
    at: string,
  ): Promise<void> {
    const sentAt = state === 'sent' ? at : null;
    const lastError = error?.slice(0, 120) ?? null;
    const end = { state, channel, lastError, nextAt, tries, leasedUntil: null, sentAt };
    await this.database.write((tx) => tx.update(OutboxMessageRow, end, 'id IN (:...ids)', { ids }));
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

function deliveryOf({
  template,
  payload,
  ...row
}: Pick<OutboxMessageRow, (typeof columns)[number]>): Delivery {
  return { ...row, card: template as CardKind, about: (payload as { about: Delivery['about'] }).about };
}
