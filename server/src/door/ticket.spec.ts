import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { specDatabases } from '../platform/spec.databases.js';
import { Office, village } from './spec.office.js';

interface Drawn {
  readonly id: string;
  readonly secret: string;
  readonly number: string;
}

describe.each(specDatabases)('a browser let in with a phone, on %s', (_kind, make) => {
  let office: Office;
  let phone: string;
  let ticket: Drawn;

  beforeAll(async () => {
    office = await Office.open(make);
    phone = await office.server.signIn('openid-he');
    await office.enrol(phone);
  }, 60_000);
  afterAll(() => office.close());

  beforeEach(async () => {
    ticket = (await office.call<Drawn>('POST', '/tickets', undefined, {})).body;
  });

  const fetchSession = ({ id, secret }: Drawn = ticket) =>
    office.call<{ session: { token: string; staff: boolean; expires: string } | null }>(
      'POST',
      `/tickets/${id}/session`,
      undefined,
      { secret },
    );
  const letIn = (token = phone, number = ticket.number) =>
    office.call('POST', `/tickets/${ticket.id}/let-in`, token, { number });
  const open = async (): Promise<string> => {
    await letIn();
    return (await fetchSession()).body.session?.token ?? '';
  };

  it('waits until the phone has found the number of the page among others', async () => {
    expect(await fetchSession()).toMatchObject({ status: 200, body: { session: null } });
    const { body } = await office.call<{ numbers: string[] }>('GET', `/tickets/${ticket.id}`, phone);
    expect(body).toMatchObject({ device: '一台电脑', sameNetwork: true });
    expect(new Set(body.numbers).size).toBe(3);
    expect(body.numbers).toContain(ticket.number);
    expect((await letIn()).status).toBe(200);
    const { session } = (await fetchSession()).body;
    expect(session?.staff).toBe(true);
    expect((await office.call('GET', '/me', session?.token)).body).toMatchObject({ name: '何永康' });
    expect(await office.inbox(phone)).toContain('电脑上打开了您的号');
  });

  it('has shown the second factor with its phone, and is over sooner', async () => {
    const browser = await open();
    expect((await office.reveal(browser)).status).toBe(200);
    const isIn = async (token: string) => (await office.call('GET', '/me', token)).status === 200;
    office.later(19);
    expect([await isIn(phone), await isIn(browser)]).toEqual([true, true]);
    office.later(21);
    expect([await isIn(phone), await isIn(browser)]).toEqual([true, false]);
  });

  it('opens once, for the browser that drew it and for nobody who saw the picture', async () => {
    await letIn();
    expect((await fetchSession({ ...ticket, secret: 'photographed' })).status).toBe(410);
    const replies = await Promise.all([fetchSession(), fetchSession(), fetchSession()]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 410, 410]);
  });

  it('is spoiled by another number, by a no, and by two minutes', async () => {
    const wrong = await letIn(phone, ticket.number === '99' ? '98' : '99');
    expect(wrong).toMatchObject({ status: 422, body: { details: { guard: 'number' } } });
    expect((await letIn()).status).toBe(410);
    expect((await fetchSession()).status).toBe(403);

    ticket = (await office.call<Drawn>('POST', '/tickets', undefined, {})).body;
    expect((await office.call('POST', `/tickets/${ticket.id}/refuse`, phone, {})).status).toBe(200);
    expect(await fetchSession()).toMatchObject({ status: 403, body: { message: '手机上没有同意' } });

    ticket = (await office.call<Drawn>('POST', '/tickets', undefined, {})).body;
    await letIn();
    office.later(3);
    expect((await fetchSession()).status).toBe(410);
    expect((await office.call('GET', `/tickets/${ticket.id}`, phone)).status).toBe(410);
  });

  it('is let in by staff who have shown the second factor, whose session still is one', async () => {
    const villager = await office.server.signIn('openid-wang');
    expect((await office.call('GET', `/tickets/${ticket.id}`)).status).toBe(401);
    expect((await office.call('GET', `/tickets/${ticket.id}`, villager)).status).toBe(403);
    expect((await letIn(villager)).body).toMatchObject({ code: 'notYours' });
    expect((await letIn(await office.server.signIn('openid-he'))).body).toMatchObject({ code: 'stepUp' });

    const other = await office.server.signIn('openid-he', phone);
    expect((await letIn(other)).status).toBe(200);
    await office.call('DELETE', '/sessions/current', other);
    expect((await fetchSession()).status).toBe(410);
  });

  it('stands in the list of its person, who can end it; nobody else can', async () => {
    const browser = await open();
    const admin = await office.server.signIn('openid-admin');
    const { body } = await office.call<{ items: { id: string; browser: boolean; current: boolean }[] }>(
      'GET',
      '/me/sessions',
      phone,
    );
    const found = body.items.find((one) => one.browser);
    expect(body.items.filter(({ current }) => current)).toHaveLength(1);
    expect((await office.call('DELETE', `/me/sessions/${found?.id}`, admin)).status).toBe(404);
    expect((await office.call('GET', '/me', browser)).status).toBe(200);
    expect((await office.call('DELETE', `/me/sessions/${found?.id}`, phone)).status).toBe(200);
    expect((await office.call('GET', '/me', browser)).status).toBe(401);
  });

  it('is shut with the last role of its person, whose phone goes on as a villager’s', async () => {
    const person = await office.server.person('旧人', 'openid-old');
    const role = await office.server.hire(person, 'villageCadre', village);
    const old = await office.server.signIn('openid-old');
    await office.enrol(old);
    await letIn(old);
    const browser = (await fetchSession()).body.session?.token ?? '';
    expect((await office.call('GET', '/me', browser)).status).toBe(200);
    await office.server.platform.database.write((tx) => office.server.staff.endRole(tx, role, '2026-11-22'));
    expect((await office.call('GET', '/me', browser)).status).toBe(401);
    expect((await office.call('GET', '/me', old)).status).toBe(200);
  });

  it('is not drawn without end from one address', async () => {
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => office.call('POST', '/tickets', undefined, {})),
    );
    expect(replies.some(({ status }) => status === 429)).toBe(true);
  });
});
