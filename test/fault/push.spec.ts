import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Dispatcher } from '../../server/src/outbox/dispatcher.js';
import { OutboxMessageRow } from '../../server/src/outbox/outbox.row.js';
import { Database } from '../../server/src/platform/database.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { QuotaStore } from '../../server/src/wechat/quota.store.js';
import { Story } from '../api/story.js';
import { Town } from '../support/town.js';
import { sealPush, sha1 } from '../wechat/seal.js';
import type { WeChatStub } from '../wechat/stub.js';
import { openWeChat, weChatEnv } from './weChat.js';

const sendRoute = '/cgi-bin/message/subscribe/send';
const secrets = { appid: 'wx0123456789abcdef', token: 'our-token', aesKey: `${'k'.repeat(42)}A` };
const pushEnv = { WECHAT_PUSH_TOKEN: secrets.token, WECHAT_PUSH_KEY: secrets.aesKey };

type Change = 'popup' | 'change';

const from = (persona: string) => ({
  ToUserName: 'gh_1',
  FromUserName: `demo-${persona}`,
  CreateTime: String(Date.now()),
  MsgType: 'event',
});
const said = (persona: string, kind: Change, answer: string, at?: string) => ({
  ...from(persona),
  ...(at && { CreateTime: at }),
  Event: `subscribe_msg_${kind}_event`,
  List: [{ TemplateId: 'villager', SubscribeStatusString: answer, PopupScene: '0' }],
});
const becameOf = (persona: string, code: string) => ({
  ...from(persona),
  Event: 'subscribe_msg_sent_event',
  List: {
    TemplateId: 'villager',
    MsgID: '1',
    ErrorCode: code,
    ErrorStatus: code === '0' ? 'success' : 'failed',
  },
});

const nowInSeconds = (): string => String(Math.floor(Date.now() / 1_000));

describe.each(specDatabases)('a push of WeChat, on %s', (_kind, make) => {
  let stub: WeChatStub;
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    stub = await openWeChat();
    town = await Town.open(make, { env: { ...weChatEnv(stub), ...pushEnv } });
    story = new Story(town);
  }, 120_000);
  afterAll(async () => {
    await town.close();
    await stub.close();
  });

  const url = (query: Readonly<Record<string, string>>): string =>
    `${town.url}/api/wechat/push?${new URLSearchParams(query).toString()}`;

  async function deliver(
    message: unknown,
    keys = secrets,
    timestamp = nowInSeconds(),
  ): Promise<[number, string]> {
    const { query, body } = sealPush(message, keys, timestamp);
    const answer = await fetch(url(query), {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return [answer.status, await answer.text()];
  }

  const quotaOf = async (persona: 'villager' | 'neighbour' | 'secretary') =>
    town.get(QuotaStore).getQuota({ person: await town.idOf(persona), template: 'villager' });

  async function statesOf(person: string): Promise<string[]> {
    const found = await town
      .get(Database)
      .read()
      .all(OutboxMessageRow, ['state'], (query) =>
        query.where('r.person = :person', { person }).orderBy('r.createdAt').addOrderBy('r.id'),
      );
    return found.map(({ state }) => state);
  }

  it('is verified with the bare echo', async () => {
    const query = { timestamp: nowInSeconds(), nonce: 'n', echostr: '4375120948345356249' };
    const signature = sha1(secrets.token, query.timestamp, query.nonce);
    const answer = await fetch(url({ ...query, signature }));
    expect([answer.status, await answer.text()]).toEqual([200, query.echostr]);
    expect((await fetch(url({ ...query, signature: signature.replace(/./, 'x') }))).status).toBe(403);
  });

  it('counts once, however often it comes', async () => {
    const yes = said('neighbour', 'popup', 'accept');
    for (let time = 0; time < 3; time += 1) expect(await deliver(yes)).toEqual([200, 'success']);
    expect(await Promise.all([deliver(yes), deliver(yes)])).toEqual([
      [200, 'success'],
      [200, 'success'],
    ]);
    expect(await quotaOf('neighbour')).toEqual({ credits: 1, refused: false });
    await deliver(said('neighbour', 'popup', 'accept', '1620973046'));
    expect((await quotaOf('neighbour')).credits).toBe(2);
  });

  it('takes all of it back where the person turns it off', async () => {
    await deliver(said('neighbour', 'change', 'reject'));
    expect(await quotaOf('neighbour')).toEqual({ credits: 0, refused: true });
  });

  it('changes nothing where it is forged, foreign, old, in plain, or about a stranger', async () => {
    const yes = said('secretary', 'popup', 'accept');
    const old = String(Number(nowInSeconds()) - 601);
    expect(await deliver(yes, { ...secrets, token: 'guessed' })).toEqual([403, expect.any(String)]);
    expect(await deliver(yes, { ...secrets, appid: 'wxother' })).toEqual([403, expect.any(String)]);
    expect(await deliver(yes, secrets, old)).toEqual([403, expect.any(String)]);
    const plain = { method: 'POST', body: JSON.stringify(yes), headers: { 'x-wx-sources': 'push' } };
    expect((await fetch(url({}), plain)).status).toBe(403);
    expect(await quotaOf('secretary')).toEqual({ credits: 0, refused: false });
    expect(await deliver(said('nobody-here', 'popup', 'accept'))).toEqual([200, 'success']);
  });

  it('tells what became of a card whose answer never came: it is sent, or goes out again', async () => {
    const person = await town.idOf('villager');
    await deliver(said('villager', 'popup', 'accept'));
    stub.fault(sendRoute, 'truncated', 1);
    await story.report('villager', { kind: 'water' });
    await town.get(Dispatcher).run();
    expect(await statesOf(person)).toEqual(['unknown']);
    await deliver(becameOf('villager', '0'));
    expect(await statesOf(person)).toEqual(['sent']);
    expect((await quotaOf('villager')).credits).toBe(0);

    stub.fault(sendRoute, 'refuse', 1);
    await story.report('villager', { kind: 'school' });
    await town.get(Dispatcher).run();
    expect(await statesOf(person)).toEqual(['sent', 'unknown']);
    const before = stub.delivered().length;
    await deliver(becameOf('villager', '-1'));
    await town.get(Dispatcher).run();
    expect(await statesOf(person)).toEqual(['sent', 'sent']);
    expect(stub.delivered()).toHaveLength(before + 1);
  });
});

describe('a push on Cloud Run’s private line', () => {
  let town: Town;

  beforeAll(async () => {
    town = await Town.open(specDatabases[0]![1], {
      env: { WX_TRUST_HEADERS: '1', WECHAT_APPID: secrets.appid },
    });
  }, 120_000);
  afterAll(() => town.close());

  async function deliver(
    message: unknown,
    headers: Record<string, string> = { 'x-wx-sources': 'push' },
  ): Promise<[number, string]> {
    const answer = await fetch(`${town.url}/api/wechat/push`, {
      method: 'POST',
      body: JSON.stringify(message),
      headers,
    });
    return [answer.status, await answer.text()];
  }

  it('is in plain, and begins with a probe of the address', async () => {
    expect(await deliver({ action: 'CheckContainerPath' })).toEqual([200, 'success']);
    const yes = said('villager', 'popup', 'accept');
    expect(await deliver(yes)).toEqual([200, 'success']);
    expect(await deliver(yes)).toEqual([200, 'success']);
    const person = await town.idOf('villager');
    expect((await town.get(QuotaStore).getQuota({ person, template: 'villager' })).credits).toBe(1);
  });

  it('is nobody’s without the header of that line', async () => {
    expect(await deliver(said('villager', 'change', 'reject'), {})).toEqual([403, expect.any(String)]);
  });
});
