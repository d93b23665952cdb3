import { at, key, migration, nullable, short, table, whole } from '../platform/schema.js';

export const fileTables = migration(1_763_856_600_000, 'FileTables', [
  table(
    'stored_file',
    {
      id: key(),
      kind: short(12),
      type: short(20),
      place: short(36),
      size: whole(),
      milliseconds: nullable(whole()),
      owner: short(36),
      at: at(),
    },
    { unique: [['place']] },
  ),
]);
