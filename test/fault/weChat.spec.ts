import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CaseClock } from '../../server/src/case/case.clock.js';
import { Channels } from '../../server/src/outbox/channels.js';
import { Dispatcher } from '../../server/src/outbox/dispatcher.js';
import { OutboxMessageRow } from '../../server/src/outbox/outbox.row.js';
import { Database } from '../../server/src/platform/database.js';
import { Log } from '../../server/src/platform/logger.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Story } from '../api/story.js';
import { Town } from '../support/town.js';
import { everyCase, faultsOf } from '../support/truth.js';
import type { Fault } from '../wechat/faults.js';
import type { WeChatStub } from '../wechat/stub.js';
import { figure } from './figures.js';
import { openWeChat, weChatEnv } from './weChat.js';

const sendRoute = '/cgi-bin/message/wxopen/employeerelationmsg/send';
const [[, make]] = specDatabases as [(typeof specDatabases)[number]];

jest.setTimeout(120_000);

describe('a word of a villager', () => {
  let stub: WeChatStub;
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    stub = await openWeChat();
    town = await Town.open(make, { env: weChatEnv(stub), log: new Log('silent') });
    story = new Story(town);
  });
  afterAll(async () => {
    await town.close();
    await stub.close();
  });

  const dispatch = (): Promise<void> => town.get(Dispatcher).run();

  /** The states of what was put out for the holder of this case. */
  async function statesOf(id: string): Promise<string[]> {
    const person = await town.idOf('grid');
    const found = await town
      .get(Database)
      .read()
      .all(OutboxMessageRow, ['state'], (query) =>
        query.where('r.person = :person AND r.dedupeKey LIKE :id', { person, id: `${id}%` }),
      );
    return [...new Set(found.map(({ state }) => state))];
  }

  const cardsSince = (from: number): number =>
    stub
      .delivered()
      .slice(from)
      .filter(({ openid }) => openid === 'demo-grid').length;

  it.each<{ name: string; fault: Fault; kind: string; first: string; cards: number }>([
    { name: 'a gateway answers instead', fault: 'html', kind: 'medical', first: 'new', cards: 1 },
    { name: 'it is busy', fault: { errcode: -1 }, kind: 'housing', first: 'new', cards: 1 },
    { name: 'it breaks after it has done it', fault: 'broken', kind: 'water', first: 'unknown', cards: 1 },
    { name: 'it never answers', fault: 'hang', kind: 'school', first: 'unknown', cards: 1 },
    { name: 'it answers too late', fault: { slow: 3_500 }, kind: 'work', first: 'unknown', cards: 1 },
    { name: 'its answer is cut off', fault: 'truncated', kind: 'disaster', first: 'unknown', cards: 1 },
    { name: 'it answers twice', fault: 'twice', kind: 'family', first: 'unknown', cards: 1 },
    { name: 'the line drops', fault: 'refuse', kind: 'unsure', first: 'unknown', cards: 0 },
  ])(
    'is in the inbox, and on the lock screen at most once, when WeChat fails: $name',
    async ({ name, fault, kind, first, cards }) => {
      const from = stub.delivered().length;
      stub.fault(sendRoute, fault, 1);
      const { id } = await story.report('villager', { kind });
      await dispatch();
      expect(await statesOf(id)).toEqual([first]);
      for (let minutes = 0; minutes < 3; minutes += 1) {
        town.at(new Date(Date.parse(town.now) + 61_000).toISOString());
        await dispatch();
      }
      figure(`WeChat: ${name}`, { cards: cardsSince(from) });
      expect(cardsSince(from)).toBe(cards);
      expect((await story.inbox('grid')).filter(({ about }) => about.id === id)).toHaveLength(2);
      expect((await story.see('grid', id)).id).toBe(id);
    },
  );
});

describe('a clock that jumps by an hour and back', () => {
  afterEach(() => void jest.restoreAllMocks());

  const noon = '2026-11-23T04:00:00.000Z';
  const ahead = '2026-11-23T05:00:00.000Z';
  const later = '2026-11-23T05:03:00.000Z';
  let stub: WeChatStub;
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    stub = await openWeChat();
    town = await Town.open(make, { env: weChatEnv(stub), log: new Log('silent'), now: noon });
    story = new Story(town);
  });
  afterAll(async () => {
    await town.close();
    await stub.close();
  });

  const round = async (): Promise<void> => {
    await town.get(CaseClock).tick();
    await town.get(Dispatcher).run();
  };

  const unsent = (): Promise<number> =>
    town
      .get(Database)
      .read()
      .count(OutboxMessageRow, (query) => query.where(`r.state NOT IN ('sent', 'inboxOnly')`));

  it('loses no word, repeats no alert, and leaves every case whole', async () => {
    const sending = jest.spyOn(town.get(Channels), 'send');
    const first = await story.report('villager', { kind: 'medical' });
    await round();
    town.at(ahead);
    // A process that dies now has leased what it took until an hour after the clock is right again.
    sending.mockRejectedValueOnce(new Error('killed'));
    const second = await story.report('villager', { kind: 'housing' });
    await town.get(Dispatcher).run();
    const leased = await unsent();
    town.at(noon);
    const third = await story.report('villager', { kind: 'water' });
    await round();
    for (const { id } of [first, second, third]) await story.act('grid', id, 'accept');
    const titles = (await story.inbox('grid')).map(({ about }) => about.id);
    for (const { id } of [first, second, third]) expect(titles).toContain(id);
    town.at(later);
    await round();
    await round();
    const left = await unsent();
    const faults: string[] = [];
    for (const id of await everyCase(town)) faults.push(...(await faultsOf(town, id)));
    const outcomes = await Promise.allSettled(sending.mock.results.map(({ value }) => value as unknown));
    const carried = sending.mock.calls.flatMap(([, , news], call) =>
      outcomes[call]?.status === 'fulfilled' ? news.map(({ id }) => id) : [],
    );
    figure('clock an hour ahead and back', {
      reports: 3,
      leased,
      notSent: left,
      broken: faults.length,
    });
    expect(leased).toBeGreaterThan(0);
    expect(left).toBe(0);
    expect(faults).toEqual([]);
    expect(new Set(carried).size).toBe(carried.length);
    expect(new Set([first, second, third].map(({ number }) => number)).size).toBe(3);
  });
});
