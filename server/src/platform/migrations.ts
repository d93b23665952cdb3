import type { MigrationInterface } from 'typeorm';
import { areaTables } from '../area/area.migration.js';
import { caseErasure, caseListIndexes, caseTables } from '../case/case.migration.js';
import { doorTables } from '../door/door.migration.js';
import { fileTables } from '../files/file.migration.js';
import { householdNameIndex, householdTables } from '../household/household.migration.js';
import { identityTables } from '../identity/identity.migration.js';
import { noticeTables } from '../notice/notice.migration.js';
import { checkTables } from '../outbox/check.migration.js';
import { ladderTables } from '../outbox/ladder.migration.js';
import { policyTables } from '../policy/policy.migration.js';
import { wechatTables } from './migrations/wechat.js';
import { keyTables } from '../privacy/keys.migration.js';
import { privacyTables } from '../privacy/privacy.migration.js';
import { platformTables } from './platform.migration.js';

/** Every migration, oldest first. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  platformTables,
  areaTables,
  identityTables,
  householdTables,
  policyTables,
  wechatTables,
  caseTables,
  fileTables,
  noticeTables,
  caseListIndexes,
  householdNameIndex,
  privacyTables,
  checkTables,
  doorTables,
  ladderTables,
  keyTables,
  caseErasure,
];
