import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'node:http';
import { send } from './load.mjs';
import { part, percentile, round, say } from './stage.mjs';

const VILLAGERS = 2_000;
const CADRES = 500;
/** Nobody taps without looking in between, and not all at once. */
const SPREAD_MS = 40_000;
const LOOK_MS = 20_000;

/** People with an open app each: a token, and only its hash in the database. @param {import('mysql2/promise').Connection} db @param {readonly string[]} staff */
async function peopleOf(db, staff) {
  const { newId } = await part('platform/ids');
  const now = new Date();
  const later = new Date(now.getTime() + 400 * 86_400_000);
  const villagers = Array.from({ length: VILLAGERS }, () => newId());
  const persons = villagers.map((id, n) => [id, `村民${n}`, false, '512002101216', now]);
  await db.query('INSERT INTO person (id, name, read_at_once, village, at) VALUES ?', [persons]);
  const { consentText } = await import('@songtao/shared/api/session.js');
  const consents = villagers.map((id) => [newId(), id, consentText.version, true, now]);
  await db.query('INSERT INTO consent (id, person, version, given, at) VALUES ?', [consents]);
  const cadres = Array.from({ length: CADRES }, (_, n) => staff[n % staff.length]);
  const tokens = [...villagers, ...cadres].map(() => randomBytes(32).toString('base64url'));
  const sessions = [...villagers, ...cadres].map((person, n) => [
    createHash('sha256')
      .update(tokens[n] ?? '')
      .digest('base64url'),
    person,
    later,
    later,
  ]);
  await db.query('INSERT INTO session (token_hash, person, expires_at, idle_at) VALUES ?', [sessions]);
  return { villagers: tokens.slice(0, VILLAGERS), cadres: tokens.slice(VILLAGERS), newId };
}

/** What one villager does: says a trouble, looks at the list, opens the case. @param {string} token @param {string} id @param {string} requestId @returns {import('./load.mjs').Call[]} */
const villagerCalls = (token, id, requestId) => [
  {
    method: 'POST',
    path: '/api/cases',
    token,
    body: {
      id,
      requestId,
      category: 'hardship',
      form: { kind: 'medical', channel: 'self', words: '老伴住院一个多月，钱不够。' },
      subject: { village: '512002101216', group: 3 },
    },
  },
  { method: 'GET', path: '/api/cases?worklist=mine&limit=20', token },
  { method: 'GET', path: `/api/cases/${id}`, token },
];

/** @param {string} token @returns {import('./load.mjs').Call[]} */
const cadreCalls = (token) => [
  { method: 'GET', path: '/api/tasks/today', token },
  { method: 'GET', path: '/api/cases?worklist=open&limit=20', token },
  { method: 'GET', path: '/api/me', token },
];

/** Two thousand villagers and five hundred cadres at once, each waiting for an answer before the next tap. @param {string} url @param {import('mysql2/promise').Connection} db */
export async function crowd(url, db) {
  const [staff] = await db.query('SELECT DISTINCT person FROM staff_role');
  const { villagers, cadres, newId } = await peopleOf(
    db,
    /** @type {{ person: string }[]} */ (staff).map(({ person }) => person),
  );
  const people = [
    ...villagers.map((token) => villagerCalls(token, newId(), newId())),
    ...cadres.map(cadreCalls),
  ];
  const agent = new Agent({ keepAlive: true, maxSockets: people.length });
  /** @type {number[]} */
  const times = [];
  /** @type {string[]} */
  const failures = [];
  const began = performance.now();
  await Promise.all(
    people.map(async (calls, n) => {
      await sleep((n * SPREAD_MS) / people.length);
      for (const call of calls) {
        const started = performance.now();
        const { status, text } = await send(agent, url, call).catch((error) => ({
          status: 0,
          text: String(error),
        }));
        times.push(performance.now() - started);
        if (status !== 200) failures.push(`${call.method} ${call.path}: ${status} ${text.slice(0, 120)}`);
        await sleep(((n * 7_919) % LOOK_MS) + 500);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  agent.destroy();
  const figures = {
    villagers: VILLAGERS,
    cadres: CADRES,
    calls: times.length,
    failed: failures.length,
    perSecond: round(times.length / seconds),
    p50: round(percentile(times, 0.5)),
    p95: round(percentile(times, 0.95)),
    p99: round(percentile(times, 0.99)),
  };
  const holds = failures.length === 0;
  say(
    `${VILLAGERS} villagers and ${CADRES} cadres: ${figures.calls} calls at ${figures.perSecond}/s, ${figures.failed} failed, ` +
      `p50 ${figures.p50} ms, p95 ${figures.p95} ms, p99 ${figures.p99} ms: ${holds ? 'kept' : `MISSED, such as ${failures[0]}`}`,
  );
  return { ...figures, holds };
}
