// The database that DATABASE_URL names, or the SQLite file of DATA_DIR, as a stream of bytes and back.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

// The server's own drivers.
const require = createRequire(new URL('../server/package.json', import.meta.url));

/** @typedef {{ dump(): Promise<Readable>, load(...source: import('node:stream').Stream[]): Promise<void>, isEmpty(): Promise<boolean>, rows(table: string): Promise<object[]>, count(table: string): Promise<number>, add(table: string, rows: object[]): Promise<number> }} Held */

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Held}
 */
export const databaseOf = ({ DATABASE_URL, DATA_DIR }) =>
  DATABASE_URL ? mysqlAt(new URL(DATABASE_URL)) : sqliteIn(DATA_DIR || '.data');

/** @param {readonly string[]} names */
function program(...names) {
  const found = names.find((name) => spawnSync(name, ['--version']).status === 0);
  if (!found) throw new Error(`没有装 ${names.join(' 或 ')} (apt-get install mariadb-client)`);
  return found;
}

/**
 * A program of the MySQL family at work; its password is in no list of processes.
 * @param {string} name
 * @param {URL} url
 * @param {readonly string[]} words
 * @param {'pipe' | 'ignore'} input
 */
function clientOf(name, url, words, input) {
  const dir = mkdtempSync(join(tmpdir(), 'songtao-client-'));
  const file = join(dir, 'client.cnf');
  const [user, password] = [url.username, url.password].map(decodeURIComponent);
  const login = { user, password, host: url.hostname, port: url.port || '3306' };
  const lines = Object.entries(login).map(([key, value]) => `${key}="${value.replace(/["\\]/g, '\\$&')}"`);
  writeFileSync(file, ['[client]', ...lines, ''].join('\n'), { mode: 0o600 });
  const child = spawn(name, [`--defaults-extra-file=${file}`, '--default-character-set=utf8mb4', ...words], {
    stdio: [input, 'pipe', 'inherit'],
  });
  const done = once(child, 'close').then(([code]) => {
    rmSync(dir, { recursive: true });
    if (code !== 0) throw new Error(`${name} 没有做完 (${code})`);
  });
  return { child, done };
}

/** @param {URL} url @returns {Held} */
function mysqlAt(url) {
  const database = url.pathname.slice(1);
  /** @param {string} statement @param {unknown[]} [values] */
  const ask = async (statement, values) => {
    const connection = await require('mysql2/promise').createConnection({ uri: url.href, timezone: 'Z' });
    try {
      return (await connection.query(statement, values))[0];
    } finally {
      await connection.end();
    }
  };
  return {
    async dump() {
      // One moment of all tables, while the town goes on working.
      const words = [
        '--single-transaction',
        '--quick',
        '--hex-blob',
        '--no-tablespaces',
        '--skip-comments',
        database,
      ];
      const { child, done } = clientOf(program('mariadb-dump', 'mysqldump'), url, words, 'ignore');
      return Readable.from(endingWith(child.stdout, done));
    },
    async load(...source) {
      const { child, done } = clientOf(program('mariadb', 'mysql'), url, [database], 'pipe');
      await Promise.all([pipeline(...source, child.stdin), done]);
    },
    async isEmpty() {
      return (await ask('SHOW TABLES')).length === 0;
    },
    rows: (table) => ask('SELECT * FROM ??', [table]),
    count: async (table) => Number((await ask('SELECT COUNT(*) AS n FROM ??', [table]))[0].n),
    async add(table, rows) {
      let added = 0;
      for (const row of rows)
        added += (await ask('INSERT IGNORE INTO ?? SET ?', [table, asTimes(row)])).affectedRows;
      return added;
    },
  };
}

// A dump whose program failed at the end is no dump.
async function* endingWith(stream, done) {
  yield* stream;
  await done;
}

/** @param {Record<string, unknown>} row dates came as text */
const asTimes = (row) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      /^\d{4}-.*Z$/.test(String(value)) ? new Date(String(value)) : value,
    ]),
  );

/** @param {string} dir @returns {Held} */
function sqliteIn(dir) {
  const file = join(dir, 'songtao.sqlite');
  const opened = () => new (require('libsql'))(file);
  return {
    async dump() {
      const copy = mkdtempSync(join(tmpdir(), 'songtao-copy-'));
      const path = join(copy, 'songtao.sqlite');
      const database = opened();
      database.prepare('VACUUM INTO ?').run(path);
      database.close();
      return createReadStream(path).on('close', () => rmSync(copy, { recursive: true }));
    },
    async load(...source) {
      mkdirSync(dir, { recursive: true });
      await pipeline(...source, createWriteStream(`${file}.part`, { flush: true }));
      await rename(`${file}.part`, file);
    },
    async isEmpty() {
      return !existsSync(file);
    },
    async count(table) {
      const database = opened();
      const { n } = database.prepare(`SELECT COUNT(*) AS n FROM "${table}"`).get();
      database.close();
      return n;
    },
    async rows(table) {
      const database = opened();
      const rows = database.prepare(`SELECT * FROM "${table}"`).all();
      database.close();
      return rows;
    },
    async add(table, rows) {
      const database = opened();
      let added = 0;
      for (const row of rows) {
        const names = Object.keys(row);
        const holes = names.map(() => '?').join(', ');
        const insert = `INSERT OR IGNORE INTO "${table}" ("${names.join('", "')}") VALUES (${holes})`;
        added += database.prepare(insert).run(...Object.values(row)).changes;
      }
      database.close();
      return added;
    },
  };
}
