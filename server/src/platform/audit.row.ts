import { At, Key, Long, Row, Short } from './columns.js';

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
