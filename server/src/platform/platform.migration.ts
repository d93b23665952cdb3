import { at, key, long, migration, nullable, short, table, whole } from './schema.js';

export const platformTables = migration(1_763_856_000_000, 'PlatformTables', [
  table('demo_clock', { id: key(16), offset_minutes: whole() }),
  table(
    'write_request',
    {
      id: key(),
      actor: short(64),
      request_id: short(64),
      body_hash: short(64),
      answer: nullable(long()),
      at: at(),
    },
    { unique: [['actor', 'request_id']] },
  ),
  table(
    'audit_event',
    {
      id: key(),
      at: at(),
      actor: short(64),
      role: short(32),
      what: short(64),
      object_kind: short(32),
      object_id: short(64),
      reason: nullable(long()),
      request_id: nullable(short(64)),
    },
    {
      index: [
        ['object_kind', 'object_id', 'at'],
        ['actor', 'at'],
      ],
    },
  ),
]);
