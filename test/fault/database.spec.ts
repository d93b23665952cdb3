import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Chance } from '../../server/src/demo/chance.js';
import { startMariaDb } from '../support/mariadb.mjs';
import { brokenIn, storedIn } from './book.js';
import { Crowd, hardships, signIn } from './crowd.js';
import { amount, figure, percentile, promised } from './figures.js';
import { Ground } from './ground.js';
import { kept } from './ledger.js';
import { server, ServerProcess } from './process.js';

const SEED = 20_261_128;
const KILLS = amount(3, 50);
const RECOVERED_MS = 2_000;

jest.setTimeout(amount(600_000, 3_600_000));

describe('MariaDB killed at any moment', () => {
  let mariadb: Awaited<ReturnType<typeof startMariaDb>>;
  let ground: Ground;
  let house: ServerProcess;

  beforeAll(async () => {
    mariadb = await startMariaDb();
    const url = await mariadb.fresh();
    ground = await Ground.prepare(async () => ({ env: { DATABASE_URL: url }, drop: () => mariadb.stop() }));
    house = await ServerProcess.at(server, ground.env);
    await house.start();
  });
  afterAll(async () => {
    await house.end('SIGKILL');
    await ground.close();
  });

  it('loses nothing that was acknowledged, and the server comes back by itself', async () => {
    const chance = new Chance(SEED);
    const crowd = new Crowd(
      () => house.url,
      hardships(await signIn(house.url, 'neighbour'), await signIn(house.url, 'grid')),
    );
    const recoveries: number[] = [];
    const seen = { health: new Set<number>(), ready: new Set<number>() };
    const ledger = await crowd.through(async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await crowd.after(chance.whole(0, 60), chance.whole(0, 15));
        await mariadb.crash();
        seen.health.add((await fetch(`${house.url}/api/health`)).status);
        seen.ready.add((await fetch(`${house.url}/api/ready`)).status);
        await mariadb.restart();
        const back = performance.now();
        while (!(await house.isReady())) await sleep(20);
        recoveries.push(performance.now() - back);
      }
    });
    await house.end('SIGKILL');
    const [stored, broken] = await ground.visit(
      async (eyes) => [await storedIn(eyes), await brokenIn(eyes, ledger)] as const,
    );
    const verdict = ledger.verdict(stored);
    const [slowestMs, recoveredMsP95] = [Math.round(crowd.slowest), percentile(recoveries, 0.95)];
    figure('kill -9 of MariaDB', {
      kills: KILLS,
      ...verdict,
      broken: broken.length,
      slowestMs,
      recoveredMsP95,
    });
    expect(verdict).toMatchObject(kept);
    expect(broken).toEqual([]);
    // Never 500, and nobody was left without an answer.
    expect([...ledger.statuses.keys()].toSorted()).toEqual([200, 503]);
    expect([[...seen.health], [...seen.ready]]).toEqual([[200], [503]]);
    promised('ready again after MariaDB is back, ms', recoveredMsP95, RECOVERED_MS);
  });
});
