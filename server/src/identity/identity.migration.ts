import { at, flag, json, key, long, migration, nullable, short, table } from '../platform/schema.js';

const people = [
  table(
    'person',
    {
      id: key(),
      name: short(40),
      openid_index: nullable(short(43)),
      openid: nullable(long()),
      phone: nullable(long()),
      phone_index: nullable(short(43)),
      elder: nullable(flag()),
      read_at_once: flag(),
      village: nullable(short(12)),
      at: at(),
    },
    { unique: [['openid_index']], index: [['phone_index']] },
  ),
  table(
    'session',
    { token_hash: key(43), person: short(36), expires_at: at(), idle_at: at() },
    { index: [['person']], refers: { person: 'person' } },
  ),
  table(
    'consent',
    { id: key(), person: short(36), version: short(16), given: flag(), at: at() },
    { index: [['person', 'at']], refers: { person: 'person' } },
  ),
  table(
    'invitation',
    { phone_index: key(43), person: short(36), at: at() },
    { unique: [['person']], refers: { person: 'person' } },
  ),
  table('demo_persona', { persona: key(16), person: short(36) }, { refers: { person: 'person' } }),
  table(
    'household_person',
    {
      household: key(),
      person: key(),
      state: short(10),
      claimed_at: at(),
      answered_by: nullable(short(36)),
      answered_at: nullable(at()),
    },
    { index: [['person', 'state']], refers: { person: 'person' } },
  ),
];

const staff = [
  table(
    'staff_role',
    {
      id: key(),
      person: short(36),
      role: short(20),
      area: short(12),
      county: short(6),
      town: nullable(short(9)),
      grids: json(),
      households: json(),
      line: nullable(short(16)),
      valid_from: short(10),
      valid_to: nullable(short(10)),
    },
    { index: [['person'], ['town', 'role'], ['county', 'role']], refers: { person: 'person' } },
  ),
  table(
    'leave_cover',
    {
      id: key(),
      person: short(36),
      cover: short(36),
      first_day: short(10),
      last_day: short(10),
      state: short(10),
      asked_at: at(),
      answered_at: nullable(at()),
    },
    {
      index: [
        ['person', 'state'],
        ['cover', 'state'],
        ['state', 'last_day'],
      ],
      refers: { person: 'person', cover: 'person' },
    },
  ),
  table('duty', { town: key(9), day: key(10), person: short(36) }, { refers: { person: 'person' } }),
];

export const identityTables = migration(1_763_856_200_000, 'IdentityTables', [...people, ...staff]);
