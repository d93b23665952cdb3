import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../config/config.js';
import { Database } from './database.js';
import { Log } from './logger.js';
import { migrateDown, migrateUp, pendingMigrations, schemaDrift } from './migrator.js';
import { migrations } from './migrations.js';
import { mySqlFaults } from './mysql.checks.js';
import { rows } from './rows.js';
import { specDatabases, type SpecDatabase } from './spec.databases.js';

describe.each(specDatabases)('all migrations on %s', (_kind, make) => {
  let spec: SpecDatabase;
  let database: Database;

  beforeAll(async () => {
    spec = await make();
    database = await Database.connect(
      readConfig(spec.env),
      { rows, migrations },
      new Log('silent'),
      'migrate',
    );
  });

  afterAll(async () => {
    await database.onApplicationShutdown();
    await spec.drop();
  });

  it('make what the rows say, go back to nothing one by one, and come again', async () => {
    const all = await pendingMigrations(database);
    expect(all).toHaveLength(migrations.length);
    expect(await migrateUp(database)).toHaveLength(all.length);
    expect(await schemaDrift(database)).toEqual([]);
    const back: (string | null)[] = [];
    for (let i = 0; i < all.length; i += 1) back.push(await migrateDown(database));
    expect(new Set(back)).toEqual(new Set(all));
    expect(await migrateDown(database)).toBeNull();
    await migrateUp(database);
    expect(await schemaDrift(database)).toEqual([]);
    expect((await mySqlFaults(database)).filter((fault) => fault.includes('collation'))).toEqual([]);
  }, 90_000);
});
