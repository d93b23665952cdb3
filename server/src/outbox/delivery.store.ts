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

/** The outbox as the dispatcher sees it: leases, so that two replicas never send the same. */
@Injectable()
export class DeliveryStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Leases what is due, urgent first; one lease wins. */
  async claim(now: string, until: string, limit: number): Promise<Delivery[]> {
    const due = await this.database.read().all(OutboxMessageRow, columns, (query) =>
      query
        .where(`r.state = 'new' AND r.nextAt <= :now AND (r.leasedUntil IS NULL OR r.leasedUntil < :now)`, {
          now: new Date(now),
        })
        .orderBy('r.urgent', 'DESC')
        .addOrderBy('r.nextAt')
        .limit(limit),
    );
    if (due.length === 0) return [];
    return this.database.write(async (tx) => {
      const mine: Delivery[] = [];
      for (const row of due) if (await this.lease(tx, row.id, now, until)) mine.push(deliveryOf(row));
      return mine;
    });
  }

  async finish(
    ids: readonly string[],
    tries: number,
    { state, channel, error, nextAt }: Outcome,
    at: string,
  ): Promise<void> {
    await this.database.write(async (tx) => {
      for (const id of ids) {
        const sentAt = state === 'sent' ? at : null;
        await tx.update(
          OutboxMessageRow,
          {
            state,
            channel,
            lastError: error?.slice(0, 120) ?? null,
            nextAt,
            tries,
            leasedUntil: null,
            sentAt,
          },
          'id = :id',
          { id },
        );
      }
    });
  }

  /** Messages that nobody could be reached with: a person looks at them. */
  parked(): Promise<number> {
    return this.database
      .read()
      .count(OutboxMessageRow, (query) => query.where(`r.state IN ('parked', 'unknown')`));
  }

  private lease(tx: Tx, id: string, now: string, until: string): Promise<boolean> {
    const free = `id = :id AND state = 'new' AND (leased_until IS NULL OR leased_until < :now)`;
    return tx.updateOne(OutboxMessageRow, { leasedUntil: until }, free, { id, now: new Date(now) });
  }
}

function deliveryOf({
  template,
  payload,
  ...row
}: Pick<OutboxMessageRow, (typeof columns)[number]>): Delivery {
  return { ...row, card: template as CardKind, about: (payload as { about: Delivery['about'] }).about };
}
