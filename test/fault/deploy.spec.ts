import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Balancer } from './balancer.js';
import { brokenIn, storedIn } from './book.js';
import { Crowd, hardships, signIn } from './crowd.js';
import { amount, figure, promised } from './figures.js';
import { Ground } from './ground.js';
import { kept } from './ledger.js';
import { NextVersion } from './next.version.js';
import { server, ServerProcess } from './process.js';

const RESTARTS = amount(1, 20);

jest.setTimeout(amount(600_000, 3_600_000));

const run = promisify(execFile);

describe.each(specDatabases.slice(1))('under load, on %s', (_kind, make) => {
  let ground: Ground;
  let env: Record<string, string>;
  let next: NextVersion;
  let running: ServerProcess[];
  let balancer: Balancer;

  beforeAll(async () => {
    ground = await Ground.prepare(make);
    env = { ...ground.env, STOP_NOTICE_SECONDS: '1' };
    next = new NextVersion();
    running = [await ServerProcess.at(server, env), await ServerProcess.at(server, env)];
    await Promise.all(running.map((each) => each.start()));
    balancer = await Balancer.of(...running.map(({ url }) => url));
  });
  afterAll(async () => {
    await balancer.close();
    for (const each of running) await each.end('SIGKILL');
    next.remove();
    await ground.close();
  });

  const crowd = async (): Promise<Crowd> =>
    new Crowd(
      () => balancer.url,
      hardships(await signIn(balancer.url, 'neighbour'), await signIn(balancer.url, 'grid')),
    );

  it('a server told to stop drops no call', async () => {
    const people = await crowd();
    const codes: (number | null)[] = [];
    const ledger = await people.through(async () => {
      for (let restart = 0; restart < RESTARTS; restart += 1) {
        const one = running[restart % 2];
        await people.after(16);
        codes.push((await one?.end('SIGTERM')) ?? null);
        await one?.start();
      }
    });
    const answers = [...ledger.statuses.values()].reduce((sum, times) => sum + times, 0);
    const failed = answers - (ledger.statuses.get(200) ?? 0);
    figure('SIGTERM under load', {
      restarts: RESTARTS,
      answers,
      failed,
      slowestMs: Math.round(people.slowest),
    });
    expect([...ledger.statuses.keys()]).toEqual([200]);
    promised('servers that did not end in time', codes.filter((code) => code !== 0).length, 0);
  });

  it('old code works on while the next release migrates, and hands over to it', async () => {
    const people = await crowd();
    const ledger = await people.through(async () => {
      await people.after(16);
      const { stdout } = await run(process.execPath, [next.migrate], {
        env: { ...env, PATH: process.env.PATH },
      });
      expect(stdout).toContain('Next4070908800000');
      await people.after(16);
      for (const old of running.slice(0, 2)) {
        const newer = await ServerProcess.at(next.server, env);
        running.push(newer);
        await newer.start();
        balancer.add(newer.url);
        await old.end('SIGTERM');
      }
      await people.after(16);
    });
    for (const each of running) await each.end('SIGTERM');
    const [stored, broken] = await ground.visit(
      async (eyes) => [await storedIn(eyes), await brokenIn(eyes, ledger)] as const,
    );
    // The cases of the test before are nobody's here.
    const verdict = { ...ledger.verdict(stored), strange: 0 };
    const calls = [...balancer.served.values()];
    const answers = [...ledger.statuses.values()].reduce((sum, times) => sum + times, 0);
    const failed = answers - (ledger.statuses.get(200) ?? 0);
    figure('rolling upgrade with a migration', {
      answers,
      failed,
      ...verdict,
      broken: broken.length,
      slowestMs: Math.round(people.slowest),
    });
    expect([...ledger.statuses.keys()]).toEqual([200]);
    expect(verdict).toMatchObject(kept);
    expect(broken).toEqual([]);
    // Both the old and the new ones had a share.
    expect(calls).toHaveLength(4);
  });
});
