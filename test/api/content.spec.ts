import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import { noticeApi, type NoticeView } from '@songtao/shared/api/notice.js';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { scribble } from '../../server/src/demo/sample.files.js';
import { PersonStore } from '../../server/src/identity/person.store.js';
import { ContentChecks } from '../../server/src/outbox/check.service.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town, type Reply } from '../support/town.js';
import { send, type Heard } from '../support/wire.js';
import { sealPush } from '../wechat/seal.js';
import { startWeChatStub, type WeChatStub } from '../wechat/stub.js';
import { Story } from './story.js';

const forbidden = '出售枪支';
const doubtful = '代开发票';
const push = { appid: 'wx0123456789abcdef', token: 'token', aesKey: 'k'.repeat(42) + 'A' };
const textRoute = '/wxa/msg_sec_check';
const mediaRoute = '/wxa/media_check_async';

describe.each(specDatabases)('what WeChat says of words and photos, on %s', (_kind, make) => {
  let weChat: WeChatStub;
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    weChat = await startWeChatStub({
      appid: push.appid,
      secret: 's',
      templates: [],
      now: () => new Date(town?.now ?? 0),
    });
    town = await Town.open(make, {
      env: {
        WECHAT_BASE_URL: weChat.url,
        WECHAT_APPID: push.appid,
        WECHAT_SECRET: 's',
        WECHAT_PUSH_TOKEN: push.token,
        WECHAT_PUSH_KEY: push.aesKey,
        PUBLIC_URL: 'https://songtao.example',
      },
    });
    story = new Story(town);
    for (const persona of ['secretary', 'villager'] as const) {
      weChat.issueCode(`o-${persona}`);
      const id = await town.idOf(persona);
      await town.get(Database).write((tx) => town.get(PersonStore).moveOpenid(tx, id, id, `o-${persona}`));
    }
  }, 60_000);
  afterAll(async () => {
    await town.close();
    await weChat.close();
  });
  beforeEach(() => weChat.fault(textRoute, null));

  const asked = (route: string) =>
    weChat
      .received()
      .filter((call) => call.route === route)
      .map(({ body }) => body);

  async function submitted(words: string): Promise<NoticeView> {
    const writer = await story.as('village');
    const content: InputOf<typeof noticeApi.write> = {
      id: newId(),
      requestId: newId(),
      kind: 'announcement',
      version: 0,
      title: '村里的事',
      officialTitle: '',
      plain: '请大家看。',
      body: words,
      needs: [],
      steps: [],
      questions: [],
      audio: null,
      contact: null,
      document: null,
      effectiveFrom: null,
      effectiveTo: null,
      area: town.home('王秀英').village,
    };
    const { id, version } = await writer.call(noticeApi.write, content);
    const checker = await town.idOf('secretary');
    return writer.call(noticeApi.submit, { id, requestId: newId(), version, checker });
  }

  const publish = async ({ id, version }: NoticeView): Promise<Reply<NoticeView>> =>
    (await story.as('secretary')).try(noticeApi.publish, { id, requestId: newId(), version });

  const villagerSees = async (id: string): Promise<number> =>
    (await (await story.as('villager')).try(noticeApi.get, { id })).status;

  it('is asked before words are public, and what it forbids is not published', async () => {
    const good = await submitted('明天修路。');
    expect((await publish(good)).body.state).toBe('published');
    const bad = await submitted(`${forbidden}。`);
    const { error } = await publish(bad);
    expect([error?.code, error?.details]).toEqual(['blocked', { guard: 'content' }]);
    expect([await villagerSees(good.id), await villagerSees(bad.id)]).toEqual([200, 404]);
    expect(asked(textRoute)).toHaveLength(2);
    expect(asked(textRoute)[0]).toMatchObject({ version: 2, openid: 'o-secretary' });
  });

  it('leaves what it only doubts to the two people who read it', async () => {
    expect((await publish(await submitted(`不要${doubtful}。`))).body.state).toBe('published');
  });

  it('is not waited for: what was published without it is asked about again, and comes off if forbidden', async () => {
    weChat.fault(textRoute, 'refuse');
    const late = await submitted(`这里${forbidden}。`);
    expect((await publish(late)).body.state).toBe('published');
    expect(await villagerSees(late.id)).toBe(200);
    await town.get(ContentChecks).tick();
    expect(await villagerSees(late.id)).toBe(200);
    weChat.fault(textRoute, null);
    town.at(addMinutes(town.now, 6));
    await town.get(ContentChecks).tick();
    expect(await villagerSees(late.id)).toBe(410);
    const inbox = (await story.inbox('secretary')).map(({ title, body }) => `${title} ${body}`);
    expect(inbox).toContain('收起来了：村里的事 微信查出里面有不能公开的话。改好可以再发。');
  });

  it('is never told the number of anybody', async () => {
    const checks = town.get(ContentChecks);
    await checks.ofText(
      await town.idOf('secretary'),
      '他的身份证是510722195803014128，电话13800002146，问我。',
    );
    const [last] = asked(textRoute).slice(-1);
    expect(last?.['content']).toBe('他的身份证是******************，电话***********，问我。');
  });

  it('is not asked about a plea, which arrives whatever it says', async () => {
    const before = asked(textRoute).length;
    const { number } = await story.report('villager', { words: `有人${forbidden}，我怕。` });
    expect(number).not.toBe('');
    expect(asked(textRoute)).toHaveLength(before);
  });

  it('marks a photo for whoever handles the case, once its word has come', async () => {
    const villager = await story.as('villager');
    const photo = newId();
    await villager.upload(photo, new Uint8Array(await scribble()), 'photo', 'image/jpeg');
    const { id } = await story.report('villager', { kind: 'housing', photos: [photo] });
    await town.get(ContentChecks).tick();
    const [order] = asked(mediaRoute).slice(-1);
    expect(order).toMatchObject({ version: 2, openid: 'o-villager', media_type: 2 });
    const link = new URL(String(order?.['media_url']));
    expect(link.origin).toBe('https://songtao.example');
    town.at(addMinutes(town.now, 30));
    expect((await fetch(`${town.url}${link.pathname}${link.search}`)).headers.get('content-type')).toBe(
      'image/jpeg',
    );
    const trace = (
      await town.get(Database).read().manager.query<{ trace: string }[]>('SELECT trace FROM content_check')
    )[0]?.trace;
    expect((await tell({ trace_id: String(trace), suggest: 'risky' }, 'forged')).status).toBe(403);
    const heard = await tell({ trace_id: String(trace), suggest: 'risky' });
    expect([heard.status, heard.text]).toEqual([200, 'success']);
    // WeChat tells it twice where it did not hear us.
    expect((await tell({ trace_id: String(trace), suggest: 'pass' })).status).toBe(200);
    const holder = await (await story.as('grid')).call(caseApi.get, { id });
    expect(holder.story?.photos.map(({ id: file, flag }) => [file, flag])).toEqual([[photo, 'risky']]);
    const other = await story.photo('grid');
    expect(other).not.toBe('');
  });

  async function tell(result: { trace_id: string; suggest: string }, token = push.token): Promise<Heard> {
    const event = {
      ToUserName: 'gh_1',
      FromUserName: 'o-villager',
      CreateTime: 1,
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: push.appid,
      version: 2,
      errcode: 0,
      trace_id: result.trace_id,
      result: { suggest: result.suggest, label: 20006 },
    };
    const { query, body } = sealPush(event, { ...push, token }, String(Math.floor(Date.now() / 1_000)));
    return send(town.url, {
      method: 'POST',
      path: `/api/wechat/push?${new URLSearchParams(query).toString()}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
});
