import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { TaskRungRow, CaseTaskRow } from '../../server/src/case/case.row.js';
import { Chance } from '../../server/src/demo/chance.js';
import { OutboxMessageRow } from '../../server/src/outbox/outbox.row.js';
import { Clock } from '../../server/src/platform/clock.js';
import { Database } from '../../server/src/platform/database.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { everyCase } from '../support/truth.js';
import type { WeChatStub } from '../wechat/stub.js';
import { Balancer } from './balancer.js';
import { brokenIn, storedIn } from './book.js';
import { Crowd, filing, hardships, post, signIn } from './crowd.js';
import { amount, figure } from './figures.js';
import { Ground } from './ground.js';
import { kept } from './ledger.js';
import { server, ServerProcess } from './process.js';
import { openWeChat, urgentAlerts, weChatEnv } from './weChat.js';

const SEED = 20_261_129;
const KILLS = amount(4, 60);
const ALERTS = amount(150, 3_000);
const DAYS = amount(6, 40);
const DRY_MS = 60_000;

jest.setTimeout(amount(600_000, 3_600_000));

describe.each(specDatabases.slice(1))('two replicas behind one address, on %s', (_kind, make) => {
  let stub: WeChatStub;
  let ground: Ground;
  let both: readonly [ServerProcess, ServerProcess];
  let balancer: Balancer;

  beforeAll(async () => {
    stub = await openWeChat();
    ground = await Ground.prepare(make);
    const env = { ...ground.env, ...weChatEnv(stub) };
    both = [await ServerProcess.at(server, env), await ServerProcess.at(server, env)];
    await Promise.all(both.map((each) => each.start()));
    balancer = await Balancer.of(...both.map(({ url }) => url));
  });
  afterAll(async () => {
    await balancer.close();
    for (const each of both) await each.end('SIGKILL');
    await stub.close();
    await ground.close();
  });

  /** Waits until nothing is left that could go out now. */
  async function dry(): Promise<void> {
    const until = Date.now() + DRY_MS;
    let left = -1;
    while (left !== 0 && Date.now() < until) {
      await sleep(200);
      left = await ground.count(`SELECT COUNT(*) AS n FROM outbox_message WHERE state = 'new'`);
    }
    expect(left).toBe(0);
  }

  /** The demo's day moves on in both at once, so that both do what falls due in it at the same moment. */
  const move = (days: number): Promise<unknown> =>
    Promise.all(both.map(({ url }) => post(url, '/demo/day', '', { days })));

  it('know whom the other one signed in, and whom it signed out', async () => {
    const token = await signIn(both[0].url, 'grid');
    const me = async (at: ServerProcess): Promise<number> =>
      (await fetch(`${at.url}/api/me`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await me(both[0]), await me(both[1])]).toEqual([200, 200]);
    const leave = { method: 'DELETE', headers: { authorization: `Bearer ${token}` } };
    expect((await fetch(`${both[1].url}/api/sessions/current`, leave)).status).toBe(200);
    expect([await me(both[0]), await me(both[1])]).toEqual([401, 401]);
  });

  it('take a request that comes to both at once as one', async () => {
    const { id, path, token, body } = filing(await signIn(balancer.url, 'neighbour'));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(both[index % 2]?.url ?? '', path, token, body)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, body: { id } });
    expect(await ground.count('SELECT COUNT(*) AS n FROM case_record')).toBe(1);
  });

  it('send every alert once, with one token between them', async () => {
    const crowd = new Crowd(
      () => balancer.url,
      hardships(await signIn(balancer.url, 'neighbour'), await signIn(balancer.url, 'grid'), {
        urgent: true,
      }),
    );
    const ledger = await crowd.through(async () => {
      await crowd.after(ALERTS);
    });
    await dry();
    const alerts = await ground.visit((eyes) => urgentAlerts(eyes, stub));
    const tokens = stub.received().filter(({ route }) => route === '/cgi-bin/stable_token').length;
    figure('two replicas, alerts', { acknowledged: ledger.acknowledged.size, ...alerts, tokens });
    expect([...ledger.statuses.keys()]).toEqual([200]);
    expect([...balancer.served.values()].filter((calls) => calls > 0)).toHaveLength(2);
    expect(alerts).toMatchObject({ missed: 0, repeated: 0 });
    expect(alerts.due).toBeGreaterThan(0);
    expect(tokens).toBe(1);
  });

  it('lose nothing when either is killed', async () => {
    const chance = new Chance(SEED);
    const crowd = new Crowd(
      () => balancer.url,
      hardships(await signIn(balancer.url, 'neighbour'), await signIn(balancer.url, 'grid'), {
        urgent: true,
      }),
    );
    const ledger = await crowd.through(async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const one = chance.pick(both);
        await crowd.after(chance.whole(0, 40), chance.whole(0, 15));
        await one.end('SIGKILL');
        await one.start();
      }
    });
    // What a killed one had in hand is taken up when its lease is over.
    await move(1);
    await dry();
    const [stored, broken, alerts] = await ground.visit(
      async (eyes) =>
        [await storedIn(eyes), await brokenIn(eyes, ledger), await urgentAlerts(eyes, stub)] as const,
    );
    // The cases of the tests before are nobody's here.
    const verdict = { ...ledger.verdict(stored), strange: 0 };
    figure('two replicas, either killed', { kills: KILLS, ...verdict, broken: broken.length, ...alerts });
    expect(verdict).toMatchObject(kept);
    expect(broken).toEqual([]);
    expect(alerts.missed).toBe(0);
    // Whoever is killed between sending and writing it down may have sent that one card.
    expect(alerts.repeated).toBeLessThanOrEqual(KILLS);
  });

  it('climb every rung of the ladder once, and one goes on where the other dies', async () => {
    const moving = Array.from({ length: DAYS / 2 }, () => 2);
    const [first, ...others] = moving;
    const dying = move(first ?? 1).catch(() => undefined);
    await sleep(100);
    await both[0].end('SIGKILL');
    await dying;
    await both[0].start();
    for (const days of others) await move(days);
    await dry();
    const found = await ground.visit(async (eyes) => {
      const db = eyes.get(Database).read();
      const rungs = await db.all(TaskRungRow, ['task', 'rung'], (query) => query);
      const told = await db.all(OutboxMessageRow, ['dedupeKey'], (query) => query);
      const missed = await db.count(CaseTaskRow, (query) =>
        query.where('r.closedAt IS NULL AND r.nextRungAt <= :now', { now: eyes.get(Clock).now() }),
      );
      const events = told.map(({ dedupeKey }) => dedupeKey.split('|')[0]);
      const times = rungs.map(
        ({ task, rung }) => events.filter((event) => event === `${task}.${rung}`).length,
      );
      return { cases: (await everyCase(eyes)).length, rungs: rungs.length, times: new Set(times), missed };
    });
    figure('two replicas, ladder', {
      days: DAYS,
      cases: found.cases,
      rungs: found.rungs,
      missed: found.missed,
    });
    expect(found).toMatchObject({ times: new Set([1]), missed: 0 });
    expect(found.rungs).toBeGreaterThan(found.cases);
  });
});
