import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientScene, appid, tokenRoute, sendRoute, card } from './clientScene.js';
import { databases } from './databases.js';

describe.each(databases)('the WeChat client on %s', (_name, open) => {
  let scene: ClientScene;

  beforeEach(async () => {
    scene = await ClientScene.open(await open());
  });

  afterEach(() => scene.close());

  describe('the token', () => {
    it('is fetched once for a hundred sends at once from two replicas', async () => {
      const other = scene.replica();
      const people = Array.from({ length: 100 }, (_, index) => `o${index}`);
      for (const openid of people) scene.stub.credit(openid, 'villager', 1);
      const sends = people.map((openid, index) =>
        (index % 2 ? scene.client : other).sendSubscribe(card(openid)),
      );
      const kinds = (await Promise.all(sends)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'ok')).toHaveLength(100);
      expect(scene.calls(tokenRoute)).toBe(1);
    });

    it('is renewed once when WeChat ended it early, and every send goes out', async () => {
      const people = Array.from({ length: 20 }, (_, index) => `o${index}`);
      for (const openid of people) scene.stub.credit(openid, 'villager', 2);
      await scene.client.sendSubscribe(card('o0'));
      scene.stub.revokeTokens();
      const other = scene.replica();
      const sends = people.map((openid, index) =>
        (index % 2 ? scene.client : other).sendSubscribe(card(openid)),
      );
      expect((await Promise.all(sends)).every(({ kind }) => kind === 'ok')).toBe(true);
      expect(scene.calls(tokenRoute)).toBe(2);
      expect(scene.stub.delivered()).toHaveLength(21);
    });

    it('is tried again once and no more', async () => {
      scene.stub.credit('oA', 'villager', 1);
      scene.stub.fault(sendRoute, { errcode: 42001 });
      expect(await scene.client.sendSubscribe(card('oA'))).toMatchObject({
        kind: 'refused',
        meaning: 'tokenExpired',
      });
      expect(scene.calls(sendRoute)).toBe(2);
    });

    it('is renewed before its end and never by force', async () => {
      scene.stub.credit('oA', 'villager', 3);
      await scene.client.sendSubscribe(card('oA'));
      scene.time += 114 * 60_000;
      await scene.client.sendSubscribe(card('oA'));
      expect(scene.calls(tokenRoute)).toBe(1);
      scene.time += 2 * 60_000;
      await scene.client.sendSubscribe(card('oA'));
      expect(scene.calls(tokenRoute)).toBe(2);
      const asked = scene.stub.received().filter((call) => call.route === tokenRoute);
      expect(asked.map((call) => call.body.force_refresh)).toEqual([false, false]);
      expect(scene.stub.delivered()).toHaveLength(3);
    });

    it('still serves when it is near its end and the renewal fails', async () => {
      scene.stub.credit('oA', 'villager', 2);
      await scene.client.sendSubscribe(card('oA'));
      scene.time += 116 * 60_000;
      scene.stub.fault(tokenRoute, 'html');
      expect(await scene.client.sendSubscribe(card('oA'))).toMatchObject({ kind: 'ok' });
    });

    it.each([
      ['a line that drops', 'refuse', { kind: 'away' }],
      ['a gateway page', 'html', { kind: 'away' }],
      ['a cut body', 'truncated', { kind: 'away' }],
      ['silence', 'hang', { kind: 'away' }],
      ['an unlisted address', { errcode: 40164 }, { kind: 'refused', errcode: 40164, meaning: 'config' }],
    ] as const)(
      'that cannot be had because of %s is a value, and the next try works',
      async (_what, fault, answer) => {
        scene.stub.credit('oA', 'villager', 1);
        scene.stub.fault(tokenRoute, fault, 1);
        expect(await scene.client.sendSubscribe(card('oA'))).toEqual(answer);
        expect(await scene.client.sendSubscribe(card('oA'))).toMatchObject({ kind: 'ok' });
      },
    );

    it('is asked for once, not in a queue, by all who wait while WeChat is silent', async () => {
      scene.stub.fault(tokenRoute, 'hang');
      const sends = Array.from({ length: 20 }, (_, index) => scene.client.sendSubscribe(card(`o${index}`)));
      expect((await Promise.all(sends)).every(({ kind }) => kind === 'away')).toBe(true);
      expect(scene.calls(tokenRoute)).toBe(1);
    });

    it('is left alone by whoever comes late: dropping, releasing or saving an old version does nothing', async () => {
      await scene.tokens.getToken(appid);
      await scene.tokens.save(appid, 0, { token: 'new', expiresAt: 9 });
      await scene.tokens.expire(appid, 0);
      await scene.tokens.save(appid, 0, { token: 'late', expiresAt: 5 });
      expect(await scene.tokens.getToken(appid)).toEqual({ token: 'new', expiresAt: 9, version: 1 });
      expect(await scene.tokens.lease(appid, 0, scene.time, 1000)).toBe(false);
      expect(await scene.tokens.lease(appid, 1, scene.time, 1000)).toBe(true);
      await scene.tokens.release(appid, 0);
      expect(await scene.tokens.lease(appid, 1, scene.time, 1000)).toBe(false);
    });

    it('that a dead replica was about to renew is renewed by another', async () => {
      scene.stub.credit('oA', 'villager', 1);
      await scene.tokens.getToken(appid);
      expect(await scene.tokens.lease(appid, 0, scene.time, 10_000)).toBe(true);
      scene.time += 10_001;
      expect(await scene.client.sendSubscribe(card('oA'))).toMatchObject({ kind: 'ok' });
    });
  });
});
