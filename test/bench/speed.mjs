import { createConnection } from 'mysql2/promise';
import { plantCounty } from './county.mjs';
import { crowd } from './crowd.mjs';
import { figuresOf, run } from './load.mjs';
import { call, memoryOf, part, round, say, startProgram, startServer } from './stage.mjs';

const CASES = Number(process.env.BENCH_CASES ?? 200_000);
const ROUNDS = 6;
const PEOPLE = 8;
const VILLAGE = '512002101216';
/** At most so many times the CPU of the bare server, and of its 99th percentile. */
const AIMS = { list: 1.3, submit: 1.6, page: 1.6 };
const P99 = 3;
const START_MS = 2_000;
const MEMORY_MB = 200;

/** @typedef {import('./load.mjs').Call} Call */

/** @param {string} url @param {string} persona */
const signIn = async (url, persona) => (await call(url, '/sessions/demo', { persona })).token;

/** What the bare program is told because it asks nobody. @param {Awaited<ReturnType<typeof plantCounty>>} county @param {import('mysql2/promise').Connection} db */
async function factsOf({ fresh }, db) {
  const [action] = fresh.actions;
  const { opened } = JSON.parse(action?.['decided']);
  const [people] = await db.query('SELECT name FROM person WHERE id = ?', [opened[0].holder]);
  return JSON.stringify({
    holder: opened[0].holder,
    holderName: /** @type {any} */ (people)[0].name,
    tasks: opened,
    town: fresh.record['town'],
    county: fresh.record['county'],
    village: '骝马村',
  });
}

/** The three calls, as staff and villagers make them. @param {{ secretary: string, neighbour: string }} tokens @param {readonly string[]} ids @param {() => string} newId */
const callsOf = ({ secretary, neighbour }, ids, newId) => ({
  list: () => ({ method: 'GET', path: '/api/cases?worklist=open&limit=20', token: secretary }),
  page: (/** @type {number} */ n) => ({
    method: 'GET',
    path: `/api/cases/${ids[(n * 7) % ids.length]}`,
    token: secretary,
  }),
  submit: (/** @type {number} */ n) => ({
    method: 'POST',
    path: '/api/cases',
    token: neighbour,
    body: {
      id: newId(),
      requestId: newId(),
      category: 'hardship',
      form: { kind: 'medical', channel: 'proxy', relation: '邻居', words: '老伴住院一个多月，钱不够。' },
      subject: { name: `报事${n}`, village: VILLAGE, group: 3 },
    },
  }),
});

const COUNTS = { list: 300, submit: 120, page: 240 };

/** One kind of call against both, in turns, so that both meet the same machine. @param {(n: number) => Call} calls @param {number} count @param {{ url: string, pid: number }} ours @param {{ url: string, pid: number }} bare @param {number} database */
async function compare(calls, count, ours, bare, database) {
  /** @type {Record<'ours' | 'bare', Awaited<ReturnType<typeof run>>[]>} */
  const rounds = { ours: [], bare: [] };
  for (let turn = -1; turn < ROUNDS; turn += 1) {
    for (const [name, { url, pid }] of /** @type {const} */ ([
      ['bare', bare],
      ['ours', ours],
    ])) {
      const done = await run({ url, pids: [pid, database], count, people: PEOPLE, calls });
      if (done.failed > 0) throw new Error(`${name}: ${done.last}`);
      // The first turn only warms.
      if (turn >= 0) rounds[name].push(done);
    }
  }
  const figures = { ours: figuresOf(rounds.ours), bare: figuresOf(rounds.bare) };
  return {
    ...figures,
    cpuRatio: round(figures.ours.cpuMs / figures.bare.cpuMs, 2),
    p99Ratio: round(figures.ours.p99 / figures.bare.p99, 2),
  };
}

/** CPU of one call as a multiple of a bare program's that does the same. @param {import('./run.mjs').Ground} ground */
export async function speed({ dir, mariadb }) {
  const url = await mariadb.fresh();
  const county = await plantCounty(url, CASES);
  const db = await createConnection({ uri: url, timezone: 'Z' });
  const [found] = await db.query('SELECT id FROM case_record WHERE village = ? ORDER BY id LIMIT 1000', [
    VILLAGE,
  ]);
  const ids = /** @type {{ id: string }[]} */ (found).map(({ id }) => id);
  const [[clock]] = /** @type {any} */ (await db.query('SELECT offset_minutes AS minutes FROM demo_clock'));
  const [key] = county.keys;
  const began = performance.now();
  const ours = await startServer({ DATABASE_URL: url, DATA_DIR: dir });
  const startMs = performance.now() - began;
  const bare = await startProgram('test/bench/bare.mjs', {
    DATABASE_URL: url,
    BARE_KEY: key.key.toString('base64'),
    BARE_KEY_ID: key.id,
    BARE_OFFSET_MS: String(clock.minutes * 60_000),
    BARE_FACTS: await factsOf(county, db),
  });
  try {
    const tokens = {
      secretary: await signIn(ours.url, 'secretary'),
      neighbour: await signIn(ours.url, 'neighbour'),
    };
    const { newId } = await part('platform/ids');
    const calls = callsOf(tokens, ids, newId);
    /** @type {Record<string, Awaited<ReturnType<typeof compare>>>} */
    const results = {};
    let holds = true;
    for (const name of /** @type {const} */ (['list', 'submit', 'page'])) {
      const result = await compare(calls[name], COUNTS[name], ours, bare, mariadb.pid);
      const isKept = result.cpuRatio <= AIMS[name] && result.p99Ratio < P99;
      holds &&= isKept;
      results[name] = result;
      say(
        `${name}: ${result.ours.cpuMs} ms of CPU, bare ${result.bare.cpuMs} ms: ${result.cpuRatio} times (aim ${AIMS[name]}); ` +
          `${result.ours.perSecond}/s, bare ${result.bare.perSecond}/s; p99 ${result.ours.p99} ms, bare ${result.bare.p99} ms: ${isKept ? 'kept' : 'MISSED'}`,
      );
    }
    const many = await crowd(ours.url, db);
    const memory = memoryOf(ours.pid);
    const isSmall = startMs < START_MS && memory < MEMORY_MB;
    say(
      `start to ready ${round(startMs)} ms, ${memory} MB resident at the end: ${isSmall ? 'kept' : 'MISSED'}`,
    );
    const whole = { startMs: round(startMs), memoryMb: memory };
    return { cases: CASES, ...results, crowd: many, ...whole, holds: holds && many.holds && isSmall };
  } finally {
    await ours.stop();
    await bare.stop();
    await db.end();
  }
}
