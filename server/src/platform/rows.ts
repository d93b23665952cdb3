import { AuditEventRow } from './audit.row.js';
import { DemoClockRow } from './clock.row.js';
import { WriteRequestRow } from './idempotency.row.js';

/** Every row class of the house. */
export const rows: readonly (new () => object)[] = [AuditEventRow, DemoClockRow, WriteRequestRow];
