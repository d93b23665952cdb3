import { GridRow } from '../area/area.row.js';
import {
  HouseholdContactRow,
  HouseholdKinRow,
  HouseholdRow,
  MemberRow,
  RepresentativeRow,
} from '../household/household.row.js';
import { HouseholdPersonRow } from '../identity/membership.row.js';
import { ConsentRow, DemoPersonaRow, InvitationRow, PersonRow, SessionRow } from '../identity/person.row.js';
import { DutyRow, LeaveRow, StaffRoleRow } from '../identity/staff.row.js';
import { AuditEventRow } from './audit.row.js';
import { DemoClockRow } from './clock.row.js';
import { WriteRequestRow } from './idempotency.row.js';

/** Every row class of the house. */
export const rows: readonly (new () => object)[] = [
  AuditEventRow,
  ConsentRow,
  DemoClockRow,
  DemoPersonaRow,
  DutyRow,
  GridRow,
  HouseholdContactRow,
  HouseholdKinRow,
  HouseholdPersonRow,
  HouseholdRow,
  InvitationRow,
  LeaveRow,
  MemberRow,
  PersonRow,
  RepresentativeRow,
  SessionRow,
  StaffRoleRow,
  WriteRequestRow,
];
