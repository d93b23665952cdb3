import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HouseholdView } from '@songtao/shared/api/registry.js';
import type { Me } from '@songtao/shared/api/session.js';
import { PersonRow, SessionRow } from '../identity/person.row.js';
import { newId } from '../platform/ids.js';
import { specDatabases } from '../platform/spec.databases.js';
import { PeopleServer } from './spec.server.js';

const village = '512002101216';
const town = '512002101';
const appHeaders = { 'x-wx-openid': 'forged', 'x-wx-appid': 'wx0000', 'x-wx-source': 'wx_client' };

describe.each(specDatabases)('people over HTTP on %s', (_kind, make) => {
  let server: PeopleServer;
  let gridWorker: string;
  let cadre: string;

  beforeAll(async () => {
    server = await PeopleServer.start(make);
    gridWorker = await server.person('李建国', 'openid-li', '13800005271');
    cadre = await server.person('何永康', 'openid-he', '13800005272');
    await server.hire(gridWorker, 'gridWorker', village, { grids: [`${village}g02`] });
    await server.hire(cadre, 'villageCadre', village);
  });

  afterAll(() => server.close());

  const me = async (token: string): Promise<Me> =>
    (await server.call<Me>('GET', '/me', undefined, token)).body;

  it('signs a stranger in with a code, once for each WeChat account', async () => {
    const [first, second] = await Promise.all([server.signIn('openid-wang'), server.signIn('openid-wang')]);
    expect(first).not.toBe(second);
    const [a, b] = [await me(first), await me(second)];
    expect(a.id).toBe(b.id);
    expect(a).toMatchObject({
      name: '',
      phone: null,
      roles: [],
      household: null,
      consent: null,
      unread: 0,
      waiting: 0,
      open: 0,
      wechatBound: true,
      today: '2026-11-23',
      demo: false,
    });
  });

  it('keeps no token and no openid that could be used', async () => {
    const token = await server.signIn('openid-wang');
    const db = server.platform.database.read();
    const kept = JSON.stringify([
      await db.all(SessionRow, ['tokenHash', 'person'], (query) => query),
      await db.all(PersonRow, ['openid', 'openidIndex', 'phone', 'phoneIndex'], (query) => query),
    ]);
    for (const secret of [token, 'openid-wang', '13800005271']) expect(kept).not.toContain(secret);
  });

  it.each([
    [40029, 401, 'signedOut'],
    [40163, 401, 'signedOut'],
    [40226, 403, 'notYours'],
    [45011, 429, 'slowDown'],
    [-1, 503, 'away'],
    [40125, 503, 'away'],
  ])('answers WeChat’s %i with %i %s', async (errcode, status, code) => {
    server.answers.set('bad', { errcode });
    const reply = await server.call('POST', '/sessions/wechat', { code: 'bad' });
    expect(reply).toMatchObject({ status, body: { code } });
  });

  it('gives whoever WeChat blocks a number to call', async () => {
    server.answers.set('blocked', { errcode: 40226 });
    const { body } = await server.call('POST', '/sessions/wechat', { code: 'blocked' });
    expect(body['message']).toContain('12345');
  });

  it('believes no identity of the headers while it is not told to', async () => {
    expect(await server.call('POST', '/sessions/cloud-run', {}, undefined, appHeaders)).toMatchObject({
      status: 401,
    });
  });

  it('has no personas outside the demo', async () => {
    expect((await server.call('POST', '/sessions/demo', { persona: 'grid' })).status).toBe(404);
  });

  it('ends a session that was left, that idled, or whose time is over', async () => {
    const left = await server.signIn('openid-wang');
    expect(await server.call('DELETE', '/sessions/current', undefined, left)).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    expect((await server.call('GET', '/me', undefined, left)).status).toBe(401);

    const [villager, staff] = [await server.signIn('openid-wang'), await server.signIn('openid-li')];
    const at = async (now: string, token: string) => {
      server.time.now = now;
      return (await server.call('GET', '/me', undefined, token)).status;
    };
    expect(await at('2026-11-23T01:34:00.000Z', staff)).toBe(200);
    expect(await at('2026-11-23T02:03:00.000Z', staff)).toBe(200);
    expect(await at('2026-11-23T02:34:00.000Z', staff)).toBe(401);
    expect(await at('2026-12-20T01:00:00.000Z', villager)).toBe(200);
    expect(await at('2027-01-15T01:00:00.000Z', villager)).toBe(200);
    expect(await at('2027-02-10T01:00:00.000Z', villager)).toBe(200);
    // Ninety days after it began it is over, however much it was used.
    expect(await at('2027-02-22T01:00:00.000Z', villager)).toBe(401);
    server.time.now = '2026-11-23T01:05:00.000Z';
  });

  it('takes a role away from a session that is open', async () => {
    const person = await server.person('旧人', 'openid-old');
    const role = await server.hire(person, 'townOfficer', town);
    const token = await server.signIn('openid-old');
    expect((await server.call('GET', '/staff', undefined, token)).status).toBe(200);
    await server.platform.database.write((tx) => server.staff.endRole(tx, role, '2026-11-22'));
    expect((await server.call('GET', '/staff', undefined, token)).status).toBe(403);
  });

  it('makes an invited number staff, once, and hands the phone over to that person', async () => {
    const invited = await server.person('赵明', null, '13900003333');
    await server.hire(invited, 'gridWorker', village, { grids: [`${village}g01`] });
    await server.platform.database.write((tx) =>
      server.people.invite(tx, '13900003333', invited, server.time.now),
    );
    const token = await server.signIn('openid-zhao');
    server.answers.set('number', { phone: '13900003333' });
    const bound = await server.call<Me>('POST', '/me/phone', { requestId: newId(), code: 'number' }, token);
    expect(bound).toMatchObject({
      status: 200,
      body: {
        id: invited,
        name: '赵明',
        phone: '139****3333',
        roles: [{ role: 'gridWorker', areaName: '骝马村' }],
      },
    });
    expect((await me(token)).id).toBe(invited);
    expect((await me(await server.signIn('openid-zhao'))).id).toBe(invited);

    const stranger = await server.signIn('openid-later');
    await server.call('POST', '/me/phone', { requestId: newId(), code: 'number' }, stranger);
    expect((await me(stranger)).roles).toEqual([]);
  });

  it('settings, village and consent are kept; what is not ours is refused', async () => {
    const token = await server.signIn('openid-set');
    await server.call('PUT', '/me/settings', { elder: true, readAtOnce: true }, token);
    await server.call('PUT', '/me/village', { village }, token);
    await server.call('PUT', '/me/consent', { requestId: newId(), version: '2026-11', given: true }, token);
    expect(await me(token)).toMatchObject({
      elder: true,
      readAtOnce: true,
      village,
      villageName: '骝马村',
      consent: '2026-11',
    });
    server.time.now = '2026-11-23T01:06:00.000Z';
    await server.call('PUT', '/me/consent', { requestId: newId(), version: '2026-11', given: false }, token);
    expect((await me(token)).consent).toBeNull();
    expect((await server.call('PUT', '/me/village', { village: '110101001001' }, token)).status).toBe(400);
    expect(
      (await server.call('PUT', '/me/settings', { elder: null, readAtOnce: true, role: 'admin' }, token))
        .status,
    ).toBe(400);
  });

  it('tells whom to call', async () => {
    const token = await server.signIn('openid-set');
    const { body } = await server.call<{ village: { name: string; phone: string }[]; duty: string }>(
      'GET',
      '/phones',
      undefined,
      token,
    );
    expect(body.village.map(({ name }) => name)).toEqual(expect.arrayContaining(['李建国', '何永康']));
    expect(body.duty).toBe('12345');
  });

  it('refuses keys that nobody asked for, also where nothing is asked', async () => {
    const token = await server.signIn('openid-set');
    expect((await server.call('GET', '/me?role=admin', undefined, token)).status).toBe(400);
    expect((await server.call('POST', '/sessions/cloud-run', { openid: 'forged' })).status).toBe(400);
  });

  it('lists the villages to everybody', async () => {
    const { status, body } = await server.call<{ townName: string; villages: unknown[] }>('GET', '/areas');
    expect(status).toBe(200);
    expect(body.townName).toBe('松涛镇');
    expect(body.villages).toHaveLength(16);
  });
});

describe.each(specDatabases)('household files over HTTP on %s', (_kind, make) => {
  let server: PeopleServer;
  let villager: string;
  let staff: string;
  let foreign: string;
  let id: string;

  beforeAll(async () => {
    server = await PeopleServer.start(make);
    await server.hire(await server.person('李建国', 'openid-li', '13800005271'), 'gridWorker', village, {
      grids: [`${village}g02`],
    });
    await server.hire(await server.person('外村', 'openid-far'), 'villageCadre', '512002101217');
    await server.hire(await server.person('秦刚', 'openid-county'), 'countyOfficer', '512002');
    id = await server.household('王秀英', village, '13612342146');
    [villager, staff, foreign] = (await Promise.all(
      ['openid-wang', 'openid-li', 'openid-far'].map((openid) => server.signIn(openid)),
    )) as [string, string, string];
    server.answers.set('number', { phone: '13612342146' });
  });

  afterAll(() => server.close());

  const file = (token: string) => server.call<HouseholdView>('GET', `/households/${id}`, undefined, token);

  it('opens to the village and to nobody else', async () => {
    expect((await file(staff)).body).toMatchObject({
      head: '王秀英',
      villageName: '骝马村',
      phone: '136****2146',
      gridWorker: { name: '李建国' },
    });
    expect((await file(foreign)).status).toBe(404);
    expect((await file(await server.signIn('openid-county'))).status).toBe(404);
    expect((await file(villager)).status).toBe(403);
    expect((await server.call('POST', '/households/search', {}, foreign)).body).toEqual({
      items: [],
      next: null,
    });
  });

  it('shows staff a child by its relation only, and no birth date', async () => {
    const { members } = (await file(staff)).body;
    expect(members).toMatchObject([
      { name: '王秀英', age: 68, birthDate: '1958-**-**' },
      { name: '孙子', age: null, birthDate: null },
    ]);
    expect(JSON.stringify(members)).not.toContain('刘小宝');
  });

  it('claims by a matching number, and opens the file once a cadre has confirmed it', async () => {
    const claimed = await server.call<Me>(
      'POST',
      '/me/phone',
      { requestId: newId(), code: 'number' },
      villager,
    );
    expect(claimed.body.household).toMatchObject({ id, head: '王*', confirmed: false });
    expect((await server.call('GET', '/households/mine', undefined, villager)).body).toEqual({
      household: null,
    });
    const [claim] = (await file(staff)).body.claims;
    expect(claim).toMatchObject({ phone: '136****2146' });
    const answer = { requestId: newId(), person: claim?.person, belongs: true };
    expect((await server.call('POST', `/households/${id}/confirm`, answer, foreign)).status).toBe(404);
    expect((await server.call('POST', `/households/${id}/confirm`, answer, staff)).status).toBe(200);
    const mine = await server.call<{ household: HouseholdView }>(
      'GET',
      '/households/mine',
      undefined,
      villager,
    );
    expect(mine.body.household.members.map(({ name }) => name)).toEqual(['王秀英', '刘小宝']);
    expect((await server.call<Me>('GET', '/me', undefined, villager)).body).toMatchObject({
      name: '王秀英',
      village,
      household: { head: '王秀英', confirmed: true },
    });
  });

  it('keeps looks once a day and reveals with their reason, and shows both to the household', async () => {
    await file(staff);
    await file(staff);
    const asked = { requestId: newId(), field: 'phone', reason: '约上门时间' };
    const revealed = await Promise.all(
      [1, 2].map(() => server.call('POST', `/households/${id}/reveal`, asked, staff)),
    );
    expect(revealed.map(({ body }) => body)).toEqual([{ value: '13612342146' }, { value: '13612342146' }]);
    const { body } = await server.call<{ items: { by: string; what: string; reason: string | null }[] }>(
      'GET',
      '/me/looks',
      undefined,
      villager,
    );
    expect(body.items.map(({ by, what, reason }) => `${by} ${what} ${reason}`).sort()).toEqual([
      '李建国（骝马村 网格员） 看了您家的情况 null',
      '李建国（骝马村 网格员） 看了电话号码 约上门时间',
    ]);
    server.time.now = '2026-11-23T16:05:00.000Z';
    await file(await server.signIn('openid-li'));
    const later = await server.call<{ items: unknown[] }>(
      'GET',
      '/me/looks',
      undefined,
      await server.signIn('openid-wang'),
    );
    expect(later.body.items).toHaveLength(3);
    server.time.now = '2026-11-23T01:05:00.000Z';
    staff = await server.signIn('openid-li');
  });

  it('reveals the birth date of a grown-up and never of a child', async () => {
    const { members } = (await file(staff)).body;
    const reveal = (member: string | undefined) =>
      server.call(
        'POST',
        `/households/${id}/reveal`,
        { requestId: newId(), field: 'birthDate', member, reason: '核对年龄' },
        staff,
      );
    expect((await reveal(members[0]?.id)).body).toEqual({ value: '1958-03-01' });
    expect((await reveal(members[1]?.id)).status).toBe(403);
    expect((await reveal(newId())).status).toBe(404);
  });

  it('finds by the name of head or member, page by page', async () => {
    await Promise.all(['王大', '王二', '王三'].map((name) => server.household(name, village, null)));
    type Found = { items: { head: string }[]; next: string | null };
    const search = (input: object) => server.call<Found>('POST', '/households/search', input, staff);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { body }: { body: Found } = await search({ q: '王', limit: 2, ...(after && { after }) });
      seen.push(...body.items.map(({ head }) => head));
      after = body.next;
    } while (after);
    expect(seen.sort()).toEqual(['王三', '王二', '王大', '王秀英'].sort());
    expect((await search({ q: '小宝' })).body.items).toHaveLength(4);
    expect((await search({ after: 'x' })).status).toBe(400);
  });
});
