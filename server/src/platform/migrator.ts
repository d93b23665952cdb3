import type { Database } from './database.js';
import { COLLATION } from './sources.js';

const TABLE = 'migrations';

/** Names of the migrations that this database has not seen, oldest first. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const { reader } = database.sources;
  const done = await namesDone(database);
  return reader.migrations.map(({ name }) => name ?? '').filter((name) => !done.has(name));
}

async function namesDone(database: Database): Promise<ReadonlySet<string>> {
  const { reader } = database.sources;
  const catalogue = database.isMySql
    ? `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '${TABLE}'`
    : `SELECT name FROM sqlite_master WHERE type = 'table' AND name = '${TABLE}'`;
  const tables = await reader.query<unknown[]>(catalogue);
  if (tables.length === 0) return new Set();
  const rows = await reader.query<{ name: string }[]>(`SELECT name FROM ${TABLE}`);
  return new Set(rows.map(({ name }) => name));
}

/** Runs what is pending and names it. Two at once take turns. */
export async function migrateUp(database: Database): Promise<string[]> {
  return alone(database, async () => {
    if (database.isMySql) await setCollation(database);
    const done = await database.sources.writer.runMigrations();
    return done.map(({ name }) => name);
  });
}

/** Takes the newest migration back and names it; null where there was none. */
export async function migrateDown(database: Database): Promise<string | null> {
  return alone(database, async () => {
    const before = await namesDone(database);
    if (before.size === 0) return null;
    await database.sources.writer.undoLastMigration();
    const after = await namesDone(database);
    return [...before].find((name) => !after.has(name)) ?? null;
  });
}

/** The statements by which the database differs from the row classes; none where the migrations say the same. */
export async function schemaDrift(database: Database): Promise<string[]> {
  const { upQueries } = await database.sources.writer.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}

// New tables take the collation of the database, and that of a fresh one is whatever its server thinks best.
async function setCollation(database: Database): Promise<void> {
  const { writer } = database.sources;
  const [now] = await writer.query<{ collation: string }[]>('SELECT @@collation_database AS collation');
  if (now?.collation !== COLLATION)
    await writer.query(`ALTER DATABASE CHARACTER SET utf8mb4 COLLATE ${COLLATION}`);
}

async function alone<T>(database: Database, work: () => Promise<T>): Promise<T> {
  if (!database.isMySql) return work();
  const holder = database.sources.writer.createQueryRunner();
  try {
    await holder.query(`SELECT GET_LOCK('songtao.migrate', 60)`);
    return await work();
  } finally {
    await holder.query(`SELECT RELEASE_LOCK('songtao.migrate')`);
    await holder.release();
  }
}
