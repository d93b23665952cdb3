import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { brokenIn, storedIn } from './book.js';
import { Crowd, hardships, post, signIn } from './crowd.js';
import { amount, figure, promised } from './figures.js';
import { Ground } from './ground.js';
import { kept } from './ledger.js';
import { Line, type Weather } from './line.js';
import { server, ServerProcess } from './process.js';

const AWAY_MS = amount(2_000, 30_000);
const RECOVERED_MS = 2_000;

jest.setTimeout(amount(600_000, 3_600_000));

describe.each(specDatabases.slice(1))('a line to the database that fails, on %s', (_kind, make) => {
  let ground: Ground;
  let line: Line;
  let house: ServerProcess;

  beforeAll(async () => {
    ground = await Ground.prepare(make);
    const url = new URL(ground.env.DATABASE_URL ?? '');
    line = await Line.to(Number(url.port));
    url.port = String(line.port);
    house = await ServerProcess.at(server, { ...ground.env, DATABASE_URL: url.href });
    await house.start();
  });
  afterAll(async () => {
    await house.end('SIGKILL');
    await line.close();
    await ground.close();
  });

  const ask = async (path: string): Promise<number> => (await fetch(`${house.url}/api${path}`)).status;

  it.each([
    { name: 'refused', weather: 'down', awayMs: AWAY_MS, answeredMs: 1_000 },
    // Nothing says that nobody is there; a call ends where WeChat's own calls to a container end.
    { name: 'a black hole', weather: 'blackhole', awayMs: Math.max(AWAY_MS, 4_000), answeredMs: 15_000 },
    { name: 'reset', weather: 'reset', awayMs: 500, answeredMs: 1_000 },
  ] as const)(
    '$name: everybody is told so, and nothing is lost',
    async ({ name, weather, awayMs, answeredMs }) => {
      const token = await signIn(house.url, 'neighbour');
      const crowd = new Crowd(() => house.url, hardships(token, await signIn(house.url, 'grid')));
      let recoveredMs = 0;
      const ledger = await crowd.through(async () => {
        await crowd.after(24);
        await line.set(weather);
        await sleep(awayMs / 2);
        expect([await ask('/health'), await ask('/ready')]).toEqual([200, 503]);
        const told = await post(house.url, '/messages/read', token, { ids: [newId()] });
        expect(told).toMatchObject({ status: 503, body: { code: 'away', retry: true } });
        await sleep(awayMs / 2);
        await line.set('calm');
        const back = performance.now();
        while (!(await house.isReady())) await sleep(20);
        recoveredMs = Math.round(performance.now() - back);
        await crowd.after(24);
      });
      await line.set('calm');
      const [stored, broken] = await ground.visit(
        async (eyes) => [await storedIn(eyes), await brokenIn(eyes, ledger)] as const,
      );
      const verdict = { ...ledger.verdict(stored), strange: 0 };
      const [slowestMs, refused] = [Math.round(crowd.slowest), ledger.statuses.get(503) ?? 0];
      figure(`database: ${name}`, {
        awayMs,
        ...verdict,
        broken: broken.length,
        refused,
        slowestMs,
        recoveredMs,
      });
      expect(verdict).toMatchObject(kept);
      expect(broken).toEqual([]);
      expect([...ledger.statuses.keys()].toSorted()).toEqual([200, 503]);
      promised('an answer while the database is away, ms', slowestMs, answeredMs);
      promised('ready again, ms', recoveredMs, RECOVERED_MS);
    },
  );

  it.each<{ name: string; weather: Weather }>([
    { name: 'slow', weather: { latency: 100 } },
    { name: 'cut in the middle of an answer', weather: { cut: 20_000 } },
  ])('$name: what is acknowledged is kept', async ({ name, weather }) => {
    const crowd = new Crowd(
      () => house.url,
      hardships(await signIn(house.url, 'neighbour'), await signIn(house.url, 'grid')),
    );
    const ledger = await crowd.through(async () => {
      await crowd.after(24);
      await line.set(weather);
      await sleep(amount(1_500, 10_000));
      await line.set('calm');
    });
    const stored = await ground.visit(storedIn);
    const verdict = { ...ledger.verdict(stored), strange: 0 };
    figure(`database: ${name}`, { ...verdict, slowestMs: Math.round(crowd.slowest) });
    expect(verdict).toMatchObject(kept);
    expect([...ledger.statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  });
});
