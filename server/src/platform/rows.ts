import { GridRow } from '../area/area.row.js';
import {
  HouseholdContactRow,
  HouseholdKinRow,
  HouseholdRow,
  MemberRow,
  RepresentativeRow,
} from '../household/household.row.js';
import {
  CaseActionRow,
  CaseLinkRow,
  CasePartyRow,
  CaseRecordRow,
  CaseSerialRow,
  CaseTaskRow,
  MeetingRow,
  TaskRungRow,
} from '../case/case.row.js';
import { CaseHeadRow } from '../case/chain.row.js';
import { SecondFactorRow } from '../door/factor.row.js';
import { TicketRow } from '../door/ticket.row.js';
import { StoredFileRow } from '../files/file.row.js';
import { HouseholdPersonRow } from '../identity/membership.row.js';
import { ConsentRow, DemoPersonaRow, InvitationRow, PersonRow, SessionRow } from '../identity/person.row.js';
import { DutyRow, LeaveRow, StaffRoleRow } from '../identity/staff.row.js';
import { NoticeItemRow, NoticeReadRow, NoticeRow } from '../notice/notice.row.js';
import { ContentCheckRow } from '../outbox/check.row.js';
import { InboxMessageRow, OutboxMessageRow, OutboxSentRow } from '../outbox/outbox.row.js';
import { PolicyParamRow } from '../policy/policy.row.js';
import { HouseKeyRow } from '../privacy/key.row.js';
import { NightJobRow } from '../privacy/night.row.js';
import { WeChatQuotaEventRow, WeChatQuotaRow } from '../wechat/quota.row.js';
import { WeChatTokenRow } from '../wechat/token.row.js';
import { AuditEventRow, AuditHeadRow } from './audit.row.js';
import { DemoClockRow } from './clock.row.js';
import { WriteRequestRow } from './idempotency.row.js';

/** Every row class of the house. */
export const rows: readonly (new () => object)[] = [
  AuditEventRow,
  AuditHeadRow,
  CaseActionRow,
  CaseHeadRow,
  CaseLinkRow,
  CasePartyRow,
  CaseRecordRow,
  CaseSerialRow,
  CaseTaskRow,
  ConsentRow,
  ContentCheckRow,
  DemoClockRow,
  DemoPersonaRow,
  DutyRow,
  GridRow,
  HouseKeyRow,
  HouseholdContactRow,
  HouseholdKinRow,
  HouseholdPersonRow,
  HouseholdRow,
  InboxMessageRow,
  InvitationRow,
  LeaveRow,
  MeetingRow,
  MemberRow,
  NightJobRow,
  NoticeItemRow,
  NoticeReadRow,
  NoticeRow,
  OutboxMessageRow,
  OutboxSentRow,
  PersonRow,
  PolicyParamRow,
  RepresentativeRow,
  SecondFactorRow,
  SessionRow,
  StaffRoleRow,
  StoredFileRow,
  TaskRungRow,
  TicketRow,
  WeChatQuotaEventRow,
  WeChatQuotaRow,
  WeChatTokenRow,
  WriteRequestRow,
];
