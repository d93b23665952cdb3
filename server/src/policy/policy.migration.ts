import { key, long, migration, nullable, short, table } from '../platform/schema.js';

export const policyTables = migration(1_763_856_100_000, 'PolicyTables', [
  table(
    'policy_param',
    {
      id: key(),
      param_key: short(60),
      value: nullable(short(60)),
      unit: short(12),
      valid_from: short(10),
      valid_to: nullable(short(10)),
      region: short(16),
      doc_no: nullable(short(60)),
      source: long(),
      entered_by: nullable(short(36)),
    },
    { unique: [['param_key', 'region', 'valid_from']] },
  ),
]);
