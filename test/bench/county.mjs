import { Readable } from 'node:stream';
import { createConnection } from 'mysql2/promise';
import { openTown, part } from './stage.mjs';

const TOWNS = 10;
/** Of a hundred cases so many are solved and closed, are being checked, were just reported. */
const SHARES = [90, 5, 5];
const DAY = 86_400_000;
/** What is told waits for the morning: delivering is measured by itself. */
const EVENING = 22;

/** @typedef {Record<string, any>} Raw a row as the database has it */
/** @typedef {{ record: Raw, actions: readonly Raw[], tasks: readonly Raw[], parties: readonly Raw[] }} History */

/** Three real cases, made by acting them: solved, in the middle of its check, just reported. @param {Awaited<ReturnType<typeof openTown>>} town */
async function actThree({ app, homes }) {
  const [{ Director }, { PersonStore }] = await Promise.all(
    ['demo/director', 'identity/person.store'].map(part),
  );
  const director = app.get(Director, { strict: false });
  const neighbour = await app.get(PersonStore, { strict: false }).personaOf('neighbour');
  const report = (/** @type {string} */ name) =>
    director.file(
      neighbour,
      'hardship',
      { kind: 'medical', channel: 'proxy', relation: '邻居', words: '老伴住院一个多月，钱不够。' },
      { subject: { name, village: homes[0]?.village, group: 3 } },
    );
  const byHolder = async (/** @type {string} */ id, /** @type {string} */ action, form = {}) =>
    director.act(id, await director.holder(id), action, form);
  const [solved, checked, fresh] = [await report('张办好'), await report('李在办'), await report('王新报')];
  await byHolder(solved, 'accept');
  await byHolder(solved, 'solve', { what: '带去镇卫生院，费用当天报了。' });
  await byHolder(checked, 'accept');
  await byHolder(checked, 'identify');
  await director.check(checked);
  return [solved, checked, fresh];
}

/** @type {Record<string, string>} */
const escapes = { '\\': '\\\\', '\t': '\\t', '\n': '\\n' };

/** Lines of a table for LOAD DATA. @param {readonly unknown[]} values */
const line = (values) =>
  `${values
    .map((value) => {
      if (value === null || value === undefined) return '\\N';
      if (typeof value === 'boolean') return value ? '1' : '0';
      if (value instanceof Date) return value.toISOString().slice(0, 23).replace('T', ' ');
      return String(value).replace(/[\\\t\n]/g, (sign) => escapes[sign] ?? sign);
    })
    .join('\t')}\n`;

/** @param {import('mysql2/promise').Connection} db @param {string} table @param {readonly Raw[]} rows */
async function loadData(db, table, rows) {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => line(columns.map((column) => row[column])));
  // A packet each would be slow, one for all too big for the server.
  const packets = Array.from({ length: Math.ceil(lines.length / 100) }, (_, n) =>
    Buffer.from(lines.slice(n * 100, n * 100 + 100).join('')),
  );
  await db.query({
    sql: `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${table} CHARACTER SET utf8mb4 (${columns.join(', ')})`,
    infileStreamFactory: () => Readable.from(packets),
  });
}

/** @param {import('mysql2/promise').Connection} db @param {string} id @returns {Promise<History>} */
async function historyOf(db, id) {
  const all = async (/** @type {string} */ table, /** @type {string} */ column) => {
    const [rows] = await db.query(`SELECT * FROM ${table} WHERE ${column} = ?`, [id]);
    return /** @type {Raw[]} */ (rows);
  };
  const [record] = await all('case_record', 'id');
  if (!record) throw new Error('no case to clone');
  return {
    record,
    actions: (await all('case_action', 'case_id')).toSorted((a, b) => a['seq'] - b['seq']),
    tasks: await all('case_task', 'case_id'),
    parties: await all('case_party', 'case_id'),
  };
}

/** Another case with the same history, sealed and chained as its own. @param {History} history @param {Raw} about @param {{ crypto: any, hashOf: any, chainStart: string }} house */
function clone({ record, actions, tasks, parties }, about, { crypto, hashOf, chainStart }) {
  const own = (/** @type {string} */ text) => text.replaceAll(record['id'], about['id']);
  const place = (/** @type {string} */ id, /** @type {number} */ seq) => ({
    table: 'case_action',
    column: 'envelope',
    rowId: `${id}:${seq}`,
  });
  let hash = chainStart;
  return {
    record: { ...record, ...about, live_key: null },
    actions: actions.map((row) => {
      const decided = own(row['decided']);
      const chained = {
        ...row,
        as: JSON.parse(row['acting']),
        decided: JSON.parse(decided),
        at: row['at'].toISOString(),
      };
      hash = hashOf(hash, about['id'], chained);
      const words = crypto.open(place(record['id'], row['seq']), row['envelope']);
      const envelope = crypto.seal(place(about['id'], row['seq']), words);
      return { ...row, case_id: about['id'], decided, hash, envelope };
    }),
    tasks: tasks.map((row) => ({
      ...row,
      id: own(row['id']),
      case_id: about['id'],
      open_key: row['open_key'] && own(row['open_key']),
      // The bench has no ladder to climb: its alerts are measured elsewhere.
      next_rung_at: null,
    })),
    parties: parties.map((row) => ({ ...row, case_id: about['id'] })),
  };
}

/** Where and when the nth case lies: over every village of ten towns, over three years. @param {number} n @param {readonly string[]} villages @param {History} history @param {(now: number) => string} newId */
function aboutOf(n, villages, { record }, newId) {
  const village = villages[n % villages.length] ?? '';
  const started = record['started'].getTime() - (n % 1_095) * DAY - (n % 86_400) * 1_000;
  return {
    id: newId(started),
    number: `9${String(n).padStart(12, '0')}`,
    town: village.slice(0, 9),
    village,
    grid: `${village}g0${(n % 3) + 1}`,
    village_group: (n % 9) + 1,
    household: null,
    subject_name: `村民${n}`,
    started: new Date(started),
    due: record['due'] && new Date(record['due'].getTime() + (n % 30) * DAY + (n % 997) * 1_000),
  };
}

/** @param {readonly string[]} own */
function villagesOf(own) {
  const [first = ''] = own;
  const towns = Array.from({ length: TOWNS }, (_, n) => `${first.slice(0, 6)}${String(101 + n)}`);
  return towns.flatMap((town) => own.map((village) => town + village.slice(9)));
}

/** A county of so many cases on a fresh database, every one of them a whole case. @param {string} url @param {number} count */
export async function plantCounty(url, count) {
  const town = await openTown({ DATABASE_URL: url }, EVENING);
  const [{ Crypto }, chain, { newId }] = await Promise.all(
    ['platform/crypto', 'case/case.chain', 'platform/ids'].map(part),
  );
  const house = { crypto: town.app.get(Crypto), ...chain };
  const ids = await actThree(town);
  const villages = villagesOf(
    [...new Set(town.homes.map((/** @type {Raw} */ home) => String(home['village'])))].sort(),
  );
  const db = await createConnection({ uri: url, timezone: 'Z', charset: 'utf8mb4_unicode_520_ci' });
  const three = await Promise.all(ids.map((id) => historyOf(db, id)));
  const mixed = three.flatMap((history, kind) => Array.from({ length: SHARES[kind] ?? 0 }, () => history));
  await db.query('SET GLOBAL innodb_flush_log_at_trx_commit = 0');
  await db.query('SET SESSION foreign_key_checks = 0, unique_checks = 0, sql_log_bin = 0');
  for (let from = 0; from < count; from += 10_000) {
    const clones = Array.from({ length: Math.min(10_000, count - from) }, (_, offset) => {
      const n = from + offset;
      const history = mixed[(n * 37) % mixed.length];
      if (!history) throw new Error('no history');
      return clone(history, aboutOf(n, villages, history, newId), house);
    });
    await loadData(
      db,
      'case_record',
      clones.map(({ record }) => record),
    );
    await loadData(
      db,
      'case_action',
      clones.flatMap(({ actions }) => actions),
    );
    await loadData(
      db,
      'case_task',
      clones.flatMap(({ tasks }) => tasks),
    );
    await loadData(
      db,
      'case_party',
      clones.flatMap(({ parties }) => parties),
    );
  }
  await db.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
  await db.query('ANALYZE TABLE case_record, case_action, case_task, case_party');
  const [fresh] = three.slice(-1);
  await db.end();
  await town.app.close();
  return { keys: town.config.keys.fields, fresh: /** @type {History} */ (fresh) };
}
