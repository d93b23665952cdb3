import { At, Json, Key, Refers, Row, Short } from '../platform/columns.js';
import { PersonRow } from './person.row.js';

/** A role that somebody holds in an area, from its first day to its last (null while it goes on). */
@Row('staff_role', { index: [['person'], ['town', 'role'], ['county', 'role']] })
export class StaffRoleRow {
  @Key() id!: string;
  @Refers('staff_role', () => PersonRow)
  @Short(36)
  person!: string;
  @Short(20) role!: string;
  /** County, town or village, as the role asks. */
  @Short(12) area!: string;
  @Short(6) county!: string;
  /** Null for the county's own staff. */
  @Short(9, { nullable: true }) town!: string | null;
  @Json() grids!: string[];
  @Json() households!: string[];
  @Short(16, { nullable: true }) line!: string | null;
  @Short(10) validFrom!: string;
  @Short(10, { nullable: true }) validTo!: string | null;
}

/** Leave with the colleague asked to stand in; it holds once that colleague has agreed. */
@Row('leave_cover', {
  index: [
    ['person', 'state'],
    ['cover', 'state'],
    ['state', 'lastDay'],
  ],
})
export class LeaveRow {
  @Key() id!: string;
  @Refers('leave_cover', () => PersonRow)
  @Short(36)
  person!: string;
  @Refers('leave_cover', () => PersonRow)
  @Short(36)
  cover!: string;
  @Short(10) firstDay!: string;
  @Short(10) lastDay!: string;
  /** asked, agreed, declined or cancelled. */
  @Short(10) state!: string;
  @At() askedAt!: string;
  @At({ nullable: true }) answeredAt!: string | null;
}

/** Who is on duty in a town on a day. */
@Row('duty')
export class DutyRow {
  @Key(9) town!: string;
  @Key(10) day!: string;
  @Refers('duty', () => PersonRow)
  @Short(36)
  person!: string;
}
