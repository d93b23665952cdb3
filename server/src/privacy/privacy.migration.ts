import { at, key, long, migration, nullable, short, table, whole } from '../platform/schema.js';

export const privacyTables = migration(1_795_810_000_000, 'PrivacyTables', [
  table('audit_head', {
    seq: { ...whole(), isPrimary: true },
    up_to: short(36),
    count: whole(),
    digest: short(43),
    hash: short(43),
    erased_at: nullable(at()),
  }),
  table('case_head', { case_id: key(), seq: whole(), hash: short(64) }),
  table('night_job', {
    job: key(20),
    day: short(10),
    done_at: nullable(at()),
    done: whole(),
    remaining: whole(),
    found: nullable(long()),
  }),
]);
