import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { specDatabases } from '../platform/spec.databases.js';
import { SecondFactorRow } from './factor.row.js';
import { Office } from './spec.office.js';

describe.each(specDatabases)('the second factor of staff on %s', (_kind, make) => {
  let office: Office;
  let phone: string;
  let key: string;
  let recovery: readonly string[];

  beforeAll(async () => {
    office = await Office.open(make);
    phone = await office.server.signIn('openid-he');
  }, 60_000);
  afterAll(() => office.close());

  const reset = (token: string) =>
    office.call('POST', `/staff/${office.post}/second-factor/reset`, token, {
      requestId: newId(),
      reason: '手机丢了',
    });

  it('is asked for before what reveals, and for nothing else', async () => {
    expect(await office.reveal(phone)).toMatchObject({ status: 403, body: { code: 'stepUp' } });
    expect((await office.call('GET', `/households/${office.household}`, phone)).status).toBe(200);
    expect((await office.call('GET', '/me/looks', phone)).status).toBe(200);
  });

  it('cannot be shown before it is set up, and is not set up by a wrong code', async () => {
    expect(await office.show(phone, '123456')).toMatchObject({
      status: 422,
      body: { details: { guard: 'secondFactor' } },
    });
    await office.call('POST', '/me/second-factor', phone, {});
    const wrong = await office.call('PUT', '/me/second-factor', phone, { code: '000000' });
    expect(wrong).toMatchObject({ status: 422, body: { message: '数字不对，还能试4次' } });
    expect((await office.reveal(phone)).status).toBe(403);
  });

  it('opens with its first code what asked for it, in this session alone, and keeps no key that can be read', async () => {
    ({ key, recovery } = await office.enrol(phone));
    expect(recovery).toHaveLength(8);
    expect((await office.reveal(phone)).status).toBe(200);
    expect((await office.reveal(await office.server.signIn('openid-he'))).status).toBe(403);
    const rows = await office.server.platform.database
      .read()
      .all(SecondFactorRow, ['secret', 'pending', 'recovery'], (query) => query);
    for (const secret of [key, ...recovery]) expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('takes a code once, and none of a minute ago', async () => {
    const other = await office.server.signIn('openid-he');
    const code = office.code(key);
    expect((await office.show(phone, code)).status).toBe(200);
    expect((await office.show(other, code)).status).toBe(422);
    office.later(2);
    expect((await office.show(other, code)).status).toBe(422);
    expect((await office.show(other, office.code(key))).status).toBe(200);
    expect((await office.reveal(other)).status).toBe(200);
  });

  it('takes a recovery code in its place, once', async () => {
    const other = await office.server.signIn('openid-he');
    const [first = ''] = recovery;
    expect((await office.show(other, first)).status).toBe(200);
    expect((await office.reveal(other)).status).toBe(200);
    expect((await office.show(other, first)).status).toBe(422);
    expect((await office.call('GET', '/me/second-factor', other)).body).toMatchObject({
      enrolled: true,
      recoveryLeft: 7,
    });
  });

  it('goes with a phone that fell asleep and shows its old token, not with the account alone', async () => {
    office.later(31);
    expect((await office.call('GET', '/me', phone)).status).toBe(401);
    expect((await office.reveal(await office.server.signIn('openid-he'))).status).toBe(403);
    const admin = await office.server.signIn('openid-admin', phone);
    expect((await reset(admin)).body).toMatchObject({ code: 'stepUp' });
    const again = await office.server.signIn('openid-he', phone);
    expect((await office.reveal(again)).status).toBe(403);
  });

  it('holds for half a working day', async () => {
    phone = await office.server.signIn('openid-he');
    await office.show(phone, office.code(key));
    for (let hours = 0; hours < 4; hours += 1) {
      expect((await office.reveal(phone)).status).toBe(200);
      office.later(29);
      await office.call('GET', '/me', phone);
      office.later(29);
      await office.call('GET', '/me', phone);
    }
    office.later(10);
    expect(await office.reveal(phone)).toMatchObject({ status: 403, body: { code: 'stepUp' } });
    await office.show(phone, office.code(key));
  });

  it('goes on while a new one is set up, which asks for it', async () => {
    const other = await office.server.signIn('openid-he');
    expect((await office.call('POST', '/me/second-factor', other, {})).status).toBe(403);
    const begun = await office.call<{ key: string }>('POST', '/me/second-factor', phone, {});
    office.later(1);
    expect((await office.show(phone, office.code(begun.body.key))).status).toBe(422);
    expect((await office.show(phone, office.code(key))).status).toBe(200);
    ({ key, recovery } = await office.enrol(phone));
    expect((await office.show(phone, office.code(key))).status).toBe(200);
  });

  it('is locked by five wrong codes for a quarter of an hour, whoever guesses how fast; the person and the log are told', async () => {
    office.later(1);
    const tries = Array.from({ length: 100 }, (_, i) => String(100_000 + i));
    const replies = await Promise.all(tries.map((code) => office.show(phone, code)));
    expect(replies.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(95);
    expect(await office.show(phone, office.code(key))).toMatchObject({
      status: 429,
      body: { message: '错了5次，15分钟后再试' },
    });
    expect(office.lines.filter((line) => line.includes('second factor locked'))).toHaveLength(1);
    expect(await office.inbox(phone)).toContain('有人填错5次您的口令');
    office.later(14);
    expect((await office.show(phone, office.code(key))).status).toBe(429);
    office.later(2);
    expect((await office.show(phone, office.code(key))).status).toBe(200);
  });

  it('is taken away by the admin of the place who has shown one, with a reason and every session', async () => {
    const [admin, stranger] = [
      await office.server.signIn('openid-admin'),
      await office.server.signIn('openid-other-admin'),
    ];
    expect((await reset(phone)).body).toMatchObject({ code: 'notYours' });
    expect((await reset(admin)).body).toMatchObject({ code: 'stepUp' });
    await office.enrol(stranger);
    await office.enrol(admin);
    expect((await reset(stranger)).status).toBe(404);
    expect((await reset(admin)).status).toBe(200);
    expect((await office.call('GET', '/me', phone)).status).toBe(401);
    expect(await reset(admin)).toMatchObject({ status: 422, body: { message: '这个人还没有动态口令' } });
    phone = await office.server.signIn('openid-he');
    expect(await office.inbox(phone)).toContain('管理员收回了，因为：手机丢了。');
    expect((await office.call('GET', '/me/second-factor', phone)).body).toMatchObject({ enrolled: false });
    expect((await office.show(phone, office.code(key))).status).toBe(422);
  });
});
