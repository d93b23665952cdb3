import { at, columns, key, migration, nullable, short, table, whole } from '../platform/schema.js';

export const checkTables = migration(1_795_812_000_000, 'ContentChecks', [
  table(
    'content_check',
    {
      id: key(),
      kind: short(8),
      person: short(36),
      trace: nullable(short(80)),
      tries: whole(),
      next_at: at(),
    },
    { unique: [['trace']], index: [['next_at']] },
  ),
  columns('stored_file', { flag: short(8) }),
]);
