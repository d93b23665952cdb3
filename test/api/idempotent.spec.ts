import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi, meetingApi } from '@songtao/shared/api/case.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import { CaseActionRow, CaseRecordRow } from '../../server/src/case/case.row.js';
import { Database } from '../../server/src/platform/database.js';
import { WriteRequestRow } from '../../server/src/platform/idempotency.row.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { faultsOf, loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const filing = (kind: string, words = '水管断了四天。') => ({
  id: newId(),
  requestId: newId(),
  category: 'hardship' as const,
  form: { kind, channel: 'self', words },
});

describe.each(specDatabases)('a write that is sent twice, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
    await (await story.as('villager')).consent();
  }, 60_000);
  afterAll(() => town.close());

  it('is done once and answered as the first time, though the day has moved on', async () => {
    const villager = await story.as('villager');
    const input = filing('water');
    const first = await villager.call(caseApi.create, input);
    town.at('2026-11-24T02:00:00.000Z');
    const again = await villager.call(caseApi.create, { ...input, form: { ...input.form } });
    expect(again).toEqual(first);
    expect((await loadedOf(town, first.id)).rows).toHaveLength(1);
  });

  it('is refused with another body under the same key', async () => {
    const villager = await story.as('villager');
    const input = filing('school');
    await villager.call(caseApi.create, input);
    const other = { ...input, form: { ...input.form, words: '别的话。' } };
    expect((await villager.try(caseApi.create, other)).error).toMatchObject({ code: 'keyReused' });
    expect((await villager.try(caseApi.create, { ...input, id: newId() })).status).toBe(422);
    expect((await loadedOf(town, input.id)).rows[0]?.form['words']).toBe('水管断了四天。');
  });

  it('becomes one case where fifty arrive at once', async () => {
    const villager = await story.as('villager');
    const input = filing('work');
    const replies = await Promise.all(Array.from({ length: 50 }, () => villager.try(caseApi.create, input)));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const db = town.get(Database).read();
    const { id, requestId } = input;
    expect(await db.count(CaseRecordRow, (query) => query.where('r.id = :id', { id }))).toBe(1);
    expect(await db.count(CaseActionRow, (query) => query.where('r.caseId = :id', { id }))).toBe(1);
    const key = (query: { where(sql: string, params: object): unknown }) =>
      query.where('r.requestId = :requestId', { requestId });
    expect(await db.count(WriteRequestRow, key)).toBe(1);
    expect(await faultsOf(town, id)).toEqual([]);
  });

  it('acts once, also where the version has meanwhile gone on', async () => {
    const { id } = await story.report('villager', { kind: 'housing' });
    const grid = await story.as('grid');
    const act = { id, action: 'accept', requestId: newId(), version: 1, form: {} };
    const replies = await Promise.all(Array.from({ length: 10 }, () => grid.try(caseApi.act, act)));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    await story.act('grid', id, 'identify');
    const late = await grid.call(caseApi.act, act);
    expect(late).toMatchObject({ id, status: 'checking' });
    const { rows } = await loadedOf(town, id);
    expect(rows.map(({ action }) => action)).toEqual(['report', 'accept', 'identify']);
    expect((await grid.try(caseApi.act, { ...act, action: 'solve' })).error?.code).toBe('keyReused');
  });

  it('answers nobody but its author', async () => {
    const input = filing('disaster');
    await (await story.as('villager')).call(caseApi.create, input);
    const stolen = await (await story.as('neighbour')).try(caseApi.create, input);
    // The id is taken by somebody else's case, and nothing of that case is said.
    expect(stolen.error).toEqual({
      code: 'keyReused',
      message: expect.any(String),
      requestId: expect.any(String),
    });
    expect(await story.closedTo('neighbour', input.id)).toBe('notFound');
    const { parties } = await loadedOf(town, input.id);
    expect(new Set(parties.map(({ person }) => person))).toEqual(new Set([await town.idOf('villager')]));
  });

  it('keeps no refusal: the same key works once the reason is gone', async () => {
    const { id } = await story.report('villager', { kind: 'family' });
    await story.act('grid', id, 'accept');
    await story.act('grid', id, 'identify');
    const grid = await story.as('grid');
    const file = await story.photo('grid');
    const form = {
      facts: [{ key: 'people', same: true }],
      hardship: 'yes',
      risks: ['ACCIDENT'],
      agreed: { how: 'handprint', file },
    };
    const finish = {
      id,
      action: 'finishCheck',
      requestId: newId(),
      version: (await story.see('grid', id)).version,
      form,
    };
    expect((await grid.try(caseApi.act, finish)).error).toMatchObject({ code: 'notNow', retry: true });
    for (const persona of ['grid', 'stationed'] as const) {
      await story.act(persona, id, 'attend', { on: '2026-11-24' });
    }
    expect((await grid.call(caseApi.act, finish)).status).toBe('authorising');
  });

  it('says so where the id of something new is taken, whatever that is', async () => {
    const { village } = town.home('王秀英');
    const cadre = await story.as('village');
    const held = { heldAt: town.now, place: '村活动室', present: [], minutes: [] };
    const meeting = { id: newId(), requestId: newId(), village, ...held };
    await cadre.call(meetingApi.create, meeting);
    const again = await cadre.try(meetingApi.create, { ...meeting, requestId: newId(), place: '村小学' });
    expect(again.error?.code).toBe('keyReused');
    const [colleague] = (await cadre.call(staffApi.leaves, {})).colleagues;
    const days = { cover: colleague?.id ?? '', from: '2026-12-10', to: '2026-12-11' };
    const leave = { id: newId(), requestId: newId(), ...days };
    await cadre.call(staffApi.askLeave, leave);
    const twice = await cadre.try(staffApi.askLeave, { ...leave, requestId: newId(), to: '2026-12-12' });
    expect(twice.error?.code).toBe('keyReused');
  });
});
