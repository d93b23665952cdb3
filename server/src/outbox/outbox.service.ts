import { Inject, Injectable } from '@nestjs/common';
import type { CardKind } from '../wechat/templates.js';
import { Clock } from '../platform/clock.js';
import { Crypto } from '../platform/crypto.js';
import { isDuplicate } from '../platform/dialect.js';
import { newId } from '../platform/ids.js';
import type { Tx } from '../platform/tx.js';
import { MessageStore } from './message.store.js';
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
    @Inject(MessageStore) private readonly messages: MessageStore,
  ) {}

  /** Tells people; the same event is told to a person once. */
  async tell(tx: Tx, ...news: readonly News[]): Promise<void> {
    if (news.length === 0) return;
    try {
      await this.put(tx, news);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // The statement put nothing: one of them was told before, and the others are told by themselves.
      if (news.length > 1) for (const each of news) await this.tell(tx, each);
    }
    tx.afterCommit(() => this.bell.ring());
  }

  private async put(tx: Tx, news: readonly News[]): Promise<void> {
    const at = this.clock.iso();
    const numbered = news.map((each) => ({ id: newId(), ...each }));
    await tx.insert(
      OutboxMessageRow,
      numbered.map(({ id, event, person, card, about, urgent, pushAt }) => ({
        id,
        dedupeKey: `${event}|${person}|${card}`,
        person,
        template: card,
        payload: { about },
        state: 'new',
        urgent,
        nextAt: pushAt,
        leasedUntil: null,
        tries: 0,
        channel: null,
        lastError: null,
        createdAt: at,
        sentAt: null,
        rung: null,
        climbAt: null,
      })),
    );
    await tx.insert(
      InboxMessageRow,
      numbered.map(({ id, person, title, body, about, waiting, urgent }) => ({
        id,
        person,
        at,
        title: this.crypto.seal(wordsPlace('title', id), title.slice(0, 60)),
        body: this.crypto.seal(wordsPlace('body', id), body),
        aboutKind: about.kind,
        aboutId: about.id,
        waiting,
        urgent,
        readAt: null,
      })),
    );
  }

  /** Whoever acted on the record has read what was told of it. */
  acknowledge(tx: Tx, person: string, about: string): Promise<void> {
    return this.messages.readAbout(tx, person, about, this.clock.iso());
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
