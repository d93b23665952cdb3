import { At, Flag, Key, Long, Refers, Row, Short } from '../platform/columns.js';

/** Somebody with an account, villager or staff. */
@Row('person', { unique: [['openidIndex']], index: [['phoneIndex']] })
export class PersonRow {
  @Key() id!: string;
  /** Empty until somebody who knows has said it. */
  @Short(40) name!: string;
  @Short(43, { nullable: true }) openidIndex!: string | null;
  @Long({ nullable: true }) openid!: string | null;
  @Long({ nullable: true }) phone!: string | null;
  @Short(43, { nullable: true }) phoneIndex!: string | null;
  /** Null follows the font scale of WeChat. */
  @Flag({ nullable: true }) elder!: boolean | null;
  @Flag() readAtOnce!: boolean;
  /** Of the household once confirmed; before that, what the person said. */
  @Short(12, { nullable: true }) village!: string | null;
  @At() at!: string;
}

/** One signed-in phone. */
@Row('session', { index: [['person']] })
export class SessionRow {
  @Key(43) tokenHash!: string;
  @Refers('session', () => PersonRow)
  @Short(36)
  person!: string;
  @At() expiresAt!: string;
  /** Over at this moment unless it is used before. */
  @At() idleAt!: string;
  /** `phone` or `browser`; null for those that began before it was kept. */
  @Short(8, { nullable: true }) door!: string | null;
  /** What it runs on, as it said itself. */
  @Short(40, { nullable: true }) device!: string | null;
  @At({ nullable: true }) openedAt!: string | null;
  /** Until then the second factor counts as shown. */
  @At({ nullable: true }) steppedUpUntil!: string | null;
}

/** What was said to the consent: the latest row counts. */
@Row('consent', { index: [['person', 'at']] })
export class ConsentRow {
  @Key() id!: string;
  @Refers('consent', () => PersonRow)
  @Short(36)
  person!: string;
  @Short(16) version!: string;
  @Flag() given!: boolean;
  @At() at!: string;
}

/** A number that makes whoever shows it this member of staff. */
@Row('invitation', { unique: [['person']] })
export class InvitationRow {
  @Key(43) phoneIndex!: string;
  @Refers('invitation', () => PersonRow)
  @Short(36)
  person!: string;
  @At() at!: string;
}

/** Who is behind a persona of the demo. */
@Row('demo_persona')
export class DemoPersonaRow {
  @Key(16) persona!: string;
  @Refers('demo_persona', () => PersonRow)
  @Short(36)
  person!: string;
}
