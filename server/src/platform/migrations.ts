import type { MigrationInterface } from 'typeorm';
import { areaTables } from '../area/area.migration.js';
import { householdTables } from '../household/household.migration.js';
import { identityTables } from '../identity/identity.migration.js';
import { platformTables } from './platform.migration.js';

/** Every migration, oldest first. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  platformTables,
  areaTables,
  identityTables,
  householdTables,
];
