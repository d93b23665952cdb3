import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import type { Persona } from '@songtao/shared/api/session.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { faultsOf, loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const monday = '2026-11-23T01:05:00.000Z';
const refusal = {
  reason: 'enough',
  words: '报销以后，家里的钱还够开支。',
  rule: '示例〔2026〕3号，第7条',
  door: 'temporaryAid',
};
const dislike = { about: 'result', words: '报销的钱还没到。' };

describe.each(specDatabases)('a no, and what can be done about it, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
  }, 60_000);
  afterAll(() => town.close());

  const stateOf = async (id: string) => (await loadedOf(town, id)).state;

  /** Acts as whoever holds the case now. */
  async function asOwner(id: string, action: string, form: Record<string, unknown> = {}) {
    const { owner, version } = await stateOf(id);
    const client = await town.signedIn(owner ?? '');
    return client.try(caseApi.act, { id, action, requestId: newId(), version, form });
  }

  const report = async (persona: Persona, kind: string): Promise<string> => {
    const { id } = await story.report(persona, { kind });
    await story.act('grid', id, 'accept');
    return id;
  };

  /** Checked, compared, voted down, and refused by an officer of the town. */
  async function refused(persona: Persona, kind: string): Promise<string> {
    const id = await report(persona, kind);
    await story.act('grid', id, 'identify');
    await story.director.check(id);
    await story.director.compare(id);
    await story.director.deliberate(id, false);
    await story.act('town', id, 'readMaterials');
    await story.act('town', id, 'refuse', refusal);
    return id;
  }

  describe('refused by the town', () => {
    let id: string;
    let appeal: string;

    beforeAll(async () => {
      town.at(monday);
      id = await refused('villager', 'medical');
    });

    it('comes with its reason, its rule, another door, and a day until which to appeal', async () => {
      const view = await story.see('villager', id);
      expect(view).toMatchObject({ kind: 'closed', outcome: 'notIncluded', mayAppeal: true });
      expect(view.refusal).toMatchObject({
        words: refusal.words,
        rule: refusal.rule,
        doorTitle: '临时救助',
        doorTaken: false,
        appealUntil: '2026-12-03T16:00:00.000Z',
      });
      expect(view.abilities).toMatchObject([{ action: 'takeDoor', title: '转过去，不用再说' }]);
      expect((await story.inbox('villager'))[0]).toMatchObject({ title: '有结果了', about: { id } });
    });

    it('is never said without two people at the door', async () => {
      const early = await report('villager', 'school');
      await story.act('grid', early, 'identify');
      const reply = await story.tryAct('town', early, 'refuse', refusal, (await stateOf(early)).version);
      expect(reply.error?.code).toBe('notNow');
      const proposed = await story.tryAct('grid', early, 'proposeRefuse', { reason: '不困难' }, 3);
      expect(proposed.error?.code).toBe('notNow');
    });

    it('opens the other door with one tap, once', async () => {
      const view = await story.act('villager', id, 'takeDoor');
      expect(view).toMatchObject({ refusal: { doorTaken: true }, abilities: [] });
      const { items } = await (await story.as('villager')).call(caseApi.list, { worklist: 'mine' });
      const door = items.find(({ category }) => category === 'inquiry');
      expect(door).toMatchObject({ title: '转来的申请', kind: 'open' });
      const { links, rows, parties } = await loadedOf(town, door?.id ?? '');
      expect(links).toMatchObject([{ kind: 'refersTo', caseId: id }]);
      expect(rows[0]?.form['words']).toBe('想申请：临时救助');
      const villager = await town.idOf('villager');
      expect(parties).toContainEqual({ person: villager, party: 'subject', hidden: false });
      expect((await story.inbox('grid'))[0]).toMatchObject({ title: '回一个咨询', about: { id: door?.id } });
      const twice = await story.tryAct('villager', id, 'takeDoor', {}, (await stateOf(id)).version);
      expect(twice.error?.details).toMatchObject({ guard: 'taken' });
      expect(await faultsOf(town, door?.id ?? '')).toEqual([]);
    });

    it('is appealed one level above: the town does not judge itself, nor learn of it', async () => {
      const receipt = await story.file('villager', 'appeal', dislike, { about: { case: id } });
      appeal = receipt.id;
      const { state, links } = await loadedOf(town, appeal);
      expect(state).toMatchObject({ level: 'county', floor: 'county' });
      expect(links).toMatchObject([{ kind: 'appealsAgainst', caseId: id }]);
      expect(receipt.holder.role).toBe('区级经办');
      for (const persona of ['town', 'town-leader', 'grid', 'secretary', 'neighbour'] as const)
        expect(await story.closedTo(persona, appeal)).toBe('notFound');
      expect((await story.see('town', id)).links.map(({ kind }) => kind)).toEqual(['refersTo']);
    });

    it('begins anew at the county when the appeal is upheld, with a new schedule', async () => {
      town.at('2026-11-25T02:00:00.000Z');
      const reply = await asOwner(appeal, 'answer', { upheld: 'yes', words: '报销没到账，重新办。' });
      expect(reply.body).toMatchObject({ kind: 'closed', outcome: 'upheld' });
      expect(await stateOf(id)).toMatchObject({
        status: 'accepted',
        level: 'county',
        outcome: null,
        round: '2026-11-25T02:00:00.000Z',
        started: monday,
      });
      const view = await story.see('villager', id);
      expect(view).toMatchObject({ kind: 'open', refusal: null });
      expect(view.timeline[0]?.words).toMatch(/^您反映得对，.+（区级经办）重新来办$/);
      expect((await story.inbox('villager')).map(({ title }) => title)).toContain('报销没到账，重新办。');
      for (const each of [id, appeal]) expect(await faultsOf(town, each)).toEqual([]);
    });
  });

  it('about a case that the village holds goes to the town, and what is not upheld changes nothing', async () => {
    const id = await report('neighbour', 'housing');
    const late = { about: 'late', words: '说好来看，没有来。' };
    const { id: appeal } = await story.file('neighbour', 'appeal', late, { about: { case: id } });
    expect(await stateOf(appeal)).toMatchObject({ level: 'town', floor: 'town' });
    expect(await story.closedTo('grid', appeal)).toBe('notFound');
    expect((await story.see('grid', id)).links).toEqual([]);
    const before = await stateOf(id);
    expect((await asOwner(appeal, 'answer', { upheld: 'no', words: '昨天去过，家里没人。' })).status).toBe(
      200,
    );
    expect(await stateOf(id)).toEqual(before);
    expect(await story.see('neighbour', appeal)).toMatchObject({ outcome: 'notUpheld' });
  });

  it('about a case that lies with the town goes to the county, whoever moved it last', async () => {
    const id = await report('neighbour', 'work');
    await story.act('town', id, 'takeOver', { reason: '镇里来办' });
    const { id: appeal } = await story.file(
      'neighbour',
      'appeal',
      { ...dislike, about: 'late' },
      { about: { case: id } },
    );
    expect(await stateOf(appeal)).toMatchObject({ level: 'county', floor: 'county' });
  });

  it('needs a case, and one of one’s own', async () => {
    const id = await report('villager', 'family');
    const file = async (persona: Persona, about?: { case: string }) => {
      const input = { id: newId(), requestId: newId(), category: 'appeal' as const, form: dislike };
      return (await story.as(persona)).try(caseApi.create, { ...input, ...(about && { about }) });
    };
    expect((await file('villager')).error?.details).toMatchObject({ guard: 'about' });
    expect((await file('neighbour', { case: id })).error?.code).toBe('notFound');
  });

  it('a complaint about people goes past village and town', async () => {
    const form = { about: 'complaint', words: '干部说话难听。' };
    const { id } = await story.file('neighbour', 'appeal', form);
    expect(await stateOf(id)).toMatchObject({ level: 'county', floor: 'county' });
    for (const persona of ['grid', 'village', 'secretary', 'town', 'town-leader', 'line', 'admin'] as const)
      expect(await story.closedTo(persona, id)).toBe('notFound');
    const { items } = await (await story.as('county')).call(caseApi.list, { worklist: 'open' });
    expect(items.map((line) => line.id)).toContain(id);
    expect((await story.inbox('town')).map(({ about }) => about.id)).not.toContain(id);
  });

  describe('after the help', () => {
    const solved = async (kind: string): Promise<string> => {
      const id = await report('villager', kind);
      await story.act('grid', id, 'solve', { what: '村里帮着修好了' });
      return id;
    };

    it('没办好 goes one level up, to somebody else, with a new schedule', async () => {
      town.at('2026-12-07T02:00:00.000Z');
      const id = await solved('water');
      const view = await story.act('villager', id, 'answer', { done: 'no', words: '还是没水。' });
      expect(view).toMatchObject({ status: 'accepted', outcome: null });
      expect(await stateOf(id)).toMatchObject({ level: 'town', round: town.now });
      // What lies with the town is not taken back by the village.
      const taken = await story.tryAct('grid', id, 'takeOver', { reason: '我来' }, view.version);
      expect(taken.error?.details).toMatchObject({ guard: 'level' });
      await asOwner(id, 'solve', { what: '换了水泵' });
      await story.act('villager', id, 'answer', { done: 'no' });
      expect(await stateOf(id)).toMatchObject({ level: 'county', reached: 'county' });
      expect(await faultsOf(town, id)).toEqual([]);
      // At the top an appeal goes to another officer than the one who decided.
      const decider = (await stateOf(id)).owner;
      await asOwner(id, 'solve', { what: '打了新井' });
      const { holder } = await story.file('villager', 'appeal', dislike, { about: { case: id } });
      expect(holder).toMatchObject({ role: '区级经办' });
      expect(holder.id).not.toBe(decider);
    });

    it('silence is followed by a call after seven days, asked once', async () => {
      town.at('2026-12-07T02:00:00.000Z');
      const id = await solved('disaster');
      town.at('2026-12-14T15:59:00.000Z');
      await story.tick();
      expect((await stateOf(id)).tasks.map(({ key }) => key)).not.toContain('callToAsk');
      town.at('2026-12-14T16:00:00.000Z');
      await story.tick();
      await story.tick();
      const state = await stateOf(id);
      expect(state.tasks.find(({ key }) => key === 'callToAsk')).toMatchObject({ level: 'town' });
      expect((await loadedOf(town, id)).rows.filter(({ action }) => action === 'callToAsk')).toHaveLength(1);
      const caller = await town.signedIn(state.tasks.find(({ key }) => key === 'callToAsk')?.holder ?? '');
      const { version } = await caller.call(caseApi.get, { id });
      const answer = { id, action: 'answer', requestId: newId(), version, form: { done: 'yes' } };
      expect((await caller.call(caseApi.act, answer)).kind).toBe('closed');
      expect((await stateOf(id)).tasks).toEqual([]);
    });
  });

  describe('one’s own word', () => {
    it('ends it, and a cadre ends it only with a proof of that word', async () => {
      town.at('2026-12-21T02:00:00.000Z');
      const id = await report('neighbour', 'medical');
      const bare = await story.tryAct(
        'grid',
        id,
        'withdraw',
        { reason: '不办了' },
        (await stateOf(id)).version,
      );
      expect(bare.error?.details).toMatchObject({ guard: 'proof' });
      const proof = { how: 'signature', file: await story.photo('grid') };
      expect(await story.act('grid', id, 'withdraw', { proof })).toMatchObject({ outcome: 'withdrawn' });
      const own = await report('neighbour', 'water');
      expect(await story.act('neighbour', own, 'withdraw')).toMatchObject({ kind: 'closed' });
    });

    it('takes back the agreement without losing help: nothing is compared, the town looks on', async () => {
      const id = await report('villager', 'housing');
      await story.act('grid', id, 'identify');
      await story.director.check(id);
      expect((await stateOf(id)).status).toBe('comparing');
      const view = await story.act('villager', id, 'declineAuthorisation');
      expect(view).toMatchObject({ status: 'accepted', kind: 'open' });
      expect(await stateOf(id)).toMatchObject({
        level: 'town',
        tasks: [{ key: 'contact' }, { key: 'sort' }],
      });
      const compared = await story.tryAct('county', id, 'compare', { result: 'clear' }, view.version);
      expect(compared.error?.code).toBe('notNow');
    });

    it('that it is urgent brings help first and the papers after', async () => {
      const id = await report('neighbour', 'disaster');
      const early = await story.tryAct(
        'grid',
        id,
        'helpAtOnce',
        { what: '送米' },
        (await stateOf(id)).version,
      );
      expect(early.error?.details).toMatchObject({ guard: 'urgent' });
      await story.act('neighbour', id, 'markUrgent', { what: '房子要塌' });
      expect((await stateOf(id)).tasks.find(({ key }) => key === 'urgentCall')).toMatchObject({
        level: 'town',
      });
      await story.act('grid', id, 'helpAtOnce', { what: '接到村活动室住' });
      const keys = (await stateOf(id)).tasks.map(({ key }) => key);
      expect(keys).toContain('backfill');
      expect(keys).not.toContain('urgentCall');
      await story.act('grid', id, 'backfill', { what: '补了申请' });
      expect((await stateOf(id)).tasks.map(({ key }) => key)).not.toContain('backfill');
      expect(await faultsOf(town, id)).toEqual([]);
    });
  });
});
