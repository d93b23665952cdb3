import { At, Key, Long, Row, Short } from './columns.js';

/** One write that a client asked for, with the answer it got; kept for ever. */
@Row('write_request', { unique: [['actor', 'requestId']] })
export class WriteRequestRow {
  @Key() id!: string;
  @Short(64) actor!: string;
  @Short(64) requestId!: string;
  @Short(64) bodyHash!: string;
  /** Sealed, for it may hold whatever an answer may hold; null inside the transaction that makes it, and again once it has been kept long enough. */
  @Long({ nullable: true }) answer!: string | null;
  @At() at!: string;
}
