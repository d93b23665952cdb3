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
  index: [
    ['state', 'nextAt'],
    ['person', 'createdAt'],
  ],
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
}
