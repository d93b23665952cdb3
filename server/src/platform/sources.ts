import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'libsql';
import mysql from 'mysql2';
import { createConnection } from 'mysql2/promise';
import { DataSource, type MigrationInterface } from 'typeorm';
import type { Config } from '../config/config.js';
import { hangUpOnSilence } from './silence.js';

/** Collation of every text: in general_ci and unicode_ci all 4-byte characters are equal, and two villagers with rare characters in their names would be one. */
export const COLLATION = 'utf8mb4_unicode_520_ci';

/** What the database holds. */
export interface Holdings {
  readonly rows: readonly (new () => object)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** Connections that write, and connections that only read. */
export interface Sources {
  readonly writer: DataSource;
  readonly reader: DataSource;
}

/** Serving stops a statement that runs away; a migration may take its time. */
export type Purpose = 'serve' | 'migrate';

const statementSeconds: Record<Purpose, number> = { serve: 10, migrate: 0 };

const CONNECT_MS = 3_000;

const common = ({ rows, migrations }: Holdings) => ({
  entities: [...rows],
  migrations: [...migrations],
  migrationsTransactionMode: 'each' as const,
  synchronize: false,
  logging: false as const,
});

/** Opens MySQL where the configuration names it, else the SQLite file. */
export async function openSources(
  config: Config['database'],
  holdings: Holdings,
  purpose: Purpose,
): Promise<Sources> {
  return config.url
    ? openMySql(config.url.replace(/^mariadb:/, 'mysql:'), config.pool, holdings, purpose)
    : openSqlite(config.dataDir, holdings);
}

async function openMySql(
  url: string,
  poolSize: number,
  holdings: Holdings,
  purpose: Purpose,
): Promise<Sources> {
  const source = new DataSource({
    ...common(holdings),
    type: await familyOf(url),
    url,
    driver: driverThatPrepares(purpose),
    poolSize,
    charset: COLLATION,
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: true,
    connectTimeout: CONNECT_MS,
    extra: { queueLimit: 5_000, enableKeepAlive: true },
  });
  await source.initialize();
  return { writer: source, reader: source };
}

// They write down defaults differently, and TypeORM reads them by the family it is told.
async function familyOf(url: string): Promise<'mysql' | 'mariadb'> {
  const connection = await createConnection({ uri: url, connectTimeout: CONNECT_MS });
  try {
    const [rows] = await connection.query<mysql.RowDataPacket[]>('SELECT VERSION() AS version');
    return String(rows[0]?.version).includes('MariaDB') ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}

// READ COMMITTED: guarded updates and UNIQUE indexes carry the rules, and fewer gap locks mean fewer deadlocks.
// The comments are understood by one family each: MariaDB reads M!, MySQL reads !50799, which MariaDB skips.
const preparations = (seconds: number): readonly string[] => [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  `SET SESSION time_zone='+00:00', sql_mode=CONCAT(@@sql_mode,',STRICT_ALL_TABLES'), innodb_lock_wait_timeout=5` +
    ` /*M!, max_statement_time=${seconds} */ /*!50799 , max_execution_time=${seconds * 1_000} */`,
];

function driverThatPrepares(purpose: Purpose) {
  const createPool = (options: mysql.PoolOptions): mysql.Pool => {
    const pool = mysql.createPool(options);
    pool.on('connection', (connection) => {
      for (const statement of preparations(statementSeconds[purpose])) {
        connection.query(statement, (error) => error && connection.destroy());
      }
    });
    if (purpose === 'serve') hangUpOnSilence(pool);
    return pool;
  };
  return { ...mysql, createPool };
}

// Two connections to one file: TypeORM's SQLite has a single one, on which a read beside a transaction would see
// what may yet be rolled back. With the write-ahead log neither waits for the other.
async function openSqlite(dataDir: string, holdings: Holdings): Promise<Sources> {
  const file = join(dataDir, 'songtao.sqlite');
  mkdirSync(dataDir, { recursive: true });
  // SQLite opens what it may not write without a word, and fails at the first report.
  for (const path of [dataDir, file].filter(existsSync)) accessSync(path, constants.W_OK);
  const source = (pragma: string) =>
    new DataSource({
      ...common(holdings),
      type: 'better-sqlite3',
      driver: Sqlite,
      database: file,
      enableWAL: true,
      prepareDatabase: (connection: { pragma(text: string): void }) => connection.pragma(pragma),
    });
  const writer = await source('synchronous = FULL').initialize();
  const reader = await source('query_only = ON').initialize();
  return { writer, reader };
}
