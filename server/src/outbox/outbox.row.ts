import { At, Flag, Json, Key, Long, Row, Short, Whole } from '../platform/columns.js';

/** A message in somebody's inbox: the first channel, and the truth of what was said. */
@Row('inbox_message', {
  index: [
    ['person', 'at', 'id'],
    ['person', 'readAt'],
    ['aboutId', 'waiting'],
  ],
})
export class InboxMessageRow {
  @Key() id!: string;
  @Short(36) person!: string;
  @At() at!: string;
  /** Both sealed: what was told of a case. */
  @Long() title!: string;
  @Long() body!: string;
  @Short(8) aboutKind!: string;
  @Short(36, { nullable: true }) aboutId!: string | null;
  @Flag() waiting!: boolean;
  @Flag() urgent!: boolean;
  @At({ nullable: true }) readAt!: string | null;
}

/** Something that must leave the house, written in the transaction that caused it. */
@Row('outbox_message', {
  unique: [['dedupeKey']],
  index: [['state', 'nextAt'], ['person', 'createdAt'], ['climbAt']],
})
export class OutboxMessageRow {
  @Key() id!: string;
  /** Event, recipient and template: the same news is never sent twice. */
  @Short(160) dedupeKey!: string;
  @Short(36) person!: string;
  @Short(40) template!: string;
  /** Ids only; the words come from the template. */
  @Json() payload!: unknown;
  @Short(10) state!: string;
  @Flag() urgent!: boolean;
  @At() nextAt!: string;
  @At({ nullable: true }) leasedUntil!: string | null;
  @Whole() tries!: number;
  @Short(20, { nullable: true }) channel!: string | null;
  @Short(120, { nullable: true }) lastError!: string | null;
  @At() createdAt!: string;
  @At({ nullable: true }) sentAt!: string | null;
  /** Empty while WeChat is asked; then short messages, then a person who calls. */
  @Short(8, { nullable: true }) rung!: string | null;
  /** The next rung is taken then, unless it was read. */
  @At({ nullable: true }) climbAt!: string | null;
}

/** What left the house and by which way, or may have: how much was sent in a day, and why somebody did or did not get it. */
@Row('outbox_sent', { index: [['channel', 'at'], ['message']] })
export class OutboxSentRow {
  @Key() id!: string;
  @Short(36) message!: string;
  @Short(20) channel!: string;
  @At() at!: string;
  /** False where no answer came. */
  @Flag() isSure!: boolean;
}
