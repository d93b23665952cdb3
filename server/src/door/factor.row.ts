import { At, Json, Key, Long, Row, Whole } from '../platform/columns.js';

/** The second factor of a member of staff. */
@Row('second_factor')
export class SecondFactorRow {
  @Key() person!: string;
  /** Sealed; null until the first code came back. */
  @Long({ nullable: true }) secret!: string | null;
  /** Sealed; a new key that has not shown a code yet. */
  @Long({ nullable: true }) pending!: string | null;
  /** Time step of the last code that was taken: none is taken twice. */
  @Whole() lastStep!: number;
  /** Digests of the recovery codes that are left. */
  @Json() recovery!: string[];
  @Whole() failures!: number;
  @At({ nullable: true }) lockedUntil!: string | null;
}
