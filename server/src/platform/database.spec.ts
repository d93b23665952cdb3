import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../config/config.js';
import { At, Big, Flag, Json, Key, Long, Refers, Row, Short, Whole } from './columns.js';
import { Database } from './database.js';
import { isAway, isDuplicate } from './dialect.js';
import { Log } from './logger.js';
import { migrateDown, migrateUp, pendingMigrations, schemaDrift } from './migrator.js';
import { mySqlFaults } from './mysql.checks.js';
import { at, big, flag, json, key, long, migration, nullable, short, table, whole } from './schema.js';
import { specDatabases, type SpecDatabase } from './spec.databases.js';

@Row('shelf')
class ShelfRow {
  @Key() id!: string;
}

@Row('book', { unique: [['isbn']], index: [['shelf', 'boughtAt']] })
class BookRow {
  @Key() id!: string;
  @Short(32) isbn!: string;
  @Short(36, { nullable: true }) @Refers('book', () => ShelfRow) shelf!: string | null;
  @Long({ nullable: true }) story!: string | null;
  @Whole() copies!: number;
  @Big() serial!: string;
  @Flag() lent!: boolean;
  @At() boughtAt!: string;
  @At({ nullable: true }) soldAt!: string | null;
  @Json() tags!: readonly string[];
}

const library = migration(1_700_000_000_000, 'Library', [
  table('shelf', { id: key() }),
  table(
    'book',
    {
      id: key(),
      isbn: short(32),
      shelf: nullable(short(36)),
      story: nullable(long()),
      copies: whole(),
      serial: big(),
      lent: flag(),
      bought_at: at(),
      sold_at: nullable(at()),
      tags: json(),
    },
    { unique: [['isbn']], index: [['shelf', 'bought_at']], refers: { shelf: 'shelf' } },
  ),
]);

const book = (id: string, more: Partial<BookRow> = {}): BookRow => ({
  id,
  isbn: `isbn ${id}`,
  shelf: null,
  story: null,
  copies: 1,
  serial: '9007199254740991',
  lent: false,
  boughtAt: '2026-11-23T01:05:00.000Z',
  soldAt: null,
  tags: ['𠮷', '😀'],
  ...more,
});

describe.each(specDatabases)('database on %s', (_kind, make) => {
  let spec: SpecDatabase;
  let database: Database;
  const copiesOf = async (id: string) =>
    (await database.read().first(BookRow, ['copies'], (q) => q.where('r.id = :id', { id })))?.copies;

  beforeAll(async () => {
    spec = await make();
    const holdings = { rows: [ShelfRow, BookRow], migrations: [library] };
    database = await Database.connect(readConfig(spec.env), holdings, new Log('silent'));
    await migrateUp(database);
  });

  afterAll(async () => {
    await database.onApplicationShutdown();
    await spec.drop();
  });

  it('migrates up, back and up again, and then says what the rows say', async () => {
    expect(await pendingMigrations(database)).toEqual([]);
    expect(await schemaDrift(database)).toEqual([]);
    expect(await migrateDown(database)).toBe('Library1700000000000');
    expect(await pendingMigrations(database)).toEqual(['Library1700000000000']);
    expect(await schemaDrift(database)).not.toEqual([]);
    expect(await migrateDown(database)).toBeNull();
    expect(await migrateUp(database)).toEqual(['Library1700000000000']);
    expect(await schemaDrift(database)).toEqual([]);
  });

  it('gives back what was stored, the same on every database', async () => {
    const stored = book('a', { lent: true, soldAt: '2026-12-31T15:59:59.999Z', story: '第一行\n第二行' });
    await database.write((tx) => tx.insert(BookRow, stored));
    const columns = [
      'id',
      'isbn',
      'shelf',
      'story',
      'copies',
      'serial',
      'lent',
      'boughtAt',
      'soldAt',
      'tags',
    ] as const;
    const found = await database.read().all(BookRow, columns, (q) => q.where('r.id = :id', { id: 'a' }));
    expect(found).toEqual([stored]);
  });

  it('compares moments in a query, and counts', async () => {
    await database.write((tx) =>
      tx.insert(BookRow, [book('early', { boughtAt: '2020-01-01T00:00:00.000Z' }), book('late')]),
    );
    const since = new Date('2020-01-01T00:00:00.001Z');
    const count = await database.read().count(BookRow, (q) => q.where('r.boughtAt < :since', { since }));
    expect(count).toBe(1);
  });

  it('keeps rare characters apart, and refuses the same twice', async () => {
    await database.write((tx) =>
      tx.insert(BookRow, [book('r1', { isbn: '𠮷' }), book('r2', { isbn: '😀' })]),
    );
    const again = database.write((tx) => tx.insert(BookRow, book('r3', { isbn: '𠮷' })));
    expect(isDuplicate(await again.catch((error: unknown) => error))).toBe(true);
  });

  it('refuses a reference to nothing', async () => {
    await expect(database.write((tx) => tx.insert(BookRow, book('f', { shelf: 'nowhere' })))).rejects.toThrow(
      /foreign key/i,
    );
  });

  it('does all of a write or nothing, and wakes nobody for nothing', async () => {
    let woken = 0;
    const failing = database.write(async (tx) => {
      tx.afterCommit(() => (woken += 1));
      await tx.insert(BookRow, book('gone'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await copiesOf('gone')).toBeUndefined();
    await database.write(async (tx) => {
      tx.afterCommit(() => (woken += 1));
      await tx.insert(BookRow, book('here'));
      expect(woken).toBe(0);
    });
    expect(woken).toBe(1);
    expect(await copiesOf('here')).toBe(1);
  });

  it('shows a write to itself and to nobody else before its commit', async () => {
    let seenOutside: number | undefined = -1;
    let reached = (): void => undefined;
    const inserted = new Promise<void>((resolve) => (reached = resolve));
    const writing = database.write(async (tx) => {
      await tx.insert(BookRow, book('half'));
      expect(await copiesOf('half')).toBe(1);
      reached();
      await sleep(50);
    });
    await inserted;
    seenOutside = await copiesOf('half');
    await writing;
    expect(seenOutside).toBeUndefined();
    expect(await copiesOf('half')).toBe(1);
  });

  it('refuses a write inside a write', async () => {
    await expect(database.write(() => database.write(async () => 1))).rejects.toThrow(/inside a write/);
  });

  it('lets one of many guarded changes win', async () => {
    await database.write((tx) => tx.insert(BookRow, book('race')));
    const tries = Array.from({ length: 20 }, () =>
      database.write((tx) =>
        tx.updateOne(BookRow, { lent: true, copies: 0 }, 'id = :id AND lent = :lent', {
          id: 'race',
          lent: false,
        }),
      ),
    );
    expect((await Promise.all(tries)).filter((won) => won)).toHaveLength(1);
  });

  it('never loses a count under contention', async () => {
    await database.write((tx) => tx.insert(BookRow, [book('x', { copies: 0 }), book('y', { copies: 0 })]));
    const addOne = (ids: readonly string[]) =>
      database.write(async (tx) => {
        for (const id of ids) {
          const now = await tx.firstLocked(BookRow, ['copies'], (q) => q.where('r.id = :id', { id }));
          await tx.update(BookRow, { copies: (now?.copies ?? 0) + 1 }, 'id = :id', { id });
        }
      });
    // In opposite order: on MySQL these deadlock and are tried again.
    await Promise.all(Array.from({ length: 20 }, (_, i) => addOne(i % 2 ? ['x', 'y'] : ['y', 'x'])));
    expect([await copiesOf('x'), await copiesOf('y')]).toEqual([20, 20]);
  });

  it('refuses to change several rows where one was meant, and takes it back', async () => {
    const careless = database.write((tx) => tx.updateOne(BookRow, { copies: 99 }, 'copies < :n', { n: 50 }));
    await expect(careless).rejects.toThrow(/guarded/);
    expect(await database.read().count(BookRow, (q) => q.where('r.copies = 99'))).toBe(0);
  });

  it('names columns whose collation makes rare characters equal', async () => {
    if (!database.isMySql) return expect(await mySqlFaults(database)).toEqual([]);
    const { writer } = database.sources;
    await writer.query('CREATE TABLE odd (name varchar(10) COLLATE utf8mb4_general_ci)');
    const faults = await mySqlFaults(database);
    await writer.query('DROP TABLE odd');
    expect(faults.filter((fault) => fault.includes('collation'))).toEqual([
      expect.stringContaining('odd.name utf8mb4_general_ci'),
    ]);
  });
});

describe('a database that is away', () => {
  it('is told from a bug', async () => {
    const config = readConfig({ DATABASE_URL: 'mysql://u:p@127.0.0.1:1/none' });
    const connecting = Database.connect(config, { rows: [], migrations: [] }, new Log('silent'));
    expect(isAway(await connecting.catch((error: unknown) => error))).toBe(true);
    expect(isAway(new TypeError('x'))).toBe(false);
  });
});
