import { at, columns, flag, key, migration, reindex, short, table } from '../platform/schema.js';

/** How far a message has climbed from channel to channel, when it climbs on unless somebody reads it, and by which ways it went out. */
export const ladderTables = migration(1_795_899_000_000, 'LadderTables', [
  columns('outbox_message', { rung: short(8), climb_at: at() }),
  reindex('outbox_message', { add: [['climb_at']], drop: [] }),
  table(
    'outbox_sent',
    { id: key(), message: short(36), channel: short(20), at: at(), is_sure: flag() },
    { index: [['channel', 'at'], ['message']] },
  ),
]);
