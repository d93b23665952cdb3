import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CaseClock } from '../../server/src/case/case.clock.js';
import { CaseRecordRow, CaseTaskRow, TaskRungRow } from '../../server/src/case/case.row.js';
import { Dispatcher } from '../../server/src/outbox/dispatcher.js';
import { InboxMessageRow, OutboxMessageRow } from '../../server/src/outbox/outbox.row.js';
import { Outbox } from '../../server/src/outbox/outbox.service.js';
import { Database } from '../../server/src/platform/database.js';
import { Log } from '../../server/src/platform/logger.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { consoleTemplates } from '../../server/src/wechat/templates.js';
import { startWeChatStub, type WeChatStub } from '../wechat/stub.js';
import { Town } from '../support/town.js';
import { loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const account = { appid: 'wx0123456789abcdef', secret: 's'.repeat(32) };
const templates = [
  { id: 'villager', ...consoleTemplates.villager },
  { id: 'staff', ...consoleTemplates.staff },
];
const env = (stub: WeChatStub) => ({
  WECHAT_APPID: account.appid,
  WECHAT_SECRET: account.secret,
  WECHAT_BASE_URL: stub.url,
  WECHAT_TEMPLATES: 'villager:villager,staff:staff',
});

describe.each(specDatabases)('alerts, on %s', (kind, make) => {
  let stub: WeChatStub;
  let town: Town;
  let story: Story;
  let replica: Town['app'];

  beforeAll(async () => {
    stub = await startWeChatStub({ ...account, templates });
    town = await Town.open(make, { env: env(stub), log: new Log('silent') });
    story = new Story(town);
    // One file of SQLite belongs to one server; there the second round runs on the first one.
    replica = kind === 'MariaDB' ? await town.replica() : town.app;
    for (const staff of ['grid', 'town', 'town-leader', 'village']) stub.bindEmployee(`demo-${staff}`);
  }, 60_000);
  afterEach(() => void jest.restoreAllMocks());
  afterAll(async () => {
    await town.close();
    await stub.close();
  });

  const dispatch = (): Promise<unknown> =>
    Promise.all([town.app, replica].map((app) => town.get(Dispatcher, app).run()));
  const tickTwice = (): Promise<unknown> =>
    Promise.all([town.app, replica].map((app) => town.get(CaseClock, app).tick()));

  /** What arrived in WeChat at one person since, by its words. */
  function arrived(persona: string, since = 0): string[] {
    const cards = stub.delivered().slice(since);
    return cards
      .filter(({ openid }) => openid === `demo-${persona}`)
      .map(({ lines }) => lines[0]?.value ?? '');
  }

  async function outboxOf(event: string): Promise<OutboxMessageRow[]> {
    const columns = [
      'id',
      'person',
      'template',
      'state',
      'channel',
      'lastError',
      'dedupeKey',
      'tries',
    ] as const;
    const found = await town
      .get(Database)
      .read()
      .all(OutboxMessageRow, columns, (query) =>
        query.where('r.dedupeKey LIKE :event', { event: `${event}%` }).orderBy('r.createdAt'),
      );
    return found as OutboxMessageRow[];
  }

  const count = (row: new () => object): Promise<number> =>
    town
      .get(Database)
      .read()
      .count(row, (query) => query);

  it('are written with the report, or not at all', async () => {
    const tables = [CaseRecordRow, CaseTaskRow, InboxMessageRow, OutboxMessageRow];
    const before = await Promise.all(tables.map(count));
    const outbox = town.get(Outbox);
    const tell = outbox.tell.bind(outbox);
    let told = 0;
    jest.spyOn(outbox, 'tell').mockImplementation(async (tx, ...news) => {
      await tell(tx, ...news);
      told += news.length;
      throw new Error('what comes after them fails');
    });
    const failed = await story.tryReport('villager', { kind: 'family' });
    expect([failed.status, told]).toEqual([500, 3]);
    expect(await Promise.all(tables.map(count))).toEqual(before);
  });

  it('reach the holder within the call that was made, and WeChat beside the inbox', async () => {
    const { id } = await story.report('villager', { kind: 'medical' });
    await dispatch();
    const titles = (await story.inbox('grid')).map(({ title }) => title);
    expect(titles.toSorted()).toEqual(['接下新求助', '联系报事的人']);
    // Two things at one moment are one card.
    expect(arrived('grid')).toEqual(['今天有2件事等办']);
    const sent = (await outboxOf(`${id}.1.`)).map(({ state, channel }) => [state, channel]);
    expect(sent).toEqual([
      ['sent', 'employee'],
      ['sent', 'employee'],
    ]);
    const ids = (await outboxOf(id)).map((row) => row.id);
    for (const message of await story.inbox('grid')) expect(ids).toContain(message.id);
  });

  it('stay in the inbox where a villager has not subscribed, and arrive where one has', async () => {
    stub.issueCode('demo-villager');
    const { id } = await story.report('villager', { kind: 'housing' });
    await dispatch();
    expect((await outboxOf(`${id}.1|`))[0]).toMatchObject({
      state: 'inboxOnly',
      lastError: 'subscribe: 43101 notSubscribed',
    });
    expect((await story.inbox('villager'))[0]?.title).toBe('收到了您的求助');
    stub.credit('demo-villager', 'villager', 1);
    await story.act('grid', id, 'accept');
    await dispatch();
    expect(arrived('villager')).toEqual(['您有1条新消息']);
    await story.act('grid', id, 'recordHelp', { what: '送米面', by: '村委会', on: '2026-11-23' });
    await dispatch();
    expect(arrived('villager')).toHaveLength(1);
    expect((await story.inbox('villager'))[0]?.title).toBe('帮了您家：送米面');
  });

  it('fall through to a subscribed card where staff are not bound', async () => {
    stub.credit('demo-secretary', 'villager', 1);
    const { id } = await story.report('villager', { kind: 'school' });
    await story.act('grid', id, 'accept');
    await story.act('grid', id, 'reassign', { person: await town.idOf('secretary'), reason: '我去开会' });
    await dispatch();
    expect(arrived('secretary')).toEqual(['您有1件事等办']);
    const [passed] = await outboxOf(`${id}.3.sort`);
    expect(passed).toMatchObject({ state: 'sent', channel: 'subscribe' });
  });

  it('are tried again when WeChat is busy, and survive a token that was taken back', async () => {
    const from = stub.delivered().length;
    stub.revokeTokens();
    stub.fault('/cgi-bin/message/wxopen/employeerelationmsg/send', { errcode: 45011 }, 1);
    const { id } = await story.report('villager', { kind: 'disaster' });
    await dispatch();
    expect(arrived('grid', from)).toEqual([]);
    expect((await outboxOf(`${id}.1.accept`))[0]).toMatchObject({ state: 'new', tries: 1 });
    town.at('2026-11-23T01:06:30.000Z');
    await dispatch();
    expect(arrived('grid', from)).toEqual(['今天有2件事等办']);
  });

  it('say nothing that a stranger may not read on a lock screen', () => {
    const words = stub.sent().flatMap(({ lines }) => lines.map(({ value }) => value));
    expect(words.length).toBeGreaterThan(5);
    for (const word of words) {
      expect(word).toMatch(/^(您有|今天有)\d+(件事等办|条新消息)$|^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/);
    }
    const pages = new Set(stub.sent().map(({ page }) => page.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'id')));
    expect([...pages].toSorted()).toEqual(['pages/case/index?id=id', 'pages/messages/index']);
  });

  it('come back: the villager learns who has seen it', async () => {
    const { id } = await story.report('villager', { kind: 'water' });
    await story.act('grid', id, 'seen');
    const [news] = await story.inbox('villager');
    expect(news).toMatchObject({ title: '李建国（骝马村 网格员）看到了', about: { kind: 'case', id } });
    expect((await story.tryAct('grid', id, 'seen', {}, 1)).error?.code).toBe('notNow');
  });

  it('are told once to a person, however often the same thing is said', async () => {
    const { id } = await story.report('villager', { kind: 'unsure' });
    const message = {
      person: await town.idOf('grid'),
      event: `${id}.1.accept`,
      title: '接下新求助',
      body: '',
      about: { kind: 'case', id },
      card: 'taskOpened',
      waiting: true,
      urgent: false,
      pushAt: town.now,
    } as const;
    await town.get(Database).write((tx) => town.get(Outbox).tell(tx, message));
    expect(await outboxOf(`${id}.1.accept`)).toHaveLength(1);
  });

  describe('that nobody reads', () => {
    let task: string;
    let id: string;

    const listeners = async (rung: string): Promise<string[]> =>
      (await outboxOf(`${task}.${rung}|`)).map(({ person }) => person);
    const rungs = async (of = task): Promise<string[]> =>
      (
        await town
          .get(Database)
          .read()
          .all(TaskRungRow, ['rung'], (query) => query.where('r.task = :of', { of }))
      ).map(({ rung }) => rung);

    async function passes(now: string): Promise<string[]> {
      const before = await rungs();
      town.at(now);
      await tickTwice();
      await tickTwice();
      return (await rungs()).filter((rung) => !before.includes(rung));
    }

    beforeAll(async () => {
      town.at('2026-11-23T02:00:00.000Z');
      ({ id } = await story.report('neighbour', { kind: 'medical' }));
      task = `${id}.1.accept`;
    });

    it('climb rung by rung, each told once, on two servers that tick at once', async () => {
      const first = await town.idOf('town');
      const officers = [first, await story.director.somebody('townOfficer', '', [first])];
      const leader = await town.idOf('town-leader');
      expect(await passes('2026-11-24T01:59:59.000Z')).toEqual([]);
      expect(await passes('2026-11-24T02:00:00.000Z')).toEqual(['unread']);
      expect(officers).toContain((await listeners('unread'))[0]);
      expect(await passes('2026-11-24T04:36:00.000Z')).toEqual(['warn']);
      expect(await listeners('warn')).toEqual([await town.idOf('grid')]);
      expect(await passes('2026-11-24T16:00:00.000Z')).toEqual(['due']);
      expect(officers).toContain((await listeners('due'))[0]);
      expect(await passes('2026-11-24T23:36:00.000Z')).toEqual(['second']);
      expect(await listeners('second')).toEqual([leader]);
      expect(await passes('2026-11-25T16:00:00.000Z')).toEqual(['unreadLeader']);
      expect(await listeners('unreadLeader')).toEqual([leader]);
      expect(await passes('2026-12-25T16:00:00.000Z')).toEqual([]);
      for (const rung of ['unread', 'warn', 'due', 'second', 'unreadLeader']) {
        expect(await listeners(rung)).toHaveLength(1);
      }
    });

    it('leave nothing behind that would be looked at every minute', async () => {
      town.at('2026-12-28T02:00:00.000Z');
      const { id: seen } = await story.report('neighbour', { kind: 'housing' });
      await story.act('grid', seen, 'seen');
      town.at('2026-12-29T02:00:01.000Z');
      await tickTwice();
      expect(await rungs(`${seen}.1.accept`)).toEqual([]);
      const due = await town
        .get(Database)
        .read()
        .count(CaseTaskRow, (query) =>
          query.where('r.nextRungAt <= :now AND r.closedAt IS NULL', { now: new Date(town.now) }),
        );
      expect(due).toBe(0);
    });
  });

  describe('at night', () => {
    it('wait for the morning and are one card', async () => {
      town.at('2027-01-05T14:00:00.000Z');
      await dispatch();
      const from = stub.delivered().length;
      for (const kind of ['work', 'family']) await story.report('neighbour', { kind });
      await dispatch();
      expect(stub.delivered()).toHaveLength(from);
      town.at('2027-01-06T00:29:00.000Z');
      await dispatch();
      expect(arrived('grid', from)).toEqual([]);
      town.at('2027-01-06T00:30:00.000Z');
      await dispatch();
      expect(arrived('grid', from)).toEqual(['今天有4件事等办']);
    });

    it('do not wait where somebody is in danger, and look for the next one after ten minutes', async () => {
      town.at('2027-01-06T15:00:00.000Z');
      const from = stub.delivered().length;
      const { id } = await story.report('neighbour', { kind: 'disaster', urgent: true });
      await dispatch();
      expect(arrived('grid', from)).toEqual(['您有1件急事，请马上看', '您有1件急事，请马上看']);
      const { state } = await loadedOf(town, id);
      const call = state.tasks.find(({ key }) => key === 'urgentCall');
      expect([call?.level, call?.due]).toEqual(['town', '2027-01-06T15:10:00.000Z']);
      const climbed = async (rung: string): Promise<string[]> =>
        (await outboxOf(`${call?.id}.${rung}|`)).map(({ person }) => person);
      town.at('2027-01-06T15:10:00.000Z');
      await tickTwice();
      const [next, ...more] = await climbed('unread');
      expect([next === call?.holder, more]).toEqual([false, []]);
      town.at('2027-01-06T15:20:00.000Z');
      await tickTwice();
      expect(await climbed('unreadLeader')).toEqual([await town.idOf('town-leader')]);
      await dispatch();
      expect(arrived('town-leader', from).length).toBeGreaterThan(0);
    });
  });
});
