import { flag, key, long, migration, nullable, reindex, short, table, whole } from '../platform/schema.js';

export const householdTables = migration(1_763_856_210_000, 'HouseholdTables', [
  table(
    'household',
    {
      id: key(),
      county: short(6),
      town: short(9),
      village: short(12),
      grid: nullable(short(15)),
      village_group: whole(),
      head_name: short(40),
      phone: nullable(long()),
      phone_index: nullable(short(43)),
      valid_from: short(10),
      valid_to: nullable(short(10)),
    },
    { index: [['village', 'village_group', 'id'], ['grid', 'id'], ['town', 'village'], ['phone_index']] },
  ),
  table(
    'member',
    {
      id: key(),
      household: short(36),
      name: short(40),
      relation: short(20),
      birth_date: nullable(long()),
      resident: flag(),
      valid_from: short(10),
      valid_to: nullable(short(10)),
    },
    { index: [['household']], refers: { household: 'household' } },
  ),
  table('household_contact', { household: key(), person: key() }, { refers: { household: 'household' } }),
  table(
    'household_kin',
    { household: key(), kin: key(), kinship: short(20) },
    { refers: { household: 'household' } },
  ),
  table(
    'representative',
    {
      id: key(),
      village: short(12),
      name: short(40),
      household: nullable(short(36)),
      valid_from: short(10),
      valid_to: nullable(short(10)),
    },
    { index: [['village']] },
  ),
]);

/** Who is named by a neighbour is looked up in the village. */
export const householdNameIndex = migration(1_795_800_100_000, 'HouseholdNameIndex', [
  reindex('household', { add: [['village', 'head_name']], drop: [] }),
]);
