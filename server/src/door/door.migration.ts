import {
  at,
  columns,
  json,
  key,
  long,
  migration,
  nullable,
  short,
  table,
  whole,
} from '../platform/schema.js';

export const doorTables = migration(1_795_820_000_000, 'DoorTables', [
  columns('session', {
    door: short(8),
    device: short(40),
    opened_at: at(),
    stepped_up_until: at(),
  }),
  table('second_factor', {
    person: key(),
    secret: nullable(long()),
    pending: nullable(long()),
    last_step: whole(),
    recovery: json(),
    failures: whole(),
    locked_until: nullable(at()),
  }),
  table(
    'sign_in_ticket',
    {
      id: key(),
      secret_hash: short(43),
      number: short(2),
      numbers: json(),
      device: short(40),
      address: long(),
      state: short(8),
      by_session: nullable(short(43)),
      drawn_at: at(),
      expires_at: at(),
    },
    { index: [['expires_at']] },
  ),
]);
