import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { paramKeys } from '@songtao/shared/policy/param.js';
import { readConfig } from '../config/config.js';
import { sealedColumns, tables } from './data-map.js';
import { Database } from './database.js';
import { Log } from './logger.js';
import { migrateUp } from './migrator.js';
import { migrations } from './migrations.js';
import { rows } from './rows.js';
import { specDatabases, type SpecDatabase } from './spec.databases.js';

const mapped = tables.flatMap(([table, { columns }]) =>
  Object.keys(columns).map((name) => `${table}.${name}`),
);

/** What stands in only one of two lists of columns. */
function differences(there: readonly string[], listed: readonly string[]): string[] {
  return [
    ...there.filter((name) => !listed.includes(name)).map((name) => `${name} has no purpose and keep-time`),
    ...listed.filter((name) => !there.includes(name)).map((name) => `${name} is not there`),
  ];
}

describe.each(specDatabases)('the list of what is kept, on %s', (_kind, make) => {
  let spec: SpecDatabase;
  let database: Database;

  beforeAll(async () => {
    spec = await make();
    const holdings = { rows, migrations };
    database = await Database.connect(readConfig(spec.env), holdings, new Log('silent'), 'migrate');
    await migrateUp(database);
  }, 60_000);

  afterAll(async () => {
    await database.onApplicationShutdown();
    await spec.drop();
  });

  const columnsOfRows = () =>
    database.sources.reader.entityMetadatas.flatMap(({ tableName, columns }) =>
      columns.map(({ databaseName }) => `${tableName}.${databaseName}`),
    );

  async function columnsOfTables(): Promise<string[]> {
    const catalogue = database.isMySql
      ? 'SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = DATABASE()'
      : `SELECT m.name AS t, c.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'`;
    const found = await database.sources.writer.query<{ t: string; c: string }[]>(catalogue);
    return found.filter(({ t }) => t !== 'migrations').map(({ t, c }) => `${t}.${c}`);
  }

  it('names every column of every row and of every table, and no other', async () => {
    expect(mapped.length).toBeGreaterThan(250);
    expect(differences(columnsOfRows(), mapped)).toEqual([]);
    expect(differences(await columnsOfTables(), mapped)).toEqual([]);
  });

  it('finds a field that nobody gave a purpose', async () => {
    await database.sources.writer.query('ALTER TABLE member ADD COLUMN blood_type varchar(2)');
    const planted = await columnsOfTables();
    await database.sources.writer.query('ALTER TABLE member DROP COLUMN blood_type');
    expect(differences(planted, mapped)).toEqual(['member.blood_type has no purpose and keep-time']);
  });

  it('knows from which column the months count', () => {
    for (const [table, { columns, keep }] of tables) {
      if (keep.since !== undefined) expect(Object.keys(columns)).toContain(keep.since);
      if (keep.param !== undefined)
        expect([table, paramKeys]).toEqual([table, expect.arrayContaining([keep.param])]);
    }
  });

  it('says a purpose and a keep-time for each, and seals what is sensitive and nothing else', () => {
    for (const [table, { purpose, keep, columns }] of tables) {
      expect([table, purpose.length > 1, keep.says.length > 3]).toEqual([table, true, true]);
      for (const [name, [is, why, how]] of Object.entries(columns))
        expect([table, name, why.length > 0, how === 'sealed']).toEqual([table, name, true, is === 'L4']);
    }
    expect(sealedColumns.map(({ table, column }) => `${table}.${column}`)).toContain('case_action.envelope');
  });
});
