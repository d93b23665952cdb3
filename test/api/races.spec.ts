import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import type { Persona } from '@songtao/shared/api/session.js';
import { CaseActionRow, CaseRecordRow } from '../../server/src/case/case.row.js';
import { CaseStore } from '../../server/src/case/case.store.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town, type Reply } from '../support/town.js';
import { faultsOf, loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const RACES = 100;
const AT_ONCE = 5;

interface Runner {
  readonly who: Persona;
  readonly action: string;
  readonly form: Record<string, unknown>;
}

// What two cadres would do to a new report in the same second.
const pairs: readonly (readonly [Runner, Runner])[] = [
  [
    { who: 'secretary', action: 'accept', form: {} },
    { who: 'village', action: 'takeOver', form: { reason: '我离得近' } },
  ],
  [
    { who: 'village', action: 'accept', form: {} },
    { who: 'town', action: 'refer', form: { line: 'medical' } },
  ],
  [
    { who: 'secretary', action: 'accept', form: {} },
    { who: 'village', action: 'accept', form: {} },
  ],
  [
    { who: 'town', action: 'takeOver', form: { reason: '镇里来办' } },
    { who: 'secretary', action: 'takeOver', form: { reason: '村里来办' } },
  ],
];

describe.each(specDatabases)('two people at once, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
  }, 60_000);
  afterAll(() => town.close());

  const send = async (id: string, { who, action, form }: Runner): Promise<Reply<unknown>> =>
    (await story.as(who)).try(caseApi.act, { id, action, requestId: newId(), version: 1, form });

  async function race(id: string, [one, other]: readonly [Runner, Runner]): Promise<void> {
    const replies = await Promise.all([send(id, one), send(id, other)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { rows, state } = await loadedOf(town, id);
    expect(rows).toHaveLength(2);
    const { status, version, owner } = state;
    expect(replies.find(({ error }) => error)?.error).toMatchObject({
      code: 'stale',
      details: { current: { status, version, owner } },
    });
    expect(rows[1]?.action).toBe(replies[0]?.error ? other.action : one.action);
    expect(await faultsOf(town, id)).toEqual([]);
  }

  it(`${RACES} races: one winner each, and the loser is told how it stands now`, async () => {
    const cadre = await town.idOf('village');
    const homes = story.ordinary();
    const kinds = ['medical', 'housing', 'water', 'school', 'work', 'disaster', 'family'];
    const ids: string[] = [];
    for (let race = 0; race < RACES; race += 1) {
      const form = { kind: kinds[race % kinds.length], channel: 'cadre', words: '看病花了两万多。' };
      const household = homes[Math.floor(race / kinds.length) % homes.length]?.id;
      ids.push(await story.director.file(cadre, 'hardship', form, { subject: { household } }));
    }
    for (let start = 0; start < RACES; start += AT_ONCE) {
      const heat = ids.slice(start, start + AT_ONCE);
      await Promise.all(heat.map((id, lane) => race(id, pairs[(start + lane) % pairs.length] ?? pairs[0]!)));
    }
  }, 120_000);

  it('takes the marks of both: two people at one door sign in the same instant', async () => {
    const { id } = await story.report('villager', { kind: 'medical' });
    await story.act('grid', id, 'accept');
    await story.act('grid', id, 'identify');
    const { version } = await story.see('grid', id);
    const attend = async (who: Persona): Promise<Reply<unknown>> =>
      (await story.as(who)).try(caseApi.act, {
        id,
        action: 'attend',
        requestId: newId(),
        version,
        form: { on: '2026-11-23' },
      });
    const replies = await Promise.all([attend('grid'), attend('stationed'), attend('village')]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { rows, state } = await loadedOf(town, id);
    expect(rows.slice(3).map(({ action }) => action)).toEqual(['attend', 'attend', 'attend']);
    expect(new Set(rows.slice(3).map(({ actor }) => actor)).size).toBe(3);
    // A mark moves nothing: whoever read the case before it is not stale.
    expect(state.version).toBe(version);
    expect(await faultsOf(town, id)).toEqual([]);
  });

  it('goes on with those of a batch that can, and says of each other one why not', async () => {
    const [first, second] = story.ordinary().slice(-2);
    const cadre = await town.idOf('village');
    const file = (household = ''): Promise<string> =>
      story.director.file(
        cadre,
        'hardship',
        { kind: 'unsure', channel: 'cadre', words: '说不清。' },
        { subject: { household } },
      );
    const [fresh, stale] = [await file(first?.id), await file(second?.id)];
    await story.act('village', stale, 'takeOver', { reason: '我离得近' });
    const items = [fresh, stale, newId()].map((id) => ({ id, requestId: newId(), version: 1 }));
    const town2 = await story.as('town');
    const batch = { action: 'refer', form: { line: 'medical' }, items };
    const results = (await town2.call(caseApi.batch, batch)).items;
    expect(results.map(({ ok, code }) => [ok, code])).toEqual([
      [true, null],
      [false, 'stale'],
      [false, 'notFound'],
    ]);
    expect(results[1]?.message).toBe('刚有人改过，看看新的再办');
    expect(await town2.call(caseApi.batch, batch)).toEqual({ items: results });
    expect((await loadedOf(town, fresh)).rows).toHaveLength(2);
  });

  it('shows every change that was made behind its back', async () => {
    const { id } = await story.report('neighbour', { kind: 'water' });
    await story.act('grid', id, 'accept');
    await story.act('grid', id, 'contacted', { how: 'phone' });
    const database = town.get(Database);
    const brokenAt = (): Promise<number | null> => town.get(CaseStore).brokenAt(database.read(), id);
    expect(await brokenAt()).toBeNull();
    const change = (set: Partial<CaseActionRow>): Promise<number> =>
      database.write((tx) => tx.update(CaseActionRow, set, 'case_id = :id AND seq = 2', { id }));
    const actor = await town.idOf('grid');
    await change({ actor: await town.idOf('village') });
    expect(await brokenAt()).toBe(2);
    await change({ actor, at: '2026-11-22T01:05:00.000Z' });
    expect(await brokenAt()).toBe(2);
    await database.write((tx) => tx.delete(CaseActionRow, 'case_id = :id AND seq = 2', { id }));
    expect(await brokenAt()).toBe(3);
    await database.write((tx) => tx.update(CaseRecordRow, { status: 'closed' }, 'id = :id', { id }));
    await expect(faultsOf(town, id)).rejects.toThrow('does not follow');
  });
});
