import { At, Key, Refers, Row, Short } from '../platform/columns.js';
import { PersonRow } from './person.row.js';

/** A person who says to belong to a household, and what a cadre who knows them answered. */
@Row('household_person', { index: [['person', 'state']] })
export class HouseholdPersonRow {
  @Key() household!: string;
  @Refers('household_person', () => PersonRow)
  @Key()
  person!: string;
  /** claimed, confirmed or refused. */
  @Short(10) state!: string;
  @At() claimedAt!: string;
  @Short(36, { nullable: true }) answeredBy!: string | null;
  @At({ nullable: true }) answeredAt!: string | null;
}
