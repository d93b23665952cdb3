import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Chance } from '../../server/src/demo/chance.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { brokenIn, storedIn } from './book.js';
import { Crowd, hardships, signIn } from './crowd.js';
import { amount, figure, percentile } from './figures.js';
import { Ground } from './ground.js';
import { kept } from './ledger.js';
import { server, ServerProcess } from './process.js';

const SEED = 20_261_127;
const KILLS = amount(15, 100);
const BETWEEN = amount(14, 40);

jest.setTimeout(amount(600_000, 3_600_000));

describe.each(specDatabases)('a server killed at any moment, on %s', (kind, make) => {
  let ground: Ground;
  let house: ServerProcess;

  beforeAll(async () => {
    ground = await Ground.prepare(make);
    house = await ServerProcess.at(server, ground.env);
    await house.start();
  });
  afterAll(async () => {
    await house.end('SIGKILL');
    await ground.close();
  });

  it('keeps everything that it acknowledged, once, and tells everybody of it', async () => {
    const chance = new Chance(SEED);
    const crowd = new Crowd(
      () => house.url,
      hardships(await signIn(house.url, 'neighbour'), await signIn(house.url, 'grid')),
    );
    const ledger = await crowd.through(async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await crowd.after(chance.whole(0, BETWEEN), chance.whole(0, 15));
        await house.end('SIGKILL');
        await house.start();
      }
    });
    await house.end('SIGKILL');
    const [stored, broken] = await ground.visit(
      async (eyes) => [await storedIn(eyes), await brokenIn(eyes, ledger)] as const,
    );
    const verdict = ledger.verdict(stored);
    figure(`kill -9 of the server, ${kind}`, {
      kills: KILLS,
      ...verdict,
      broken: broken.length,
      readyMsP95: percentile(house.starts, 0.95),
    });
    expect(verdict).toMatchObject(kept);
    expect(broken).toEqual([]);
    expect([...ledger.statuses.keys()].filter((status) => status !== 200 && status !== 0)).toEqual([]);
    // What was asked for was got, and there was enough of it for a kill to have met some.
    expect(verdict.acknowledged).toBe(ledger.asked.size);
    expect(ledger.statuses.get(0)).toBeGreaterThan(KILLS);
  });
});
