import { call, openTown, part, percentile, round, say, startProgram } from './stage.mjs';

const REPORTS = 400;
const AT_ONCE = 8;
const PROMISED_SECONDS = 5;
/** Nothing waits for the digest. */
const MORNING = 10;

/** The stand-in for WeChat, to whose door a message has to come. */
async function startWeChat() {
  const stub = await startProgram('test/dist/wechat/main.js', { STUB_PORT: '0' });
  const fields = { thing1: '提醒内容', time2: '时间' };
  const templates = [{ id: 'staff', title: '待办提醒', kind: 'employee', fields }];
  await fetch(`${stub.url}/__stub/templates`, { method: 'POST', body: JSON.stringify({ templates }) });
  await fetch(`${stub.url}/__stub/employee`, {
    method: 'POST',
    body: JSON.stringify({ openid: 'demo-grid' }),
  });
  return stub;
}

/** Reports from many phones at once; milliseconds from sending to the answer. @param {string} url @param {() => string} newId */
async function submit(url, newId) {
  const { token } = await call(url, '/sessions/demo', { persona: 'neighbour' });
  /** @type {number[]} */
  const times = [];
  let left = REPORTS;
  const phone = async () => {
    while (left > 0) {
      const number = (left -= 1);
      const form = { kind: 'medical', channel: 'proxy', relation: '邻居', words: '住院花了很多钱' };
      const subject = { name: `测试${number}`, village: '512002101216', group: 3 };
      const started = performance.now();
      await call(
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
  const settings = {
    ...env,
    WECHAT_APPID: 'wxdemo0000000000000',
    WECHAT_SECRET: 'demo-secret',
    WECHAT_BASE_URL: weChat.url,
    WECHAT_TEMPLATES: 'staff:staff',
  };
  const town = await openTown(settings, MORNING);
  const { newId } = await part('platform/ids');
  const answers = await submit(town.url, newId);
  const doors = await delivered(town.database);
  await town.app.close();
  await weChat.stop();
  const ms = (/** @type {number[]} */ times) => ({
    p50: round(percentile(times, 0.5)),
    p95: round(percentile(times, 0.95)),
    p99: round(percentile(times, 0.99)),
  });
  const figures = { reports: REPORTS, atOnce: AT_ONCE, answerMs: ms(answers), doorMs: ms(doors) };
  const holds = figures.answerMs.p95 + figures.doorMs.p95 <= PROMISED_SECONDS * 1_000;
  say(
    `${name}: answer and inbox p95 ${figures.answerMs.p95} ms, WeChat's door p95 ${figures.doorMs.p95} ms after it; promised ${PROMISED_SECONDS} s: ${holds ? 'kept' : 'MISSED'}`,
  );
  return { ...figures, holds };
}

/** From a villager's tap to the inbox and to WeChat's door, on both databases. @param {import('./run.mjs').Ground} ground */
export async function alerts({ dir, mariadb }) {
  const sqlite = await measure('SQLite', { DATA_DIR: dir });
  const mysql = await measure('MariaDB', { DATA_DIR: dir, DATABASE_URL: await mariadb.fresh() });
  return { sqlite, mariadb: mysql, holds: sqlite.holds && mysql.holds };
}
