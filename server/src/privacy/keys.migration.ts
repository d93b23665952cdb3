import { key, migration, short, table } from '../platform/schema.js';

export const keyTables = migration(1_795_900_000_000, 'KeyTables', [
  table('house_key', { id: key(24), proof: short(43) }),
]);
