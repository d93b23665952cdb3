import { Inject, Injectable } from '@nestjs/common';
import type { Message } from '@songtao/shared/api/registry.js';
import { Crypto } from '../platform/crypto.js';
import type { Reader, Tx } from '../platform/tx.js';
import { InboxMessageRow } from './outbox.row.js';
import { wordsPlace } from './outbox.model.js';

const columns = ['id', 'at', 'title', 'body', 'aboutKind', 'aboutId', 'waiting', 'urgent', 'readAt'] as const;

/** Everybody's own inbox. */
@Injectable()
export class MessageStore {
  constructor(@Inject(Crypto) private readonly crypto: Crypto) {}

  /** One person's messages, newest first, before the one whose id is given. */
  async page(
    db: Reader,
    person: string,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<{ items: Message[]; next: string | null }> {
    const rows = await db.all(InboxMessageRow, columns, (query) => {
      query.where('r.person = :person', { person });
      const [at = '', id = ''] = after?.split('~') ?? [];
      if (after)
        query.andWhere('(r.at < :at OR (r.at = :at AND r.id < :id))', {
          at: new Date(Date.parse(at) || 0),
          id,
        });
      query
        .orderBy('r.at', 'DESC')
        .addOrderBy('r.id', 'DESC')
        .limit(limit + 1);
    });
    const items = rows.slice(0, limit).map((row) => this.messageOf(row));
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? `${last.at}~${last.id}` : null };
  }

  async counts(db: Reader, person: string): Promise<{ unread: number; waiting: number }> {
    const unread = await db.count(InboxMessageRow, (query) =>
      query.where('r.person = :person AND r.readAt IS NULL', { person }),
    );
    const waiting = await db.count(InboxMessageRow, (query) =>
      query.where('r.person = :person AND r.readAt IS NULL AND r.waiting = :yes', { person, yes: true }),
    );
    return { unread, waiting };
  }

  async read(tx: Tx, person: string, ids: readonly string[], at: string): Promise<void> {
    await tx.update(
      InboxMessageRow,
      { readAt: at },
      'person = :person AND id IN (:...ids) AND read_at IS NULL',
      { person, ids },
    );
  }

  /** Whoever opened the record has read what was told of it: no other channel is tried. */
  async readAbout(tx: Tx, person: string, about: string, at: string): Promise<void> {
    await tx.update(
      InboxMessageRow,
      { readAt: at },
      'person = :person AND about_id = :about AND read_at IS NULL',
      { person, about },
    );
  }

  private messageOf({
    title,
    body,
    aboutKind,
    aboutId,
    ...row
  }: Pick<InboxMessageRow, (typeof columns)[number]>): Message {
    const kind = aboutKind as Message['about']['kind'];
    return {
      ...row,
      title: this.crypto.open(wordsPlace('title', row.id), title),
      body: this.crypto.open(wordsPlace('body', row.id), body),
      about: { kind, id: aboutId },
    };
  }
}
