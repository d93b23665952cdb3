import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type * as z from 'zod';
import { caseApi, meetingApi } from '@songtao/shared/api/case.js';
import { factorApi, openSessionApi, ticketApi } from '@songtao/shared/api/door.js';
import type { Endpoint, EndpointAccess } from '@songtao/shared/api/endpoint.js';
import { noticeApi } from '@songtao/shared/api/notice.js';
import { privacyApi } from '@songtao/shared/api/privacy.js';
import { demoApi, fileApi, householdApi, messageApi, pushApi } from '@songtao/shared/api/registry.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import { sessionApi, type Persona } from '@songtao/shared/api/session.js';
import { CaseStore } from '../../server/src/case/case.store.js';
import { HouseholdStore } from '../../server/src/household/household.store.js';
import { MembershipService } from '../../server/src/identity/membership.service.js';
import { PersonStore } from '../../server/src/identity/person.store.js';
import { StaffStore } from '../../server/src/identity/staff.store.js';
import { NoticeStore } from '../../server/src/notice/notice.store.js';
import { Database } from '../../server/src/platform/database.js';
import { handledEndpoints } from '../../server/src/platform/handles.js';
import { healthApi } from '../../server/src/platform/health/health.api.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town, type Client } from '../support/town.js';
import { Story } from './story.js';

const contract: readonly Endpoint[] = [
  caseApi,
  demoApi,
  factorApi,
  fileApi,
  healthApi,
  householdApi,
  meetingApi,
  messageApi,
  noticeApi,
  openSessionApi,
  privacyApi,
  pushApi,
  sessionApi,
  staffApi,
  ticketApi,
].flatMap((table): Endpoint[] => Object.values(table));

const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

/** Endpoints that take JSON or a query; an upload is multipart and WeChat's push is sealed, which is told in the specs of files and of content. */
const spoken = contract.filter(({ wire }) => wire !== 'file' && wire !== 'raw');

const personaOf: Record<string, Persona> = {
  public: 'villager',
  signedIn: 'villager',
  staff: 'grid',
  gridWorker: 'grid',
  villageCadre: 'village',
  townOfficer: 'town',
  admin: 'admin',
};

const whoMay = (access: EndpointAccess): Persona =>
  personaOf[typeof access === 'string' ? access : (access[0] ?? '')] ?? 'town';

const keysInPath = ({ path }: Endpoint): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

type Loose = Endpoint<z.ZodObject, z.ZodType>;

/** Sends what the contract does not know. */
const tryLoosely = (client: Client, row: Endpoint, input: Record<string, unknown>) =>
  client.try<Loose>(row, { ...Object.fromEntries(keysInPath(row).map((key) => [key, newId()])), ...input });

describe('the routes', () => {
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    town = await Town.open(specDatabases[0]![1]);
    story = new Story(town);
  }, 60_000);
  afterAll(() => town.close());

  it('are the rows of the contract, each handled once', () => {
    const handled = handledEndpoints().map(nameOf);
    expect(handled.toSorted()).toEqual([...contract.map(nameOf), 'GET /openapi.json'].toSorted());
  });

  it('ask everybody who calls, but where the contract says public', async () => {
    const open = spoken.filter(({ access }) => access === 'public').map(nameOf);
    expect(open.toSorted()).toEqual([
      'GET /areas',
      'GET /demo',
      'GET /demo/wechat',
      'GET /files/:id',
      'GET /health',
      'GET /ready',
      'GET /wechat/push',
      'POST /demo/day',
      'POST /sessions/cloud-run',
      'POST /sessions/demo',
      'POST /sessions/wechat',
      'POST /tickets',
      'POST /tickets/:id/session',
    ]);
    for (const row of spoken.filter(({ access }) => access !== 'public')) {
      const { status, error } = await tryLoosely(town.stranger, row, {});
      expect([nameOf(row), status, error?.code]).toEqual([nameOf(row), 401, 'signedOut']);
    }
  });

  it('let no villager near what is for staff', async () => {
    const villager = await story.as('villager');
    const forStaff = spoken.filter(({ access }) => access !== 'public' && access !== 'signedIn');
    expect(forStaff.length).toBeGreaterThan(20);
    for (const row of forStaff) {
      const { error } = await tryLoosely(villager, row, {});
      expect([nameOf(row), error?.code]).toEqual([nameOf(row), 'notYours']);
    }
  });

  it('refuse a key that the contract does not know', async () => {
    for (const row of spoken) {
      const client = row.access === 'public' ? town.stranger : await story.as(whoMay(row.access));
      const { status, error } = await tryLoosely(client, row, { surprise: '1' });
      expect([nameOf(row), status]).toEqual([nameOf(row), 400]);
      expect(error?.details?.['fields']).toContain('surprise');
    }
    // Not even the one that ends a session did anything.
    expect((await (await story.as('villager')).try(sessionApi.me, {})).status).toBe(200);
  });

  it('hand out at most a hundred rows', async () => {
    const lists = spoken.filter(({ input }) => 'limit' in input.shape);
    expect(lists.map(nameOf).toSorted()).toEqual([
      'GET /cases',
      'GET /messages',
      'GET /notices',
      'GET /staff',
      'POST /cases/search',
      'POST /households/search',
      'POST /notices/search',
    ]);
    for (const row of lists) {
      const client = await story.as(whoMay(row.access));
      expect((await tryLoosely(client, row, { limit: 100 })).status).toBe(200);
      for (const limit of [0, 101, 1e9, -1]) {
        expect((await tryLoosely(client, row, { limit })).error?.details).toEqual({ fields: ['limit'] });
      }
    }
  });

  it('lead to stores that load nothing without a scope', async () => {
    const db = town.get(Database).read();
    const none = undefined as never;
    await expect(town.get(CaseStore).find(db, none, newId())).rejects.toThrow('no scope');
    await expect(town.get(HouseholdStore).byIds(none, [newId()])).rejects.toThrow('no scope');
    await expect(town.get(NoticeStore).find(db, none, newId())).rejects.toThrow();
  });
});

describe.each(specDatabases)('somebody else’s matter, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;
  let id: string;

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
    ({ id } = await story.report());
  }, 60_000);
  afterAll(() => town.close());

  const everyone = ['villager', 'grid', 'stationed', 'village', 'secretary', 'town', 'town-leader'] as const;
  const nobody = ['neighbour', 'line', 'county', 'admin'] as const;

  it.each(everyone)('opens to %s', async (persona) => {
    expect(await story.closedTo(persona, id)).toBeNull();
  });

  it.each(nobody)('does not exist for %s', async (persona) => {
    const client = await story.as(persona);
    const made = { id: newId(), requestId: newId(), into: id, version: 1 };
    expect((await client.try(caseApi.get, { id })).error?.code).toBe('notFound');
    expect((await story.tryAct(persona, id, 'accept', {}, 1)).error?.code).toBe('notFound');
    expect((await client.call(caseApi.list, { worklist: 'all', limit: 100 })).items).toEqual([]);
    expect((await client.call(caseApi.search, { q: '王秀英' })).items).toEqual([]);
    if (persona === 'neighbour') return;
    expect((await client.try(caseApi.colleagues, { id })).error?.code).toBe('notFound');
    expect((await client.try(meetingApi.list, { case: id })).error?.code).toBe('notFound');
    expect((await client.try(caseApi.join, { ...made, id })).error?.code).toBe('notFound');
    const household = town.home('王秀英').id;
    expect((await client.try(householdApi.get, { id: household })).error?.code).toBe('notFound');
  });

  it('does not exist for the cadres of another village, nor for the other grid', async () => {
    const other = town.homes.find(({ village }) => village !== town.home('王秀英').village);
    const elsewhere = (await story.director.somebody('gridWorker', other?.village ?? '')) ?? '';
    const nextGrid = await story.director.somebody('gridWorker', town.home('王秀英').village, [
      await town.idOf('grid'),
    ]);
    for (const person of [elsewhere, nextGrid ?? '']) {
      const client = await town.signedIn(person);
      expect((await client.try(caseApi.get, { id })).error?.code).toBe('notFound');
      expect((await client.call(caseApi.list, { worklist: 'all' })).items).toEqual([]);
      const household = town.home('王秀英').id;
      expect((await client.try(householdApi.get, { id: household })).error?.code).toBe('notFound');
      const subject = { household };
      const filing = await client.try(caseApi.create, {
        id: newId(),
        requestId: newId(),
        category: 'hardship',
        form: { kind: 'water', channel: 'cadre', words: '没水。' },
        subject,
      });
      expect(filing.error?.code).toBe('notFound');
    }
  });

  it('opens to a line while it is with that line, and only to it', async () => {
    const { id: sent } = await story.report('villager', { kind: 'housing' });
    await story.act('grid', sent, 'accept');
    await story.act('grid', sent, 'refer', { line: 'water' });
    expect(await story.closedTo('line', sent)).toBe('notFound');
    const { id: ours } = await story.report('villager', { kind: 'school' });
    await story.act('grid', ours, 'accept');
    await story.act('grid', ours, 'refer', { line: 'medical' });
    expect(await story.closedTo('line', ours)).toBeNull();
    // Given back it is somebody else's: the act is answered, the page is closed from then on.
    const declined = await story.act('line', ours, 'declineReferral', { reason: '不归我们' });
    expect(declined).toMatchObject({
      id: ours,
      status: 'accepted',
      story: null,
      subject: null,
      abilities: [],
    });
    expect(await story.closedTo('line', ours)).toBe('notFound');
  });

  it('shows a line what it is asked and what itself wrote, not what others wrote for others', async () => {
    const { id: asked } = await story.report('villager', { kind: 'unsure' });
    await story.act('grid', asked, 'accept');
    await story.act('grid', asked, 'contacted', { how: 'visit', note: '家里的事，不往外说' });
    await story.act('grid', asked, 'refer', { line: 'medical', note: '请查报销' });
    const forms = async (persona: Persona): Promise<string[]> =>
      (await story.see(persona, asked)).forms.map(({ action }) => action);
    expect(await forms('town')).toEqual(['contacted', 'refer']);
    expect(await forms('line')).toEqual(['refer']);
    await story.act('line', asked, 'acceptReferral');
    await story.act('line', asked, 'contacted', { how: 'phone' });
    expect(await forms('line')).toEqual(['refer', 'contacted']);
  });

  it('stays open to a colleague of the line who takes it over', async () => {
    const { id: ours } = await story.report('villager', { kind: 'disaster' });
    await story.act('grid', ours, 'accept');
    await story.act('grid', ours, 'refer', { line: 'medical' });
    await story.act('line', ours, 'acceptReferral');
    const at = town.now;
    const person = await town.get(Database).write(async (tx) => {
      const colleague = await town.get(PersonStore).insert(tx, { name: '许琳', openid: newId(), at });
      const role = { id: newId(), person: colleague, role: 'townLine', line: 'medical', grids: [] } as const;
      const where = { area: '512002101', county: '512002', town: '512002101', households: [] };
      await town.get(StaffStore).insertRole(tx, { ...role, ...where, from: '2026-01-01', to: null });
      return colleague;
    });
    const colleague = await town.signedIn(person);
    const { version } = await colleague.call(caseApi.get, { id: ours });
    const taken = { id: ours, requestId: newId(), version, action: 'takeOver', form: { reason: '她出差' } };
    await colleague.call(caseApi.act, taken);
    expect((await colleague.call(caseApi.get, { id: ours })).sentence.mine).toBe(true);
  });

  it('stays with the line that saw it through', async () => {
    const { id: ours } = await story.report('villager', { kind: 'work' });
    await story.act('grid', ours, 'accept');
    await story.act('grid', ours, 'refer', { line: 'medical' });
    await story.act('line', ours, 'acceptReferral');
    expect(await story.act('line', ours, 'finishReferral', { what: '报销了八千' })).toMatchObject({
      status: 'asking',
      sentence: { mine: true },
    });
    await story.act('villager', ours, 'answer', { done: 'yes' });
    expect(await story.closedTo('line', ours)).toBeNull();
  });

  it('closes at once to whoever’s role has ended', async () => {
    const { village } = town.home('王秀英');
    const cadre =
      (await story.director.somebody('villageCadre', village, [await town.idOf('village')])) ?? '';
    const client = await town.signedIn(cadre);
    expect((await client.try(caseApi.get, { id })).status).toBe(200);
    const [role] = await town.get(StaffStore).rolesOf([cadre], '2026-11-23');
    await town.get(Database).write((tx) => town.get(StaffStore).endRole(tx, role?.id ?? '', '2026-11-22'));
    expect((await client.try(caseApi.get, { id })).error?.code).toBe('notFound');
    expect((await client.try(caseApi.today, {})).error?.code).toBe('notYours');
  });

  it('is not shown to a phone that only claims the household, though it may speak up for it', async () => {
    const { database, household } = { database: town.get(Database), household: town.home('王秀英').id };
    const phone = await database.write(async (tx) => {
      const made = await town.get(PersonStore).insert(tx, { name: '', openid: `o-${newId()}`, at: town.now });
      await town.get(MembershipService).claim(tx, household, made);
      return made;
    });
    const client = await town.signedIn(phone);
    expect((await client.try(caseApi.get, { id })).error?.code).toBe('notFound');
    expect(await client.call(householdApi.mine, {})).toEqual({ household: null });
    const filing = {
      id: newId(),
      requestId: newId(),
      category: 'hardship' as const,
      form: { kind: 'medical', channel: 'self', words: '我也说一声。' },
    };
    await client.consent();
    const receipt = await client.call(caseApi.create, filing);
    expect(receipt).toMatchObject({ id, joined: true });
    const view = await client.call(caseApi.get, { id });
    expect(view).toMatchObject({ story: null, subject: null, timeline: [], forms: [], abilities: [] });
    // What it reports as something new is its own.
    const fresh = { ...filing, id: newId(), requestId: newId(), form: { ...filing.form, kind: 'water' } };
    const own = await client.call(caseApi.create, fresh);
    expect((await client.call(caseApi.get, { id: own.id })).story?.words).toBe('我也说一声。');
  });
});
