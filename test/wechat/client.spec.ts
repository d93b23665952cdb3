import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ClientScene,
  appid,
  secret,
  timeoutMs,
  tokenRoute,
  sendRoute,
  loginRoute,
  card,
} from './clientScene.js';
import { databases } from './databases.js';
import { startWeChatStub } from './stub.js';

describe.each(databases)('the WeChat client on %s', (_name, open) => {
  let scene: ClientScene;

  beforeEach(async () => {
    scene = await ClientScene.open(await open());
  });

  afterEach(() => scene.close());

  describe('signing in', () => {
    it('gives the person and keeps no session key', async () => {
      expect(await scene.client.codeToSession(scene.stub.issueCode('oA'))).toEqual({
        kind: 'ok',
        value: { openid: 'oA' },
      });
      expect(await scene.client.codeToSession(scene.stub.issueCode('oA', 'uA'))).toEqual({
        kind: 'ok',
        value: { openid: 'oA', unionid: 'uA' },
      });
    });

    it('takes a code once, and asks WeChat once about the second use', async () => {
      const code = scene.stub.issueCode('oA');
      await scene.client.codeToSession(code);
      expect(await scene.client.codeToSession(code)).toEqual({
        kind: 'refused',
        errcode: 40163,
        meaning: 'badCode',
      });
      expect(scene.calls(loginRoute)).toBe(2);
    });

    it.each([
      [-1, 'busy'],
      [40029, 'badCode'],
      [40226, 'blockedPerson'],
      [45011, 'rateLimited'],
      [40125, 'config'],
      [99999, 'unknown'],
    ])('reads %d as %s', async (errcode, meaning) => {
      scene.stub.fault(loginRoute, { errcode });
      expect(await scene.client.codeToSession(scene.stub.issueCode('oA'))).toEqual({
        kind: 'refused',
        errcode,
        meaning,
      });
    });

    it('reads the phone number of its own person only', async () => {
      const code = scene.stub.issuePhoneCode('oA', '13800000001');
      expect(await scene.client.phoneNumber(code, 'oB')).toMatchObject({
        kind: 'refused',
        meaning: 'badOpenid',
      });
      expect(await scene.client.phoneNumber(code, 'oA')).toEqual({
        kind: 'ok',
        value: { phone: '13800000001', countryCode: '86' },
      });
    });
  });

  describe('sending', () => {
    it('arrives with neutral words and opens the build it was sent for', async () => {
      scene.stub.credit('oA', 'villager', 1);
      expect(await scene.client.sendSubscribe(card('oA'))).toEqual({
        kind: 'ok',
        value: { msgid: expect.any(String) },
      });
      expect(scene.stub.delivered()).toMatchObject([
        { openid: 'oA', lines: [{ value: '您有1条新消息' }, { value: '2026年11月23日 15:01' }] },
      ]);
      expect(scene.stub.received().at(-1)?.body).toMatchObject({ miniprogram_state: 'trial' });
    });

    it('without a credit left is a value, not an error', async () => {
      scene.stub.credit('oA', 'villager', 1);
      await scene.client.sendSubscribe(card('oA'));
      expect(await scene.client.sendSubscribe(card('oA'))).toEqual({
        kind: 'refused',
        errcode: 43101,
        meaning: 'notSubscribed',
      });
    });

    it('goes one at a time to one person', async () => {
      scene.stub.credit('oA', 'villager', 5);
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => scene.client.sendSubscribe(card('oA'))),
      );
      expect(answers.every(({ kind }) => kind === 'ok')).toBe(true);
    });

    it('names the field that WeChat did not take', async () => {
      scene.stub.credit('oA', 'villager', 1);
      const wrong = { ...card('oA'), data: { ...card('oA').data, thing1: { value: '字'.repeat(21) } } };
      expect(await scene.client.sendSubscribe(wrong)).toEqual({
        kind: 'refused',
        errcode: 47003,
        meaning: 'badField',
        field: 'thing1',
      });
    });

    it.each([
      ['oNobody', 'villager', 'badOpenid'],
      ['oA', 'unknown', 'badTemplate'],
    ])('to %s with template %s is refused as %s', async (openid, templateId, meaning) => {
      scene.stub.credit('oA', 'villager', 1);
      expect(await scene.client.sendSubscribe(card(openid, templateId))).toMatchObject({
        kind: 'refused',
        meaning,
      });
    });

    it.each([
      [45009, 'quotaSpent'],
      [45011, 'rateLimited'],
      [43108, 'busy'],
      [45168, 'sensitive'],
      [43107, 'banned'],
      [48001, 'config'],
    ])('that WeChat answers with %d is %s and is not repeated', async (errcode, meaning) => {
      scene.stub.credit('oA', 'villager', 1);
      scene.stub.fault(sendRoute, { errcode });
      expect(await scene.client.sendSubscribe(card('oA'))).toEqual({ kind: 'refused', errcode, meaning });
      expect(scene.calls(sendRoute)).toBe(1);
    });

    it.each(['hang', 'truncated', 'refuse', { slow: timeoutMs * 2 }] as const)(
      'whose fate is not known after %j says so and is not repeated',
      async (fault) => {
        scene.stub.credit('oA', 'villager', 1);
        scene.stub.fault(sendRoute, fault);
        expect(await scene.client.sendSubscribe(card('oA'))).toEqual({ kind: 'unknownOutcome' });
        expect(scene.calls(sendRoute)).toBe(1);
        expect(scene.stub.delivered()).toHaveLength(fault === 'refuse' ? 0 : 1);
      },
    );

    it('that never left is known not to have arrived', async () => {
      scene.stub.credit('oA', 'villager', 2);
      await scene.client.sendSubscribe(card('oA'));
      scene.stub.fault(sendRoute, 'html', 1);
      expect(await scene.client.sendSubscribe(card('oA'))).toEqual({ kind: 'away' });
      const nobody = await startWeChatStub({ appid, secret, templates: [] });
      await nobody.close();
      expect(await scene.replica(nobody.url).sendSubscribe(card('oA'))).toEqual({ kind: 'away' });
    });

    it.each(['stringNumbers', 'noErrcode'] as const)('is understood with %s', async (fault) => {
      scene.stub.credit('oA', 'villager', 1);
      scene.stub.fault(sendRoute, fault);
      scene.stub.fault(tokenRoute, 'stringNumbers');
      expect(await scene.client.sendSubscribe(card('oA'))).toMatchObject({ kind: 'ok' });
    });
  });

  describe('staff cards', () => {
    it('reach bound staff', async () => {
      scene.stub.bindEmployee('oS');
      expect(await scene.client.sendEmployeeRelation(card('oS', 'staff'))).toEqual({ kind: 'ok', value: {} });
      expect(scene.stub.delivered()).toMatchObject([{ openid: 'oS', kind: 'employee' }]);
    });

    it('tell who is not bound and who turned them off', async () => {
      scene.stub.issueCode('oS');
      const send = () => scene.client.sendEmployeeRelation(card('oS', 'staff'));
      expect(await send()).toMatchObject({ kind: 'refused', meaning: 'notBound' });
      scene.stub.bindEmployee('oS');
      scene.stub.muteEmployee('oS', 'staff');
      expect(await send()).toMatchObject({ kind: 'refused', meaning: 'notSubscribed' });
    });
  });

  describe('checking a text', () => {
    const check = (content: string, openid = 'oA') =>
      scene.client.checkText({ openid, scene: 'comment', content });

    it('tells what WeChat thinks of it', async () => {
      scene.stub.issueCode('oA');
      expect(await check('屋顶漏水')).toMatchObject({ kind: 'ok', value: { suggest: 'pass', label: 100 } });
      expect(await check('出售枪支')).toMatchObject({
        kind: 'ok',
        value: { suggest: 'risky', label: 20006 },
      });
      expect(await check('字'.repeat(3000))).toMatchObject({ kind: 'ok' });
    });

    it('tells apart who was not here lately and who is not ours', async () => {
      scene.stub.issueCode('oA');
      scene.time += 3 * 3600_000;
      expect(await check('屋顶漏水')).toMatchObject({ kind: 'refused', meaning: 'noVisit' });
      expect(await check('屋顶漏水', 'oOther')).toMatchObject({ kind: 'refused', meaning: 'badOpenid' });
    });
  });
});
