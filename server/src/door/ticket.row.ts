import { At, Json, Key, Long, Row, Short } from '../platform/columns.js';

/** A browser that asks to be let in; good for two minutes and once. */
@Row('sign_in_ticket', { index: [['expiresAt']] })
export class TicketRow {
  @Key() id!: string;
  /** Of the secret that the browser alone has. */
  @Short(43) secretHash!: string;
  /** Stands on the browser's page. */
  @Short(2) number!: string;
  /** That one among others, as the phone shows them. */
  @Json() numbers!: string[];
  @Short(40) device!: string;
  /** Sealed. */
  @Long() address!: string;
  /** asked, letIn, refused or fetched. */
  @Short(8) state!: string;
  /** The session of the phone that let it in. */
  @Short(43, { nullable: true }) bySession!: string | null;
  @At() drawnAt!: string;
  @At() expiresAt!: string;
}
