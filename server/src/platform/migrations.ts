import type { MigrationInterface } from 'typeorm';
import { platformTables } from './platform.migration.js';

/** Every migration, oldest first. */
export const migrations: readonly (new () => MigrationInterface)[] = [platformTables];
