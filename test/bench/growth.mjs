import { createConnection } from 'mysql2/promise';
import { plantCounty } from './county.mjs';
import { figuresOf, run } from './load.mjs';
import { call, round, say, startServer } from './stage.mjs';

const SMALL = Number(process.env.BENCH_SMALL ?? 20_000);
const TIMES = Number(process.env.BENCH_TIMES ?? 100);
const ROUNDS = 5;
/** A hundred times the cases may cost at most so many times. */
const AIM = 1.5;
const GIGABYTES = 3;

/** @typedef {import('mysql2/promise').Connection} Connection */
/** @typedef {Record<string, any>} Raw */

/** As much data as one machine holds for a county. @param {Connection} db */
const giveRoom = (db) => db.query(`SET GLOBAL innodb_buffer_pool_size = ${GIGABYTES * 1_073_741_824}`);

/** Every case so many times, each under an id and a number of its own. Indexes are made once the rows are there, which is quicker by far. @param {Connection} db */
async function multiply(db) {
  const [indexes] = await db.query(
    `SELECT index_name AS name, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND table_name = 'case_record' AND non_unique = 1 GROUP BY index_name`,
  );
  const own = /** @type {{ name: string, columns: string }[]} */ (indexes);
  const [found] = await db.query(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'case_record'`,
  );
  const names = /** @type {{ name: string }[]} */ (found).map(({ name }) => name);
  /** @type {Record<string, string>} */
  const changed = {
    id: `CONCAT(LEFT(r.id, 24), LPAD(HEX(CONV(RIGHT(r.id, 8), 16, 10) ^ s.seq), 12, '0'))`,
    number: `CONCAT(LEFT(r.number, 13), 'x', s.seq)`,
    started: 'r.started - INTERVAL s.seq MINUTE',
    due: 'r.due + INTERVAL s.seq MINUTE',
  };
  await db.query(`ALTER TABLE case_record ${own.map(({ name }) => `DROP INDEX ${name}`).join(', ')}`);
  await db.query('SET SESSION sql_log_bin = 0, unique_checks = 0, foreign_key_checks = 0');
  await db.query(
    `INSERT IGNORE INTO case_record (${names.join(', ')}) SELECT ${names.map((name) => changed[name] ?? `r.${name}`).join(', ')}
     FROM case_record r, seq_1_to_${TIMES - 1} s`,
  );
  await db.query(
    `ALTER TABLE case_record ${own.map(({ name, columns }) => `ADD INDEX ${name} (${columns})`).join(', ')}`,
  );
  await db.query('ANALYZE TABLE case_record');
}

/** @param {string} url @param {{ dir: string }} ground @param {boolean} isLarge */
async function openCounty(url, { dir }, isLarge) {
  await plantCounty(url, SMALL);
  const db = await createConnection({ uri: url });
  await giveRoom(db);
  if (isLarge) await multiply(db);
  const [[counted]] = /** @type {any} */ (await db.query('SELECT COUNT(*) AS cases FROM case_record'));
  await db.end();
  const server = await startServer({ DATABASE_URL: url, DATA_DIR: dir });
  const tokens = await Promise.all(
    ['secretary', 'county'].map(
      async (persona) => (await call(server.url, '/sessions/demo', { persona })).token,
    ),
  );
  return { server, cases: Number(counted.cases), tokens };
}

/** What a list costs in a county of two million cases, as a multiple of one of twenty thousand. @param {import('./run.mjs').Ground} ground */
export async function growth(ground) {
  const { mariadb } = ground;
  const small = await openCounty(await mariadb.fresh(), ground, false);
  const large = await openCounty(await mariadb.fresh(), ground, true);
  /** @type {Record<string, object>} */
  const results = {};
  let holds = true;
  for (const [index, reader] of ['village secretary', 'county officer'].entries()) {
    /** @type {Record<'small' | 'large', Awaited<ReturnType<typeof run>>[]>} */
    const rounds = { small: [], large: [] };
    for (let turn = -1; turn < ROUNDS; turn += 1) {
      for (const [name, county] of /** @type {const} */ ([
        ['small', small],
        ['large', large],
      ])) {
        const list = {
          method: 'GET',
          path: '/api/cases?worklist=open&limit=20',
          token: county.tokens[index],
        };
        const { url, pid } = county.server;
        const done = await run({ url, pids: [pid, mariadb.pid], count: 150, people: 4, calls: () => list });
        if (done.failed > 0) throw new Error(done.last);
        if (turn >= 0) rounds[name].push(done);
      }
    }
    const figures = { small: figuresOf(rounds.small), large: figuresOf(rounds.large) };
    const ratio = round(figures.large.cpuMs / figures.small.cpuMs, 2);
    const isKept = ratio <= AIM;
    holds &&= isKept;
    results[reader] = { ...figures, ratio };
    say(
      `list of a ${reader}: ${figures.large.cpuMs} ms of CPU among ${large.cases} cases, ${figures.small.cpuMs} ms among ${small.cases}: ` +
        `${ratio} times, p50 ${figures.large.p50} and ${figures.small.p50} ms (aim ${AIM}): ${isKept ? 'kept' : 'MISSED'}`,
    );
  }
  await Promise.all([small, large].map(({ server }) => server.stop()));
  return { small: small.cases, large: large.cases, ...results, holds };
}
