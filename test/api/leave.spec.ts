import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import type { Persona } from '@songtao/shared/api/session.js';
import { StaffStore } from '../../server/src/identity/staff.store.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town, type Client } from '../support/town.js';
import { faultsOf, loadedOf } from '../support/truth.js';
import { Story } from './story.js';

describe.each(specDatabases)('people come and go, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;
  let colleague: { id: string; client: Client };

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
    // 赵明 has the other grid of the village: without covering for somebody none of its cases is his to open.
    const { village } = town.home('王秀英');
    const id = (await story.director.somebody('gridWorker', village, [await town.idOf('grid')])) ?? '';
    colleague = { id, client: await town.signedIn(id) };
  }, 60_000);
  afterAll(() => town.close());

  const holders = async (id: string): Promise<Record<string, string>> =>
    Object.fromEntries((await loadedOf(town, id)).state.tasks.map(({ key, holder }) => [key, holder]));

  async function askLeave(from: string, to: string, persona: Persona = 'grid'): Promise<string> {
    const id = newId();
    const leave = { id, requestId: newId(), cover: colleague.id, from, to };
    await (await story.as(persona)).call(staffApi.askLeave, leave);
    return id;
  }

  const answer = (id: string, said: 'agreed' | 'declined'): Promise<unknown> =>
    colleague.client.call(staffApi.answerLeave, { id, requestId: newId(), answer: said });

  describe('leave', () => {
    let id: string;
    let grid: string;

    beforeAll(async () => {
      grid = await town.idOf('grid');
      ({ id } = await story.report('villager', { kind: 'medical' }));
      await story.act('grid', id, 'accept');
    });

    it('moves nothing before the colleague has agreed, nor when the answer is no', async () => {
      const asked = await askLeave('2026-11-24', '2026-11-25');
      town.at('2026-11-24T01:00:00.000Z');
      await story.tick();
      expect(await holders(id)).toEqual({ contact: grid, sort: grid });
      await answer(asked, 'declined');
      await story.tick();
      expect(await holders(id)).toEqual({ contact: grid, sort: grid });
      expect((await colleague.client.try(caseApi.get, { id })).error?.code).toBe('notFound');
      const { items } = await colleague.client.call(staffApi.leaves, {});
      expect(items.map(({ state, mine }) => [state, mine])).toEqual([['declined', false]]);
    });

    it('hands every open task to the colleague, says so, and begins on its first day', async () => {
      await answer(await askLeave('2026-11-25', '2026-11-26'), 'agreed');
      await story.tick();
      expect(await holders(id)).toEqual({ contact: grid, sort: grid });
      town.at('2026-11-25T01:00:00.000Z');
      await story.tick();
      await story.tick();
      expect(await holders(id)).toEqual({ contact: colleague.id, sort: colleague.id });
      const { rows } = await loadedOf(town, id);
      const marks = rows.filter(({ action }) => action === 'handedOver');
      expect(marks.map(({ form }) => form)).toMatchObject([
        { from: grid, to: colleague.id, until: '2026-11-26', why: 'leave' },
        { from: grid, to: colleague.id, until: '2026-11-26', why: 'leave' },
      ]);
      expect((await story.see('villager', id)).timeline[0]?.words).toBe('现在由赵明（骝马村 网格员）来办');
      expect(await faultsOf(town, id)).toEqual([]);
    });

    it('gives the colleague the reach of the one who is away, and writes down for whom', async () => {
      const { items } = await colleague.client.call(caseApi.today, {});
      expect(items.map(({ caseId }) => caseId)).toContain(id);
      const view = await colleague.client.call(caseApi.get, { id });
      expect(view.abilities.map(({ action }) => action)).toContain('solve');
      const act = { id, action: 'identify', requestId: newId(), version: view.version, form: {} };
      expect((await colleague.client.call(caseApi.act, act)).status).toBe('checking');
      expect((await loadedOf(town, id)).rows.at(-1)).toMatchObject({
        actor: colleague.id,
        as: { kind: 'role', role: 'gridWorker', for: grid },
      });
    });

    it('sends what is new to the colleague at once', async () => {
      const { id: fresh, holder } = await story.report('neighbour', { kind: 'water' });
      expect(holder.name).toBe('赵明');
      expect(new Set(Object.values(await holders(fresh)))).toEqual(new Set([colleague.id]));
    });

    it('ends: every task comes back, and the page closes', async () => {
      town.at('2026-11-26T16:00:00.000Z');
      await story.tick();
      expect(new Set(Object.values(await holders(id)))).toEqual(new Set([grid]));
      expect((await colleague.client.try(caseApi.get, { id })).error?.code).toBe('notFound');
      expect((await colleague.client.call(caseApi.today, {})).total).toBe(0);
      const before = (await loadedOf(town, id)).rows.length;
      await story.tick();
      expect((await loadedOf(town, id)).rows).toHaveLength(before);
      expect(await faultsOf(town, id)).toEqual([]);
    });

    it('ends at once where it is called off', async () => {
      const leave = await askLeave('2026-11-27', '2026-11-30');
      await answer(leave, 'agreed');
      town.at('2026-11-27T02:00:00.000Z');
      await story.tick();
      expect(await holders(id)).toMatchObject({ check: colleague.id });
      const call = { id: leave, requestId: newId(), answer: 'cancelled' as const };
      await (await story.as('grid')).call(staffApi.answerLeave, call);
      await story.tick();
      expect(await holders(id)).toMatchObject({ check: grid });
    });

    it('leaves alone what the colleague had before', async () => {
      const own = story.ordinary().find(({ group }) => group === 1);
      const mine = await story.director.file(
        colleague.id,
        'hardship',
        { kind: 'work', channel: 'cadre', words: '没活干。' },
        { subject: { household: own?.id } },
      );
      await answer(await askLeave('2026-11-28', '2026-11-28'), 'agreed');
      town.at('2026-11-28T02:00:00.000Z');
      await story.tick();
      town.at('2026-11-29T02:00:00.000Z');
      await story.tick();
      expect((await holders(mine))['accept']).toBe(colleague.id);
      expect((await loadedOf(town, mine)).rows).toHaveLength(1);
    });

    it('of somebody at a line keeps the case with that line', async () => {
      const { id: referred } = await story.report('villager', { kind: 'family' });
      await story.act('grid', referred, 'accept');
      await story.act('grid', referred, 'refer', { line: 'medical' });
      const { village } = town.home('王秀英');
      const stand = (await story.director.somebody('townLine', village, [await town.idOf('line')])) ?? '';
      const leave = { id: newId(), requestId: newId(), cover: stand, from: '2026-11-30', to: '2026-11-30' };
      await (await story.as('line')).call(staffApi.askLeave, leave);
      const client = await town.signedIn(stand);
      await client.call(staffApi.answerLeave, { id: leave.id, requestId: newId(), answer: 'agreed' });
      town.at('2026-11-30T02:00:00.000Z');
      await story.tick();
      expect((await holders(referred))['referral']).toBe(stand);
      const { version } = await client.call(caseApi.get, { id: referred });
      const act = { id: referred, action: 'acceptReferral', requestId: newId(), version, form: {} };
      expect((await client.try(caseApi.act, act)).status).toBe(200);
      town.at('2026-12-01T02:00:00.000Z');
      await story.tick();
      expect((await holders(referred))['referral']).toBe(await town.idOf('line'));
    });
  });

  it('a role that ends is followed by whoever the roster names', async () => {
    const { id } = await story.report('neighbour', { kind: 'disaster' });
    const grid = await town.idOf('grid');
    expect((await holders(id))['accept']).toBe(grid);
    const [role] = await town.get(StaffStore).rolesOf([grid], '2026-12-01');
    const staff = town.get(StaffStore);
    await town.get(Database).write((tx) => staff.endRole(tx, role?.id ?? '', '2026-11-30'));
    await story.tick();
    const followers = Object.values(await holders(id));
    expect(followers).not.toContain(grid);
    expect(await staff.rolesOf(followers, '2026-12-01')).toMatchObject([{ role: 'villageCadre' }]);
    expect((await loadedOf(town, id)).rows.at(-1)).toMatchObject({
      action: 'handedOver',
      form: { why: 'ended' },
    });
  });

  it('a grid that goes to somebody else takes its cases along', async () => {
    const own = story.ordinary().find(({ group }) => group === 2);
    const cadre = await town.idOf('village');
    const form = { kind: 'school', channel: 'cadre', words: '学费差一截。' };
    const id = await story.director.file(cadre, 'hardship', form, { subject: { household: own?.id } });
    expect((await holders(id))['accept']).toBe(colleague.id);
    const staff = town.get(StaffStore);
    const [role] = await staff.rolesOf([colleague.id], '2026-12-01');
    await town
      .get(Database)
      .write((tx) => staff.changeRole(tx, role?.id ?? '', { grids: [`${role?.area}g09`], to: null }));
    await story.tick();
    expect((await holders(id))['accept']).not.toBe(colleague.id);
    expect((await story.see('village', id)).holder?.name).toMatch(/何志刚|罗玉琼/);
    expect(await faultsOf(town, id)).toEqual([]);
  });
});
