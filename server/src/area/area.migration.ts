import { json, key, migration, short, table } from '../platform/schema.js';

export const areaTables = migration(1_763_856_190_000, 'AreaTables', [
  table('grid', { code: key(15), village: short(12), groups: json() }, { index: [['village']] }),
]);
