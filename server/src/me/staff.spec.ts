import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import type { messageApi } from '@songtao/shared/api/registry.js';
import type { staffApi } from '@songtao/shared/api/staff.js';
import type { Me } from '@songtao/shared/api/session.js';
import { newId } from '../platform/ids.js';
import { specDatabases } from '../platform/spec.databases.js';
import { PeopleServer } from './spec.server.js';

type Leaves = OutputOf<typeof staffApi.leaves>;
type Inbox = OutputOf<typeof messageApi.list>;

const village = '512002101216';
const town = '512002101';

describe.each(specDatabases)('leave, roster and duty over HTTP on %s', (_kind, make) => {
  let server: PeopleServer;
  const ids: Record<string, string> = {};
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    server = await PeopleServer.start(make);
    for (const [name, role, area] of [
      ['li', 'gridWorker', village],
      ['he', 'villageCadre', village],
      ['chen', 'townOfficer', town],
      ['qin', 'countyOfficer', '512002'],
      ['root', 'admin', town],
    ] as const) {
      ids[name] = await server.person(name, `openid-${name}`, '13800005271');
      await server.hire(ids[name], role, area, role === 'gridWorker' ? { grids: [`${village}g02`] } : {});
      tokens[name] = await server.signIn(`openid-${name}`);
    }
    tokens['villager'] = await server.signIn('openid-wang');
  });

  afterAll(() => server.close());

  const leaves = async (who: string) =>
    (await server.call<Leaves>('GET', '/leaves', undefined, tokens[who])).body;
  const ask = (who: string, cover: string, from: string, to: string, id = newId()) =>
    server.call('POST', '/leaves', { id, requestId: newId(), cover: ids[cover], from, to }, tokens[who]);
  const answer = (who: string, id: string, said: string) =>
    server.call('POST', `/leaves/${id}/answer`, { requestId: newId(), answer: said }, tokens[who]);

  it('offers the nearest colleagues of the town first, and neither admin nor county', async () => {
    expect((await leaves('li')).colleagues.map(({ name }) => name)).toEqual(['he', 'chen']);
    expect((await ask('li', 'qin', '2026-12-03', '2026-12-04')).status).toBe(400);
    expect((await ask('li', 'li', '2026-12-03', '2026-12-04')).status).toBe(400);
    expect((await ask('li', 'he', '2026-12-04', '2026-12-03')).status).toBe(400);
    expect((await ask('li', 'he', '2026-11-22', '2026-11-23')).status).toBe(400);
    expect((await ask('villager', 'he', '2026-12-03', '2026-12-04')).status).toBe(403);
  });

  it('holds once the colleague has agreed, tells both, and shows who covers', async () => {
    const id = newId();
    expect((await ask('li', 'he', '2026-11-23', '2026-11-24', id)).status).toBe(200);
    const me = async () => (await server.call<Me>('GET', '/me', undefined, tokens['li'])).body.coveredBy;
    expect(await me()).toBeNull();
    expect((await answer('li', id, 'agreed')).status).toBe(403);
    expect((await answer('chen', id, 'agreed')).status).toBe(404);
    expect((await answer('he', id, 'agreed')).status).toBe(200);
    expect((await answer('he', id, 'declined')).status).toBe(409);
    expect(await me()).toBe('he');
    expect((await leaves('he')).items).toMatchObject([
      { id, state: 'agreed', mine: false, tasks: 0, cover: { name: 'he' } },
    ]);
    const titles = async (who: string): Promise<string[]> => {
      const { body } = await server.call<Inbox>('GET', '/messages', undefined, tokens[who]);
      return body.items.map(({ title }) => title);
    };
    expect(await titles('he')).toEqual(['li请您替2天']);
    expect(await titles('li')).toEqual(['he答应替您']);
  });

  it('never lets two people cover each other, nor the same days be taken twice', async () => {
    const id = newId();
    expect((await ask('he', 'li', '2026-11-24', '2026-11-24', id)).status).toBe(200);
    expect((await answer('li', id, 'agreed')).status).toBe(422);
    expect((await ask('li', 'chen', '2026-11-24', '2026-11-25')).status).toBe(422);
  });

  it('is taken back by whoever asked', async () => {
    const [first] = (await leaves('li')).items.filter(({ state }) => state === 'agreed');
    expect((await answer('li', first?.id ?? '', 'cancelled')).status).toBe(200);
    expect((await leaves('li')).items.find(({ id }) => id === first?.id)).toMatchObject({
      state: 'cancelled',
    });
    expect((await server.call<Me>('GET', '/me', undefined, tokens['li'])).body.coveredBy).toBeNull();
  });

  it('shows the roster of the town to its office and its admin, page by page', async () => {
    const page = (who: string, query = '') =>
      server.call<OutputOf<typeof staffApi.roster>>('GET', `/staff${query}`, undefined, tokens[who]);
    expect((await page('li')).status).toBe(403);
    const { body } = await page('root', '?limit=3');
    const rest = await page('root', `?limit=3&after=${body.next}`);
    expect([...body.items, ...rest.body.items].map(({ name }) => name).sort()).toEqual([
      'chen',
      'he',
      'li',
      'root',
    ]);
    expect(rest.body.next).toBeNull();
    expect(body.items.find(({ name }) => name === 'li')).toMatchObject({
      areaName: '骝马村',
      grids: ['骝马村第2网格'],
      bound: true,
    });
  });

  it('shows who is on duty in the coming days, and the parameters with their documents', async () => {
    await server.platform.database.write((tx) =>
      server.staff.putDuty(tx, { town, day: '2026-11-24', person: ids['chen'] ?? '' }),
    );
    const duty = await server.call<OutputOf<typeof staffApi.duty>>('GET', '/duty', undefined, tokens['he']);
    expect(duty.body.items).toMatchObject([{ day: '2026-11-24', person: { name: 'chen' } }]);
    const params = await server.call<OutputOf<typeof staffApi.params>>(
      'GET',
      '/params',
      undefined,
      tokens['chen'],
    );
    expect(params.body.items.find(({ key }) => key === 'notice.days')).toMatchObject({
      value: '5',
      unit: 'day',
      document: null,
    });
    expect(params.body.items.find(({ key }) => key === 'monitor.line')).toMatchObject({ value: null });
  });
});

describe('behind the gateway of WeChat Cloud Run, and in the demo', () => {
  const [sqlite] = specDatabases;

  const headers = { 'x-wx-openid': 'openid-run', 'x-wx-appid': 'wx0000', 'x-wx-source': 'wx_client' };

  it('believes the headers where the server is told to, the source is given and the app is ours', async () => {
    const server = await PeopleServer.start(sqlite![1], { WX_TRUST_HEADERS: '1' });
    const enter = async (sent: Record<string, string>) =>
      (await server.call('POST', '/sessions/cloud-run', {}, undefined, sent)).status;
    expect(await enter(headers)).toBe(200);
    expect(await enter({ ...headers, 'x-wx-appid': 'wx9999' })).toBe(401);
    expect(await enter({ 'x-wx-openid': 'openid-run', 'x-wx-appid': 'wx0000' })).toBe(401);
    await server.close();
  });

  it('lets a persona in, for longer than the demo’s day can be moved', async () => {
    const server = await PeopleServer.start(sqlite![1], { DEMO: '1' });
    const person = await server.person('李建国', null);
    await server.hire(person, 'gridWorker', village, { grids: [`${village}g02`] });
    await server.platform.database.write((tx) => server.people.putPersona(tx, 'grid', person));
    const { status, body } = await server.call<{ token: string; staff: boolean }>('POST', '/sessions/demo', {
      persona: 'grid',
    });
    expect([status, body.staff]).toEqual([200, true]);
    server.time.now = '2027-06-01T00:00:00.000Z';
    expect((await server.call<Me>('GET', '/me', undefined, body.token)).body).toMatchObject({
      name: '李建国',
      demo: true,
      wechatBound: false,
    });
    expect((await server.call('POST', '/sessions/demo', { persona: 'town' })).status).toBe(404);
    await server.close();
  });
});
