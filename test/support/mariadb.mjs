import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { findMariaDb, findProgram } from './prepare.mjs';

const START_MS = 30_000;

/** A port of this machine on which nobody listens. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * @param {string} server
 * @param {string} statement
 */
async function run(server, statement) {
  const connection = await createConnection(server);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** @param {string} dir */
function installTables(dir) {
  const tool = findProgram(['mariadb-install-db', 'mysql_install_db']);
  if (!tool) throw new Error('mariadb-install-db is missing');
  const words = ['--no-defaults', `--datadir=${dir}/data`, `--user=${userInfo().username}`, '--skip-test-db'];
  const { status, stdout, stderr } = spawnSync(tool, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mariadb-install-db failed: ${stdout}${stderr}`);
}

/**
 * @param {string} dir
 * @param {number} port
 */
const flags = (dir, port) => [
  '--no-defaults',
  `--user=${userInfo().username}`,
  `--datadir=${dir}/data`,
  `--socket=${dir}/socket`,
  `--pid-file=${dir}/pid`,
  `--tmpdir=${dir}`,
  '--bind-address=127.0.0.1',
  `--port=${port}`,
  '--skip-name-resolve',
  '--max-connections=400',
  // What a production server is asked for, so that the tests pay for the same promises.
  '--innodb-flush-log-at-trx-commit=1',
  '--log-bin=binlog',
  '--sync-binlog=1',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_520_ci',
  `--init-file=${dir}/init.sql`,
];

/**
 * A private server in a temporary folder, on a free port of this machine, for nobody without its password.
 * Nothing of it is left after `stop`, nor after the end of the process.
 * @param {readonly string[]} more flags beside those of the tests
 */
export async function startMariaDb(more = []) {
  const daemon = findMariaDb();
  if (!daemon) throw new Error('mariadbd is missing: sudo apt-get install -y mariadb-server');
  const dir = mkdtempSync(join(tmpdir(), 'songtao-mariadb-'));
  const password = randomBytes(16).toString('hex');
  installTables(dir);
  const account = `'songtao'@'127.0.0.1'`;
  writeFileSync(
    join(dir, 'init.sql'),
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY '${password}';\nGRANT ALL ON *.* TO ${account} WITH GRANT OPTION;\n`,
    { mode: 0o600 },
  );
  const port = await freePort();
  const url = `mysql://songtao:${password}@127.0.0.1:${port}/`;
  let child = await serve();

  async function serve() {
    const log = openSync(join(dir, 'log'), 'a');
    const started = spawn(daemon ?? '', [...flags(dir, port), ...more], { stdio: ['ignore', log, log] });
    const until = Date.now() + START_MS;
    while (Date.now() < until && started.exitCode === null) {
      if (
        await run(url, 'SELECT 1').then(
          () => true,
          () => false,
        )
      )
        return started;
      await sleep(50);
    }
    started.kill('SIGKILL');
    throw new Error(`mariadbd did not start:\n${readFileSync(join(dir, 'log'), 'utf8').slice(-2_000)}`);
  }

  /** @param {NodeJS.Signals} signal */
  async function end(signal) {
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill(signal);
    await gone;
  }

  const sweep = () => {
    child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', sweep);

  return {
    /** The server, without a database. */
    url,
    /** The process of the server that runs now. */
    get pid() {
      return child.pid ?? 0;
    },
    /** The address of a new, empty database. */
    async fresh() {
      const name = `fresh_${randomBytes(6).toString('hex')}`;
      await run(url, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
      return `${url}${name}`;
    },
    /** As when the power fails. */
    crash: () => end('SIGKILL'),
    /** On the same port, with whatever the disk has. */
    async restart() {
      child = await serve();
    },
    async stop() {
      await end('SIGTERM');
      process.removeListener('exit', sweep);
      sweep();
    },
  };
}
