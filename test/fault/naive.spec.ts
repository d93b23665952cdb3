import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, jest } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { Chance } from '../../server/src/demo/chance.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Crowd, filing } from './crowd.js';
import { amount, figure } from './figures.js';
import type { Stored } from './ledger.js';
import { ServerProcess } from './process.js';

const SEED = 7;
const KILLS = amount(4, 20);

jest.setTimeout(amount(600_000, 3_600_000));

const naive = fileURLToPath(new URL('naive.mjs', import.meta.url));

async function storedAt(url: string): Promise<Stored> {
  const connection = await createConnection(url);
  const [reports] = await connection.query<RowDataPacket[]>('SELECT id FROM report');
  const [news] = await connection.query<RowDataPacket[]>('SELECT report FROM news');
  await connection.end();
  return {
    written: reports.map(({ id }) => `${id} report`),
    told: new Set(news.map(({ report }) => `${report} report`)),
  };
}

describe.each(specDatabases.slice(1))('what looks for loss, on %s', (_kind, make) => {
  it.each([
    ['answersFirst', 'lost'],
    ['forgetsWhoAsked', 'doubled'],
    ['tellsAfterwards', 'untold'],
  ] as const)('finds what a server does that %s: %s', async (way, fault) => {
    const database = await make();
    const url = database.env.DATABASE_URL ?? '';
    const house = await ServerProcess.at(naive, { DATABASE_URL: url, NAIVE: way });
    const chance = new Chance(SEED);
    await house.start();
    const crowd = new Crowd(
      () => house.url,
      async (ask) => void (await ask(filing(''))),
    );
    const ledger = await crowd.through(async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await crowd.after(chance.whole(8, 24), chance.whole(0, 15));
        await house.end('SIGKILL');
        await house.start();
      }
    });
    // Whatever it still has in hand.
    await sleep(200);
    await house.end('SIGKILL');
    const verdict = ledger.verdict(await storedAt(url));
    await database.drop();
    figure(`kill -9 of a naive server that ${way}`, { kills: KILLS, ...verdict });
    expect(verdict[fault]).toBeGreaterThan(0);
  });
});
