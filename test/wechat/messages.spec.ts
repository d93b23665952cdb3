import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Scene, minute, type Body } from './scene.js';

const scene = new Scene();

beforeEach(() => scene.open());
afterEach(() => scene.stub.close());

describe('subscribe messages', () => {
  const path = '/cgi-bin/message/subscribe/send';
  const data = { thing1: { value: '您有1件事等办' }, time2: { value: '2026年11月23日 15:01' } };
  const send = (more: Body = {}): Promise<Body> =>
    scene.withToken(path, { touser: 'oA', template_id: 'once', page: 'pages/a', data, ...more });

  it('arrive once per accepted tap', async () => {
    scene.stub.credit('oA', 'once', 2);
    expect(await send()).toMatchObject({ errcode: 0, msgid: expect.any(String) });
    expect(await send()).toMatchObject({ errcode: 0 });
    expect(await send()).toMatchObject({ errcode: 43101 });
    expect(scene.stub.delivered()).toHaveLength(2);
    expect(scene.stub.delivered()[0]).toMatchObject({
      openid: 'oA',
      title: '一次',
      lines: [
        { label: '事项', value: '您有1件事等办' },
        { label: '时间', value: '2026年11月23日 15:01' },
      ],
    });
  });

  it('arrive again and again on a long-term template, until it is turned off', async () => {
    const long = { template_id: 'long', data: { thing1: { value: '好' }, enum3: { value: '好了' } } };
    scene.stub.credit('oA', 'long', 1);
    for (let count = 0; count < 3; count += 1) expect(await send(long)).toMatchObject({ errcode: 0 });
    scene.stub.credit('oA', 'long', 0);
    expect(await send(long)).toMatchObject({ errcode: 43101 });
  });

  it.each([
    ['nobody', { touser: 'oNobody' }, 40003],
    ['an unknown template', { template_id: 'x' }, 40037],
    ['an employee template', { template_id: 'work' }, 40037],
    ['a banned template', { template_id: 'gone', data: { thing1: { value: '好' } } }, 43107],
    ['a sensitive word', { data: { ...data, thing1: { value: '低保申请' } } }, 45168],
  ])('are refused for %s', async (_what, more, errcode) => {
    scene.stub.credit('oA', 'once', 1);
    expect(await send(more)).toMatchObject({ errcode });
    expect(scene.stub.delivered()).toEqual([]);
  });

  it.each([
    ['thing1', '字'.repeat(21)],
    ['thing1', ''],
    ['thing1', '一\n二'],
    ['time2', '明天'],
    ['time2', '2026年11月23日 25:01'],
  ])('name the field %s that holds %j', async (key, value) => {
    scene.stub.credit('oA', 'once', 1);
    const reply = await send({ data: { ...data, [key]: { value } } });
    expect(reply).toMatchObject({ errcode: 47003, errmsg: expect.stringContaining(`data.${key}.value`) });
  });

  it('name a missing field, an extra field and a value outside the list', async () => {
    scene.stub.credit('oA', 'once', 1);
    const errmsg = expect.stringContaining('data.time2.value is empty');
    expect(await send({ data: { thing1: data.thing1 } })).toMatchObject({ errcode: 47003, errmsg });
    expect(await send({ data: { ...data, thing9: { value: '好' } } })).toMatchObject({ errcode: 47003 });
    const enumOff = { thing1: data.thing1, enum3: { value: '坏了' } };
    expect(await send({ template_id: 'long', data: enumOff })).toMatchObject({ errcode: 47003 });
  });

  it('refuse two at once to one person, and not to two', async () => {
    scene.stub.credit('oA', 'once', 2);
    scene.stub.credit('oB', 'once', 1);
    const replies = await Promise.all([send(), send(), send({ touser: 'oB' })]);
    expect(replies.map(({ errcode }) => errcode).toSorted()).toEqual([0, 0, 43108]);
  });

  it('are listed with their kind', async () => {
    const { access_token: token } = await scene.stableToken();
    const { data: listed } = await scene.templates(token);
    expect(listed).toMatchObject([
      { priTmplId: 'once', type: 2, content: '事项:{{thing1.DATA}}\n时间:{{time2.DATA}}\n' },
      { priTmplId: 'long', type: 3 },
      { priTmplId: 'gone', type: 2 },
    ]);
  });
});

describe('employee messages', () => {
  const path = '/cgi-bin/message/wxopen/employeerelationmsg/send';
  const data = JSON.stringify({ data: { thing1: { value: '您有1件事等办' } } });
  const send = (more: Body = {}): Promise<Body> =>
    scene.withToken(path, { touser: 'oA', template_id: 'work', page: 'pages/a', data, ...more });

  it('reach bound staff, as often as needed', async () => {
    scene.stub.bindEmployee('oA');
    expect(await send()).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await send()).toMatchObject({ errcode: 0 });
    expect(scene.stub.delivered()).toHaveLength(2);
  });

  it('want their data as a string', async () => {
    scene.stub.bindEmployee('oA');
    expect(await send({ data: { data: {} } })).toMatchObject({ errcode: 40097 });
    expect(await send({ data: '{' })).toMatchObject({ errcode: 47001 });
  });

  it('are refused before binding, after leaving, when muted, and for a villager template', async () => {
    scene.stub.issueCode('oA');
    expect(await send()).toMatchObject({ errcode: 40256 });
    scene.stub.bindEmployee('oA');
    expect(await send({ template_id: 'once' })).toMatchObject({ errcode: 43104 });
    scene.stub.muteEmployee('oA', 'work');
    expect(await send()).toMatchObject({ errcode: 50001 });
    await scene.withToken('/wxa/business/unbinduserb2cauthinfo', { openid_list: ['oA'] });
    expect(await send()).toMatchObject({ errcode: 40256 });
  });
});

describe('content checks', () => {
  const check = (more: Body = {}): Promise<Body> =>
    scene.withToken('/wxa/msg_sec_check', {
      version: 2,
      openid: 'oA',
      scene: 2,
      content: '屋顶漏水',
      ...more,
    });

  it('judge a text of somebody who was here within two hours', async () => {
    scene.stub.issueCode('oA');
    expect(await check()).toMatchObject({ errcode: 0, result: { suggest: 'pass', label: 100 } });
    expect(await check({ content: '代开发票' })).toMatchObject({ errcode: 0, result: { suggest: 'review' } });
    expect(await check({ content: '出售枪支' })).toMatchObject({
      errcode: 0,
      result: { suggest: 'risky', label: 20006 },
    });
    expect(await check({ content: '出售枪支', version: 1 })).toMatchObject({ errcode: 87014 });
    expect(await check({ content: '' })).toMatchObject({ errcode: 44002 });
    expect(await check({ content: '字'.repeat(2501) })).toMatchObject({ errcode: 47001 });
    expect(await check({ scene: 9 })).toMatchObject({ errcode: 40129 });
    expect(await check({ openid: 'oNobody' })).toMatchObject({ errcode: 43104 });
    scene.time += 121 * minute;
    expect(await check()).toMatchObject({ errcode: 61010 });
  });

  it('take media to look at later', async () => {
    scene.stub.issueCode('oA');
    const order = {
      version: 2,
      openid: 'oA',
      scene: 1,
      media_type: 2,
      media_url: 'https://files.example/1.jpg',
    };
    expect(await scene.withToken('/wxa/media_check_async', order)).toMatchObject({
      trace_id: expect.any(String),
    });
    expect(await scene.withToken('/wxa/media_check_async', { ...order, media_url: '' })).toMatchObject({
      errcode: 47001,
    });
    expect(await scene.withToken('/wxa/media_check_async', { ...order, media_type: 3 })).toMatchObject({
      errcode: 40004,
    });
  });
});
