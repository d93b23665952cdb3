import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startMariaDb } from '../support/mariadb.mjs';

const REPORTS = 400;
const AT_ONCE = 8;
const PROMISED_SECONDS = 5;

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = (/** @type {string} */ path) => new URL(`../../server/dist/${path}`, import.meta.url).href;

/** @param {number[]} values @param {number} share */
const percentile = (values, share) => {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
};

/** The stand-in for WeChat, to whose door a message has to come. */
async function startWeChat() {
  const stub = spawn(process.execPath, [join(root, 'test/dist/wechat/main.js')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, STUB_PORT: '0' },
  });
  if (!stub.stdout) throw new Error('the stand-in for WeChat has no output');
  const [url] = await once(createInterface({ input: stub.stdout }), 'line');
  const fields = { thing1: '提醒内容', time2: '时间' };
  const templates = [{ id: 'staff', title: '待办提醒', kind: 'employee', fields }];
  await fetch(`${url}/__stub/templates`, { method: 'POST', body: JSON.stringify({ templates }) });
  await fetch(`${url}/__stub/employee`, { method: 'POST', body: JSON.stringify({ openid: 'demo-grid' }) });
  return { url, stop: () => stub.kill() };
}

/** The demo's town on one database, at a morning hour so that nothing waits for the digest. @param {Record<string, string>} env */
async function openTown(env) {
  const [
    { AppModule },
    { readConfig },
    { TownSeed },
    { buildApplication, openPlatform },
    { Clock },
    { Log },
    { migrateUp },
    { migrations },
    { rows },
    { Database },
  ] = await Promise.all(
    [
      'app.module',
      'config/config',
      'demo/town.seed',
      'platform/application',
      'platform/clock',
      'platform/logger',
      'platform/migrator',
      'platform/migrations',
      'platform/rows',
      'platform/database',
    ].map((name) => import(dist(`${name}.js`))),
  );
  const config = readConfig({
    ...process.env,
    ...env,
    DEMO: '1',
    LIMIT_CALLER_PER_MINUTE: '100000',
    LIMIT_ADDRESS_PER_MINUTE: '1000000',
  });
  const platform = await openPlatform(config, { rows, migrations }, new Log('error'));
  await migrateUp(platform.database);
  const app = await buildApplication(platform, AppModule);
  const shift = Date.parse(`${new Date().toISOString().slice(0, 10)}T02:00:00.000Z`) - Date.now();
  Object.assign(app.get(Clock), { now: () => new Date(Date.now() + shift) });
  await app.listen(0, '127.0.0.1');
  await app.get(TownSeed, { strict: false }).plant();
  return { url: await app.getUrl(), app, database: app.get(Database) };
}

/** @param {string} url @param {string} path @param {object} body @param {string} [token] */
async function post(url, path, body, token) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(`${url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Reports from many phones at once; milliseconds from sending to the answer. @param {string} url @param {() => string} newId */
async function submit(url, newId) {
  const { token } = await post(url, '/sessions/demo', { persona: 'neighbour' });
  /** @type {number[]} */
  const times = [];
  let left = REPORTS;
  const phone = async () => {
    while (left > 0) {
      const number = (left -= 1);
      const form = { kind: 'medical', channel: 'proxy', relation: '邻居', words: '住院花了很多钱' };
      const subject = { name: `测试${number}`, village: '512002101216', group: 3 };
      const started = performance.now();
      await post(
        url,
        '/cases',
        { id: newId(), requestId: newId(), category: 'hardship', form, subject },
        token,
      );
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, phone));
  return times;
}

/** Milliseconds from the commit's row to WeChat's door, read from the outbox once it has run dry. @param {{ read(): { manager: { query(sql: string): Promise<{ created_at: string, sent_at: string | null }[]> } } }} database */
async function delivered(database) {
  for (let wait = 0; wait < 600; wait += 1) {
    const rows = await database
      .read()
      .manager.query(`SELECT created_at, sent_at FROM outbox_message WHERE template = 'taskOpened'`);
    if (rows.length > 0 && rows.every((row) => row.sent_at !== null)) {
      return rows.map((row) => Number(new Date(row.sent_at ?? '')) - Number(new Date(row.created_at)));
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the outbox did not run dry');
}

/** @param {string} name @param {Record<string, string>} env */
async function measure(name, env) {
  const weChat = await startWeChat();
  const town = await openTown({
    ...env,
    WECHAT_APPID: 'wxdemo0000000000000',
    WECHAT_SECRET: 'demo-secret',
    WECHAT_BASE_URL: weChat.url,
    WECHAT_TEMPLATES: 'staff:staff',
  });
  const { newId } = await import(dist('platform/ids.js'));
  const answers = await submit(town.url, newId);
  const doors = await delivered(town.database);
  await town.app.close();
  weChat.stop();
  const figures = {
    reports: REPORTS,
    atOnce: AT_ONCE,
    answerMs: {
      p50: percentile(answers, 0.5),
      p95: percentile(answers, 0.95),
      p99: percentile(answers, 0.99),
    },
    doorMs: { p50: percentile(doors, 0.5), p95: percentile(doors, 0.95), p99: percentile(doors, 0.99) },
  };
  const holds = figures.answerMs.p95 + figures.doorMs.p95 <= PROMISED_SECONDS * 1_000;
  process.stdout.write(
    `${name}: answer and inbox p95 ${figures.answerMs.p95} ms, WeChat's door p95 ${figures.doorMs.p95} ms after it; promised ${PROMISED_SECONDS} s: ${holds ? 'kept' : 'MISSED'}\n`,
  );
  return { ...figures, holds };
}

const dir = mkdtempSync(join(tmpdir(), 'songtao-bench-'));
const mariadb = await startMariaDb();
const results = {
  sqlite: await measure('SQLite', { DATA_DIR: dir }),
  mariadb: await measure('MariaDB', { DATA_DIR: dir, DATABASE_URL: await mariadb.fresh() }),
};
await mariadb.stop();
rmSync(dir, { recursive: true });
const file = process.argv[process.argv.indexOf('--json') + 1];
if (process.argv.includes('--json') && file) writeFileSync(file, JSON.stringify(results, null, 2));
process.exitCode = results.sqlite.holds && results.mariadb.holds ? 0 : 1;
