import { PrimaryColumn } from 'typeorm';
import { At, Key, Long, Row, Short, Whole } from './columns.js';

/** Who did or saw what. Appended only. */
@Row('audit_event', {
  index: [
    ['objectKind', 'objectId', 'at'],
    ['actor', 'at'],
  ],
})
export class AuditEventRow {
  @Key() id!: string;
  @At() at!: string;
  @Short(64) actor!: string;
  @Short(32) role!: string;
  @Short(64) what!: string;
  @Short(32) objectKind!: string;
  @Short(64) objectId!: string;
  /** Sealed: a reason is free text and may speak of people. */
  @Long({ nullable: true }) reason!: string | null;
  @Short(64, { nullable: true }) requestId!: string | null;
}

/** The audit log from the row before it up to one row, as a digest hung on the one before. */
@Row('audit_head')
export class AuditHeadRow {
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  /** Id of its last event. */
  @Short(36) upTo!: string;
  /** How many events it covers. */
  @Whole() count!: number;
  /** Over its events; what is left of them when their time is over. */
  @Short(43) digest!: string;
  @Short(43) hash!: string;
  /** When its events were erased for their age. */
  @At({ nullable: true }) erasedAt!: string | null;
}
