import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Scene, appid, credential, secret } from './scene.js';

const scene = new Scene();

beforeEach(() => scene.open());
afterEach(() => scene.stub.close());

describe('faults', () => {
  const route = '/cgi-bin/stable_token';
  const raw = (signal?: AbortSignal): Promise<Response> =>
    fetch(`${scene.stub.url}${route}`, {
      method: 'POST',
      body: JSON.stringify(credential),
      ...(signal && { signal }),
    });

  it('drop the line, answer with a page of a gateway, cut the body, turn numbers into strings', async () => {
    scene.stub.fault(route, 'refuse', 1);
    await expect(raw()).rejects.toThrow('fetch failed');
    scene.stub.fault(route, 'html', 1);
    expect((await raw()).status).toBe(502);
    scene.stub.fault(route, 'truncated', 1);
    await expect((await raw()).json()).rejects.toThrow('JSON');
    scene.stub.fault(route, 'stringNumbers', 1);
    expect(await (await raw()).json()).toMatchObject({ expires_in: '7200' });
    scene.stub.fault(route, { slow: 60 }, 1);
    const before = performance.now();
    expect((await raw()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(50);
    expect(await (await raw()).json()).toMatchObject({ expires_in: 7200 });
  });

  it('hang after the effect', async () => {
    const path = '/cgi-bin/message/subscribe/send';
    scene.stub.credit('oA', 'once', 1);
    scene.stub.fault(path, 'hang');
    const { access_token: token } = await scene.stableToken();
    const data = { thing1: { value: '好' }, time2: { value: '15:01' } };
    const init = { method: 'POST', body: JSON.stringify({ touser: 'oA', template_id: 'once', data }) };
    const signal = AbortSignal.timeout(100);
    await expect(
      fetch(`${scene.stub.url}${path}?access_token=${String(token)}`, { ...init, signal }),
    ).rejects.toThrow();
    expect(scene.stub.delivered()).toHaveLength(1);
    scene.stub.fault(path, null);
    expect(await scene.withToken(path, JSON.parse(init.body))).toMatchObject({ errcode: 43101 });
  });

  it('are only set on routes that exist', () => {
    expect(() => scene.stub.fault('/cgi-bin/stabletoken', 'html')).toThrow('no such WeChat route');
  });
});

describe('the record and the control endpoint', () => {
  it('keep every call without token and secret', async () => {
    await scene.stableToken();
    await scene.templates('a'.repeat(136));
    expect(scene.stub.received()).toEqual([
      {
        at: '2026-11-23T07:00:00.000Z',
        method: 'POST',
        route: '/cgi-bin/stable_token',
        query: {},
        body: { grant_type: 'client_credential', appid },
      },
      {
        at: '2026-11-23T07:00:00.000Z',
        method: 'GET',
        route: '/wxaapi/newtmpl/gettemplate',
        query: {},
        body: {},
      },
    ]);
  });

  it('let another process play the person with the phone', async () => {
    const { code } = await scene.post('/__stub/code', { openid: 'oC' });
    const asked = { appid, secret, js_code: String(code), grant_type: 'authorization_code' };
    expect(await scene.get('/sns/jscode2session', asked)).toMatchObject({ openid: 'oC' });
    await scene.post('/__stub/templates', {
      templates: [{ id: 'new', title: '新', kind: 'oneTime', fields: { thing1: '事' } }],
    });
    await scene.post('/__stub/credit', { openid: 'oC', templateId: 'new', count: 1 });
    const sent = { touser: 'oC', template_id: 'new', data: { thing1: { value: '好' } } };
    expect(await scene.withToken('/cgi-bin/message/subscribe/send', sent)).toMatchObject({ errcode: 0 });
    expect(await scene.get('/__stub/sent')).toMatchObject([
      { openid: 'oC', title: '新', errcode: 0, lines: [{ label: '事', value: '好' }] },
    ]);
    const { code: phoneCode } = await scene.post('/__stub/phone-code', {
      openid: 'oC',
      phone: '13800000002',
    });
    expect(await scene.withToken('/wxa/business/getuserphonenumber', { code: phoneCode })).toMatchObject({
      errcode: 0,
    });
    expect(await scene.post('/__stub/credit', {})).toEqual({ error: 'TypeError: openid is missing' });
    expect(await scene.post('/__stub/elsewhere', {})).toEqual({ error: 'TypeError: no such order' });
  });
});
