import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { messageApi } from '@songtao/shared/api/registry.js';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { Dispatcher } from '../../server/src/outbox/dispatcher.js';
import { InboxMessageRow, OutboxMessageRow, OutboxSentRow } from '../../server/src/outbox/outbox.row.js';
import { Outbox } from '../../server/src/outbox/outbox.service.js';
import { PersonService } from '../../server/src/identity/person.service.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { Log } from '../../server/src/platform/logger.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { PolicyService } from '../../server/src/policy/policy.service.js';
import { consoleTemplates } from '../../server/src/wechat/templates.js';
import { startWeChatStub, type WeChatStub } from '../wechat/stub.js';
import { SmsStub } from '../wechat/sms.js';
import { Town } from '../support/town.js';
import { faultsOf, loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const account = { appid: 'wx0123456789abcdef', secret: 's'.repeat(32) };
const sms = { secretId: 'AKID', secretKey: 'secret', appId: '1400', sign: '松涛镇', templates: ['11', '12'] };

jest.setTimeout(60_000);

describe.each(specDatabases)('the ladder of channels, on %s', (kind, make) => {
  let weChat: WeChatStub;
  let texts: SmsStub;
  let town: Town;
  let story: Story;
  let replica: Town['app'];
  const phones = { grid: '', town: '', villager: '' };

  beforeAll(async () => {
    const templates = [
      { id: 'villager', ...consoleTemplates.villager },
      { id: 'staff', ...consoleTemplates.staff },
    ];
    weChat = await startWeChatStub({ ...account, templates });
    texts = await SmsStub.start(sms);
    const env = {
      WECHAT_APPID: account.appid,
      WECHAT_SECRET: account.secret,
      WECHAT_BASE_URL: weChat.url,
      WECHAT_TEMPLATES: 'villager:villager,staff:staff',
      SMS_SECRET_ID: sms.secretId,
      SMS_SECRET_KEY: sms.secretKey,
      SMS_APP_ID: sms.appId,
      SMS_SIGN: sms.sign,
      SMS_TEMPLATES: 'staff:11,villager:12',
      SMS_BASE_URL: texts.url,
    };
    town = await Town.open(make, { env, log: new Log('silent') });
    story = new Story(town);
    // One file of SQLite belongs to one server; there the second round runs on the first one.
    replica = kind === 'MariaDB' ? await town.replica() : town.app;
    for (const persona of ['grid', 'town', 'villager'] as const) {
      const { phone } = await town.get(PersonService).get(await town.idOf(persona));
      phones[persona] = phone ?? '';
      // WeChat knows them all, and none of them has subscribed.
      weChat.issueCode(`demo-${persona}`);
    }
  }, 60_000);
  afterAll(async () => {
    await town.close();
    await weChat.close();
    await texts.close();
  });

  let day = 0;
  // What is under way is finished first: a lease that a jump of the clock ends is another server's to take.
  beforeEach(async () => {
    await dispatch();
    day += 1;
    town.at(new Date(Date.UTC(2026, 10, 23 + day, 2)).toISOString());
    texts.taken.length = 0;
    for (const phone of Object.values(phones)) texts.fault(phone);
  });

  const dispatch = (): Promise<unknown> =>
    Promise.all([town.app, replica].map((app) => town.get(Dispatcher, app).run()));
  async function pass(minutes: number): Promise<void> {
    await dispatch();
    town.at(addMinutes(town.now, minutes));
    await dispatch();
  }
  /** A hardship of somebody in danger; its grid worker is told of three tasks, whoever is on duty of one. */
  async function danger(): Promise<string> {
    const about = { subject: { name: `某人${day}`, village: town.home('王秀英').village, group: 3 } };
    const form = { kind: 'disaster', channel: 'proxy', relation: '邻居', urgent: true };
    const { id } = await story.report('neighbour', form, about);
    await dispatch();
    return id;
  }
  /** A question that was answered, and now waits for a word of 王秀英. */
  async function answered(): Promise<string> {
    const { id } = await story.file('villager', 'inquiry', { about: 'policy', words: '低保怎么办' });
    await story.act('grid', id, 'answer', { words: '带户口本到镇里' });
    await dispatch();
    return id;
  }
  /** Of how many things a number was told: two servers that share them send a message each. */
  const told = (phone: string): number =>
    texts.arrived(phone).reduce((sum, { params }) => sum + Number(params[0]), 0);
  const callOf = async (id: string) =>
    (await loadedOf(town, id)).state.tasks.find(({ key }) => key === 'call');
  const outboxOf = (event: string) =>
    town
      .get(Database)
      .read()
      .all(OutboxMessageRow, ['id', 'state', 'rung', 'channel', 'lastError', 'template'], (query) =>
        query.where('r.dedupeKey LIKE :event', { event: `${event}%` }),
      );
  const unreached = async (id: string): Promise<unknown[]> =>
    (await loadedOf(town, id)).rows
      .filter(({ action }) => action === 'unreached')
      .map(({ form }) => form['person']);

  it('goes from WeChat, where nobody has subscribed, to one short message that names nobody', async () => {
    const id = await danger();
    expect([told(phones.grid), texts.arrived(phones.grid)[0]?.template]).toEqual([3, '11']);
    expect((await outboxOf(`${id}.1.accept`))[0]).toMatchObject({
      state: 'sent',
      rung: 'sms',
      channel: 'sms',
    });
    const messages = (await outboxOf(id)).map((row) => row.id);
    for (const { context } of texts.arrived(phones.grid)) expect(messages).toContain(context);
    await story.act('grid', id, 'seen');
  });

  it('ends where somebody opens the case: what was sent is proven by that alone', async () => {
    const id = await danger();
    await pass(5);
    await story.act('grid', id, 'seen');
    await pass(60);
    expect(told(phones.grid)).toBe(3);
    expect(await unreached(id)).not.toContain(await town.idOf('grid'));
  });

  it('ends where the message is read in the inbox', async () => {
    const id = await danger();
    const ids = (await story.inbox('grid')).map((message) => message.id);
    await (await story.as('grid')).call(messageApi.read, { ids });
    await pass(60);
    expect(await unreached(id)).not.toContain(await town.idOf('grid'));
  });

  it('goes to a person who calls when ten minutes pass unread, each rung once on two servers', async () => {
    const id = await danger();
    await pass(9);
    expect(await callOf(id)).toBeUndefined();
    await pass(2);
    await dispatch();
    const call = await callOf(id);
    expect([call?.level, told(phones.grid)]).toEqual(['town', 3]);
    const whom = await unreached(id);
    const grid = await town.idOf('grid');
    expect(whom.filter((person) => person === grid)).toHaveLength(3);
    await pass(60);
    expect((await unreached(id)).filter((person) => person === grid)).toHaveLength(3);
    expect(await faultsOf(town, id)).toEqual([]);
  });

  it.each([
    ['its share is spent', 'LimitExceeded.PhoneNumberDailyLimit'],
    ['the number wants none', 'FailedOperation.PhoneNumberInBlacklist'],
    ['the template is not approved', 'FailedOperation.TemplateIncorrectOrUnapproved'],
  ])('calls at once in danger where the provider refuses: %s', async (_why, code) => {
    texts.fault(phones.grid, { code }, { code }, { code });
    const id = await danger();
    expect(texts.arrived(phones.grid)).toEqual([]);
    expect((await callOf(id))?.level).toBe('town');
    expect(await unreached(id)).toContain(await town.idOf('grid'));
  });

  it('sends no second short message where the answer to the first was lost; somebody calls if it is not read', async () => {
    texts.fault(phones.grid, 'silentAfterEffect', 'silentAfterEffect', 'silentAfterEffect');
    const id = await danger();
    expect(told(phones.grid)).toBe(3);
    expect((await outboxOf(`${id}.1.accept`))[0]).toMatchObject({ state: 'unknown', channel: 'sms' });
    await pass(5);
    await pass(6);
    expect(told(phones.grid)).toBe(3);
    expect(await unreached(id)).toContain(await town.idOf('grid'));
  });

  it('tries again where the provider is away, for as long as danger may wait', async () => {
    texts.fault(phones.grid, 'badGateway', 'badGateway', 'badGateway');
    const id = await danger();
    expect(texts.arrived(phones.grid)).toEqual([]);
    expect(await unreached(id)).not.toContain(await town.idOf('grid'));
    texts.fault(phones.grid);
    await pass(2);
    expect(told(phones.grid)).toBe(3);
  });

  it('tells a villager without WeChat by short message that somebody waits for an answer, by day', async () => {
    await answered();
    expect(texts.arrived(phones.villager)).toMatchObject([{ template: '12', params: ['1'] }]);
    texts.taken.length = 0;
    town.at(`${town.now.slice(0, 10)}T14:00:00.000Z`);
    await answered();
    expect(texts.arrived(phones.villager)).toEqual([]);
    await pass(60 * 10 + 29);
    expect(texts.arrived(phones.villager)).toEqual([]);
    await pass(1);
    expect(texts.arrived(phones.villager)).toHaveLength(1);
  });

  it('calls a villager whom neither way reached only once a day has passed unread, and shows the number to the caller alone', async () => {
    texts.block(phones.villager);
    const id = await answered();
    expect(await callOf(id)).toBeUndefined();
    await pass(24 * 60 + 1);
    const call = await callOf(id);
    const holder = call?.holder ?? '';
    expect(holder).not.toBe('');
    const officer = holder === (await town.idOf('town')) ? 'town' : null;
    const { director } = story;
    if (officer) {
      expect((await story.see(officer, id)).calls).toMatchObject([
        { name: '王秀英', phone: phones.villager },
      ]);
      expect((await story.see(officer, id)).timeline[0]?.words).toBe('没联系上王秀英，要打电话');
    }
    expect((await story.see('grid', id)).calls).toEqual([]);
    expect((await story.see('villager', id)).calls).toEqual([]);
    for (let each = 0; each < 3; each += 1) await director.act(id, holder, 'called', { how: 'notReached' });
    expect(await callOf(id)).toBeUndefined();
    await story.act('grid', id, 'toldAtDoor');
    expect((await loadedOf(town, id)).state.tasks.map(({ key }) => key)).toEqual(['ask']);
  });

  it('spends no more in a day than the town allows', async () => {
    const region = '512002101';
    const rows = [
      {
        key: 'sms.day.cap',
        value: '0',
        unit: 'count',
        validFrom: town.now.slice(0, 10),
        validTo: town.now.slice(0, 10),
        region,
        docNo: null,
        source: '试',
      },
    ] as const;
    await dispatch();
    await town.get(Database).write((tx) => town.get(PolicyService).add(tx, rows, null));
    await town
      .get(PolicyService, replica)
      .add({ insert: () => Promise.resolve(), afterCommit: (run: () => void) => run() } as never, [], null);
    texts.taken.length = 0;
    const id = await danger();
    expect(texts.taken).toEqual([]);
    expect(await unreached(id)).toContain(await town.idOf('grid'));
  });

  it('asks whoever is on duty where the news hangs on no case', async () => {
    const person = await town.idOf('villager');
    const event = newId();
    await town.get(Database).write((tx) =>
      town.get(Outbox).tell(tx, {
        person,
        event,
        title: '请您回一句',
        body: '',
        about: { kind: 'none', id: null },
        card: 'pleaseAnswer',
        waiting: true,
        urgent: true,
        pushAt: town.now,
      }),
    );
    await dispatch();
    const [row] = await outboxOf(event);
    expect(row).toMatchObject({ state: 'sent', rung: 'call', channel: 'call' });
    const [told] = await outboxOf(`${row?.id ?? ''}.call`);
    expect(told?.template).toBe('taskOpened');
  });

  it('keeps of every message by which ways it went, and no number anywhere', async () => {
    const db = town.get(Database).read();
    const sent = await db.all(OutboxSentRow, ['channel', 'isSure'], (query) => query);
    expect(new Set(sent.map(({ channel }) => channel))).toEqual(new Set(['sms', 'call']));
    expect(sent.some(({ isSure }) => !isSure)).toBe(true);
    const outbox = await db.all(OutboxMessageRow, ['payload', 'lastError', 'dedupeKey'], (query) => query);
    const inbox = await db.all(InboxMessageRow, ['title', 'body'], (query) => query);
    for (const phone of Object.values(phones)) expect(JSON.stringify([outbox, inbox])).not.toContain(phone);
  });
});
