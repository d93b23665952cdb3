import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { privacyApi } from '@songtao/shared/api/privacy.js';
import { householdApi, messageApi } from '@songtao/shared/api/registry.js';
import { consentText, sessionApi, type Persona } from '@songtao/shared/api/session.js';
import { PersonRow, SessionRow } from '../../server/src/identity/person.row.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { sentinels, tracesIn } from '../support/sentinels.js';
import { Town } from '../support/town.js';
import { loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const said = `${sentinels.narrative}，打${sentinels.namedPhone}`;

describe.each(specDatabases)('what a person may ask of the house, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;
  let id: string;

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
    ({ id } = await story.report('villager', { kind: 'medical', words: said }));
    const about = { subject: { name: sentinels.head, group: 3 } };
    const proxy = { kind: 'medical', channel: 'proxy', relation: '邻居', hideReporter: true };
    await story.report('neighbour', { ...proxy, words: sentinels.visit }, about);
    await story.act('grid', id, 'accept');
    await story.act('villager', id, 'markUrgent', { what: sentinels.illness });
    await (await story.as('grid')).call(householdApi.get, { id: town.home(sentinels.head).id });
  }, 60_000);
  afterAll(() => town.close());

  const copyOf = async (persona: Persona) => (await story.as(persona)).call(privacyApi.copy, {});

  it('is a copy of all that is kept about them, as data and to read', async () => {
    const copy = await copyOf('villager');
    expect([copy.phone, copy.household?.head]).toEqual([sentinels.phone, sentinels.head]);
    expect(copy.consents.map(({ given }) => given)).toEqual([false, true]);
    expect(copy.cases.map((view) => [view.id, view.story?.words])).toEqual([[id, said]]);
    expect(copy.messages.length).toBeGreaterThan(0);
    expect(copy.looks.map(({ by }) => by)).toContain('李建国（骝马村 网格员）');
    const text = copy.lines.join('\n');
    for (const part of [
      '手机号：13800002146',
      '骝马村3组',
      said,
      '录音0段，照片0张',
      '同意了',
      '看了您家的情况',
    ])
      expect(text).toContain(part);
  });

  it('holds nothing of whoever spoke for them and wished to be hidden, nor what that one said', async () => {
    const copy = JSON.stringify(await copyOf('villager'));
    expect(tracesIn(copy, ['neighbour', 'neighbourPhone', 'visit'])).toEqual([]);
    const neighbours = JSON.stringify(await copyOf('neighbour'));
    expect(tracesIn(neighbours, ['phone', 'narrative', 'illness', 'spouse', 'child'])).toEqual([]);
    expect(tracesIn(neighbours, ['neighbour', 'neighbourPhone'])).toHaveLength(2);
  });

  it('takes nothing along from what somebody handles at work', async () => {
    const copy = await copyOf('grid');
    expect(copy.cases).toEqual([]);
    const { messages: _, ...rest } = copy;
    expect(tracesIn(JSON.stringify({ ...rest, lines: [] }))).toEqual([]);
    expect(tracesIn(JSON.stringify(copy), ['narrative', 'illness', 'phone', 'visit'])).toEqual([]);
  });

  it('is to take back the consent: what was said is read by nobody of the staff any more', async () => {
    const villager = await story.as('villager');
    const taking = { version: consentText.version, given: false };
    await villager.call(sessionApi.consent, { requestId: newId(), ...taking });
    for (const persona of ['grid', 'village', 'secretary', 'stationed', 'town', 'town-leader'] as const) {
      const staff = await story.as(persona);
      const { version, ...view } = await staff.call(caseApi.get, { id });
      const seen = [
        view,
        await staff.call(caseApi.list, { worklist: 'all', limit: 100 }),
        await staff.call(caseApi.search, { q: sentinels.head }),
        await staff.call(caseApi.today, {}),
        await staff.call(messageApi.list, { limit: 100 }),
        await staff.call(householdApi.get, { id: town.home(sentinels.head).id }),
        await staff.call(caseApi.batch, { action: 'approve', items: [{ id, requestId: newId(), version }] }),
      ];
      const traces = tracesIn(JSON.stringify(seen), ['narrative', 'namedPhone', 'illness', 'visit']);
      expect([persona, view.story, view.forms, traces]).toEqual([persona, null, [], []]);
    }
    expect((await story.see('villager', id)).story?.words).toBe(said);
  });

  it('is to close the account: signed out everywhere, and nothing left that leads back to them', async () => {
    const person = await town.idOf('neighbour');
    const [here, there] = [await town.as('neighbour'), await town.as('neighbour')];
    const request = { requestId: newId() };
    expect(await here.call(privacyApi.close, request)).toEqual({ ok: true });
    for (const phone of [here, there]) expect((await phone.try(sessionApi.me, {})).status).toBe(401);
    const db = town.get(Database).read();
    const columns = ['name', 'phone', 'phoneIndex', 'openid', 'openidIndex', 'village'] as const;
    expect(await db.first(PersonRow, columns, (query) => query.where('r.id = :person', { person }))).toEqual({
      name: '',
      phone: null,
      phoneIndex: null,
      openid: null,
      openidIndex: null,
      village: null,
    });
    expect(await db.count(SessionRow, (query) => query.where('r.person = :person', { person }))).toBe(0);
    // What was decided stays decided, and says by the bare id who acted.
    expect((await loadedOf(town, id)).rows.map(({ action }) => action)).toContain('joined');
  });

  it('is not for whoever works here to close: the roster comes first', async () => {
    const reply = await (await story.as('grid')).try(privacyApi.close, { requestId: newId() });
    expect(reply.error).toMatchObject({ code: 'blocked', details: { guard: 'staff' } });
    expect((await (await story.as('grid')).try(sessionApi.me, {})).status).toBe(200);
  });

  it('is answered for: the list of what is kept, what for and how long, goes to whoever keeps the data', async () => {
    const { items } = await (await story.as('admin')).call(privacyApi.list, {});
    expect(items.find(({ field }) => field === 'member.birth_date')).toEqual({
      field: 'member.birth_date',
      class: 'L4',
      purpose: '家里有哪些人：算人数、护未成年人：算年纪',
      keep: '在册期间；离册后由镇里清册时删',
      months: null,
      sealed: true,
    });
    expect(items.find(({ field }) => field === 'case_action.envelope')?.months).toBe(120);
    expect((await (await story.as('grid')).try(privacyApi.list, {})).error?.code).toBe('notYours');
  });
});
