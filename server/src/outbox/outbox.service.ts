import { Inject, Injectable } from '@nestjs/common';
import type { CardKind } from '../wechat/templates.js';
import { Clock } from '../platform/clock.js';
import { Crypto } from '../platform/crypto.js';
import { isDuplicate } from '../platform/dialect.js';
import { newId } from '../platform/ids.js';
import type { Tx } from '../platform/tx.js';
import { wordsPlace } from './outbox.model.js';
import { InboxMessageRow, OutboxMessageRow } from './outbox.row.js';

/** One piece of news for one person: read in the inbox, and echoed outside by a card that says only that there is something. */
export interface News {
  readonly person: string;
  /** The event it tells of; with the person it is told once. */
  readonly event: string;
  readonly title: string;
  readonly body: string;
  readonly about: { readonly kind: 'case' | 'notice' | 'leave' | 'none'; readonly id: string | null };
  readonly card: CardKind;
  readonly waiting: boolean;
  readonly urgent: boolean;
  /** When it may be pushed: the quiet hours are over, unless it is urgent. */
  readonly pushAt: string;
}

/** Wakes whoever delivers, once what is to be delivered is committed. */
@Injectable()
export class OutboxBell {
  private readonly listeners: (() => void)[] = [];

  onRing(listener: () => void): void {
    this.listeners.push(listener);
  }

  ring(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Puts news into the inbox and into the outbox, in the transaction that made it. */
@Injectable()
export class Outbox {
  constructor(
    @Inject(Crypto) private readonly crypto: Crypto,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(OutboxBell) private readonly bell: OutboxBell,
  ) {}

  /** Tells one person; the same event is told to a person once. */
  async tell(tx: Tx, news: News): Promise<void> {
    const id = newId();
    const at = this.clock.iso();
    try {
      await tx.insert(OutboxMessageRow, {
        id,
        dedupeKey: `${news.event}|${news.person}|${news.card}`,
        person: news.person,
        template: news.card,
        payload: { about: news.about },
        state: 'new',
        urgent: news.urgent,
        nextAt: news.pushAt,
        leasedUntil: null,
        tries: 0,
        channel: null,
        lastError: null,
        createdAt: at,
        sentAt: null,
      });
    } catch (error) {
      if (isDuplicate(error)) return;
      throw error;
    }
    await tx.insert(InboxMessageRow, {
      id,
      person: news.person,
      at,
      title: this.crypto.seal(wordsPlace('title', id), news.title.slice(0, 60)),
      body: this.crypto.seal(wordsPlace('body', id), news.body),
      aboutKind: news.about.kind,
      aboutId: news.about.id,
      waiting: news.waiting,
      urgent: news.urgent,
      readAt: null,
    });
    tx.afterCommit(() => this.bell.ring());
  }

  /** What a record asked of people is done: their messages about it stop waiting, but for those who still have to act. */
  async settle(tx: Tx, about: string, stillAsked: readonly string[]): Promise<void> {
    const others = stillAsked.length === 0 ? '' : ' AND person NOT IN (:...stillAsked)';
    await tx.update(InboxMessageRow, { waiting: false }, `about_id = :about AND waiting = :yes${others}`, {
      about,
      yes: true,
      stillAsked,
    });
  }
}
