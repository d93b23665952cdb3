import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** A fresh, empty database for one spec. */
export interface SpecDatabase {
  readonly env: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

async function sqlite(): Promise<SpecDatabase> {
  const dir = mkdtempSync(join(tmpdir(), 'songtao-'));
  return { env: { DATA_DIR: dir }, drop: async () => rmSync(dir, { recursive: true }) };
}

const mariaDb = (server: string) => async (): Promise<SpecDatabase> => {
  const name = `spec_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string): Promise<void> => {
    const connection = await createConnection(server);
    await connection.query(statement);
    await connection.end();
  };
  await run(`CREATE DATABASE ${name} CHARACTER SET latin1`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { env: { DATABASE_URL: url.href }, drop: () => run(`DROP DATABASE ${name}`) };
};

/** Every kind of database that specs run on: always SQLite, and the server of MARIADB_URL where one is given. */
export const specDatabases: readonly [kind: string, make: () => Promise<SpecDatabase>][] = [
  ['SQLite', sqlite],
  ...(process.env.MARIADB_URL
    ? [['MariaDB', mariaDb(process.env.MARIADB_URL)] as [string, () => Promise<SpecDatabase>]]
    : []),
];
