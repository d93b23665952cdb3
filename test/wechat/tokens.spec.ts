import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Scene, appid, credential, minute, secret, type Body } from './scene.js';

const scene = new Scene();

beforeEach(() => scene.open());
afterEach(() => scene.stub.close());

describe('login codes', () => {
  const login = (js_code: string): Promise<Body> =>
    scene.get('/sns/jscode2session', { appid, secret, js_code, grant_type: 'authorization_code' });

  it('work once, within five minutes', async () => {
    const code = scene.stub.issueCode('oA');
    expect(await login(code)).toEqual({ openid: 'oA', session_key: expect.any(String) });
    expect(await login(code)).toMatchObject({
      errcode: 40163,
      errmsg: expect.stringMatching(/^code been used, rid: (\w{8}-){2}\w{8}$/u),
    });
    const late = scene.stub.issueCode('oA');
    scene.time += 5 * minute + 1;
    expect(await login(late)).toMatchObject({ errcode: 40029 });
    expect(await login('made-up')).toMatchObject({ errcode: 40029 });
  });

  it('carry a unionid only where the account has one', async () => {
    expect(await login(scene.stub.issueCode('oA', 'uA'))).toMatchObject({ openid: 'oA', unionid: 'uA' });
  });

  it('are refused to a blocked person and to one who logs in a hundred times a minute', async () => {
    scene.stub.block('oBad');
    expect(await login(scene.stub.issueCode('oBad'))).toMatchObject({ errcode: 40226 });
    for (let count = 0; count < 100; count += 1) await login(scene.stub.issueCode('oFast'));
    expect(await login(scene.stub.issueCode('oFast'))).toMatchObject({ errcode: 45011 });
    scene.time += minute;
    expect(await login(scene.stub.issueCode('oFast'))).toMatchObject({ openid: 'oFast' });
  });

  it('need our own app and secret', async () => {
    const asked = { js_code: scene.stub.issueCode('oA'), grant_type: 'authorization_code' };
    expect(await scene.get('/sns/jscode2session', { ...asked, appid, secret: 'x' })).toMatchObject({
      errcode: 40125,
    });
    expect(await scene.get('/sns/jscode2session', { ...asked, appid: 'wx', secret })).toMatchObject({
      errcode: 40013,
    });
    expect(await scene.get('/sns/jscode2session', { ...asked, appid })).toMatchObject({ errcode: 41004 });
  });
});

describe('the stable token', () => {
  it('stays the same and tells what is left, until five minutes before its end', async () => {
    const first = await scene.stableToken();
    expect(first).toEqual({ access_token: expect.any(String), expires_in: 7200 });
    scene.time += 115 * minute;
    expect(await scene.stableToken()).toEqual({ access_token: first.access_token, expires_in: 300 });
    scene.time += 1000;
    const second = await scene.stableToken();
    expect(second.access_token).not.toBe(first.access_token);
    expect(await scene.templates(first.access_token)).toMatchObject({ errcode: 0 });
    scene.time += 5 * minute;
    expect(await scene.templates(first.access_token)).toMatchObject({ errcode: 42001 });
    expect(await scene.templates(second.access_token)).toMatchObject({ errcode: 0 });
  });

  it('dies when forced, which is allowed every thirty seconds and twenty times a day', async () => {
    const first = await scene.stableToken();
    await scene.stableToken({ force_refresh: true });
    expect(await scene.templates(first.access_token)).toMatchObject({ errcode: 40001 });
    expect(await scene.stableToken({ force_refresh: true })).toMatchObject({ errcode: 45011 });
    for (let count = 1; count < 20; count += 1) {
      scene.time += 30_000;
      expect(await scene.stableToken({ force_refresh: true })).toMatchObject({ expires_in: 7200 });
    }
    scene.time += 30_000;
    expect(await scene.stableToken({ force_refresh: true })).toMatchObject({ errcode: 45009 });
  });

  it('is refused to a wrong secret and to a GET', async () => {
    expect(await scene.stableToken({ secret: 'x' })).toMatchObject({ errcode: 40125 });
    expect(await scene.stableToken({ grant_type: 'x' })).toMatchObject({ errcode: 40002 });
    expect(await scene.get('/cgi-bin/stable_token', credential)).toMatchObject({ errcode: 43002 });
    scene.stub.fault('/cgi-bin/stable_token', { errcode: 40164 }, 1);
    expect(await scene.stableToken()).toMatchObject({ errcode: 40164 });
  });

  it('and the plain one do not touch each other', async () => {
    const stable = await scene.stableToken();
    const plain = await scene.get('/cgi-bin/token', credential);
    const next = await scene.get('/cgi-bin/token', credential);
    expect(await scene.templates(plain.access_token)).toMatchObject({ errcode: 40001 });
    expect(await scene.templates(next.access_token)).toMatchObject({ errcode: 0 });
    expect(await scene.templates(stable.access_token)).toMatchObject({ errcode: 0 });
  });

  it('is missed, malformed or unknown, each with its number', async () => {
    expect(await scene.get('/wxaapi/newtmpl/gettemplate')).toMatchObject({ errcode: 41001 });
    expect(await scene.templates('short')).toMatchObject({ errcode: 40014 });
    expect(await scene.templates('a'.repeat(136))).toMatchObject({ errcode: 40001 });
  });
});

describe('a phone number', () => {
  const path = '/wxa/business/getuserphonenumber';

  it('is given once, to the person it belongs to', async () => {
    const code = scene.stub.issuePhoneCode('oA', '13800000001');
    expect(await scene.withToken(path, { code, openid: 'oB' })).toMatchObject({ errcode: 40003 });
    expect(await scene.withToken(path, { code, openid: 'oA' })).toMatchObject({
      phone_info: { purePhoneNumber: '13800000001', countryCode: '86', watermark: { appid } },
    });
    expect(await scene.withToken(path, { code, openid: 'oA' })).toMatchObject({ errcode: 40029 });
  });
});
