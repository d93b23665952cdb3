import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { faultsOf, loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const proxy = (kind: string, more: Record<string, unknown> = {}) => ({
  kind,
  channel: 'proxy',
  relation: '邻居',
  reason: '他家没人会用手机',
  ...more,
});

describe.each(specDatabases)('one household, one case, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;
  const about = { subject: { name: '王秀英', group: 3 } };

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
  }, 60_000);
  afterAll(() => town.close());

  const tasksOf = async (id: string): Promise<string[]> =>
    (await loadedOf(town, id)).state.tasks.map(({ key }) => key).toSorted();

  it('takes a second report of the same kind into the live case and says so', async () => {
    const first = await story.report('villager', { kind: 'medical' });
    const second = await story.report('neighbour', proxy('medical'), about);
    expect(second).toMatchObject({ id: first.id, number: first.number, joined: true });
    expect(second.holder.name).toBe('李建国');
    expect(second.promisedBy).toBe(first.promisedBy);
    const { rows, parties } = await loadedOf(town, first.id);
    expect(rows.map(({ action }) => action)).toEqual(['report', 'joined']);
    expect(parties.map(({ party }) => party).toSorted()).toEqual(['follower', 'reporter', 'subject']);
    expect(await story.see('grid', first.id)).toMatchObject({ followers: 1 });
    const followed = await story.see('neighbour', first.id);
    expect(followed).toMatchObject({ story: null, subject: null, timeline: [], holder: null, abilities: [] });
    const mine = await (await story.as('neighbour')).call(caseApi.list, { worklist: 'mine' });
    expect(mine.items.map(({ id }) => id)).toEqual([first.id]);
    await story.act('grid', first.id, 'accept');
    expect((await story.inbox('neighbour'))[0]).toMatchObject({
      title: '您报的事有了新进展',
      body: '有人在办',
    });
  });

  it('counts nobody as another one who says what that person said before', async () => {
    const first = await story.report('villager', { kind: 'school' });
    expect(await story.report('villager', { kind: 'school' })).toMatchObject({ id: first.id, joined: true });
    expect(await story.see('grid', first.id)).toMatchObject({ followers: 0 });
  });

  it('keeps another kind of trouble, and what comes after the end, as cases of their own', async () => {
    const first = await story.report('villager', { kind: 'work' });
    const other = await story.report('villager', { kind: 'family' });
    expect(other).toMatchObject({ joined: false });
    await story.act('villager', first.id, 'withdraw');
    const again = await story.report('villager', { kind: 'work' });
    expect(again).toMatchObject({ joined: false });
    expect(again.id).not.toBe(first.id);
  });

  it('lets one of two in that arrive in the same instant; the other joins it', async () => {
    const replies = await Promise.all([
      story.tryReport('villager', { kind: 'water' }),
      story.tryReport('neighbour', proxy('water'), about),
      story.tryReport(
        'grid',
        { kind: 'water', channel: 'cadre' },
        { subject: { household: town.home('王秀英').id } },
      ),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(replies.map(({ body }) => body.joined).toSorted()).toEqual([false, true, true]);
    expect(await faultsOf(town, replies[0]?.body.id ?? '')).toEqual([]);
  });

  it('lets one speak for another: the subject is told and sees all, the proxy how it stands', async () => {
    const { id } = await story.report('neighbour', proxy('housing'), about);
    expect((await story.inbox('villager'))[0]).toMatchObject({ title: '收到了您的求助', about: { id } });
    const subject = await story.see('villager', id);
    expect(subject.story?.words).toContain('住院');
    expect(subject.subject?.reporter).toBe('赵桂芳');
    const reporter = await story.see('neighbour', id);
    expect(reporter).toMatchObject({ story: null, subject: null, timeline: [], forms: [] });
    expect(reporter.holder?.name).toBe('李建国');
    expect(reporter.abilities.map(({ action }) => action)).toEqual(['markUrgent']);
    expect(await tasksOf(id)).toEqual(['accept', 'contact']);
    const refused = await story.tryAct('neighbour', id, 'withdraw', {}, 1);
    expect(refused.error?.code).toBe('notYours');
    expect((await story.act('villager', id, 'withdraw')).kind).toBe('closed');
    expect((await story.see('neighbour', id)).kind).toBe('closed');
  });

  it('asks who that is, and reads it again where danger was said: the town looks before it ends', async () => {
    const { relation: _, ...nobody } = proxy('disaster');
    const refused = await story.tryReport('neighbour', nobody, about);
    expect(refused.error).toMatchObject({ code: 'blocked', details: { guard: 'relation' } });
    const { id } = await story.report('neighbour', proxy('disaster', { urgent: true }), about);
    const stopped = await story.act('villager', id, 'withdraw');
    expect(stopped).toMatchObject({ kind: 'open', status: 'accepted' });
    expect((await loadedOf(town, id)).state.level).toBe('town');
  });

  it('keeps the name of whoever asked for that from the village, not from the town', async () => {
    const { id } = await story.report('neighbour', proxy('unsure', { hideReporter: true }), about);
    for (const persona of ['grid', 'village', 'secretary', 'stationed', 'villager'] as const) {
      const view = await story.see(persona, id);
      expect(view.subject?.reporter).toBeNull();
      expect(JSON.stringify(view)).not.toContain('赵桂芳');
    }
    expect((await story.see('town', id)).subject?.reporter).toBe('赵桂芳');
    const messages = JSON.stringify([await story.inbox('grid'), await story.inbox('villager')]);
    expect(messages).not.toContain('赵桂芳');
  });

  it('tells at the door whoever has no phone of their own', async () => {
    const [home] = story.ordinary().filter(({ group }) => group === 3);
    const other = { subject: { name: home?.head ?? '', group: 3 } };
    const { id } = await story.report('neighbour', proxy('medical'), other);
    expect(await tasksOf(id)).toEqual(['accept', 'contact', 'tellSubject']);
    await story.act('grid', id, 'tellSubject', { how: 'visit' });
    expect(await tasksOf(id)).toEqual(['accept', 'contact']);
    expect((await story.tryAct('grid', id, 'tellSubject', { how: 'visit' }, 1)).error?.details).toMatchObject(
      {
        guard: 'told',
      },
    );
  });

  it('tells somebody who only has a telephone too: nobody else would call', async () => {
    const stranger = { subject: { name: '陈大娘', phone: '13800007731', group: 3 } };
    const { id } = await story.report('neighbour', proxy('water'), stranger);
    expect(await tasksOf(id)).toContain('tellSubject');
    expect((await story.see('grid', id)).subject?.phone).toBe('13800007731');
    expect((await story.see('secretary', id)).subject?.phone).toBe('138****7731');
  });

  it('takes the word of a cadre for somebody without a phone, and keeps how it came', async () => {
    const [, home] = story.ordinary().filter(({ group }) => group === 4);
    const form = { kind: 'medical', channel: 'paper', words: '纸条上写的：看病借了钱。' };
    const { id } = await story.report('village', form, { subject: { household: home?.id } });
    const { rows } = await loadedOf(town, id);
    expect(rows[0]?.as).toMatchObject({ kind: 'role', role: 'villageCadre' });
    expect((await story.see('grid', id)).story).toMatchObject({ channel: 'paper', words: form.words });
    expect(await tasksOf(id)).toContain('tellSubject');
  });

  it('takes a wish to be visited without a word', async () => {
    const { id } = await story.report('neighbour', {
      kind: 'unsure',
      channel: 'visitRequest',
      words: undefined,
    });
    expect((await story.see('grid', id)).story).toMatchObject({ channel: 'visitRequest', words: null });
    const silent = await story.tryReport('neighbour', { kind: 'work', words: undefined });
    expect(silent.error?.details).toMatchObject({ guard: 'words' });
  });

  describe('by hand', () => {
    const join = async (persona: 'grid' | 'village', id: string, into: string) => {
      const { version } = await story.see(persona, id);
      return (await story.as(persona)).try(caseApi.join, { id, into, requestId: newId(), version });
    };

    it('joins what another tile hid, and takes along whoever said it', async () => {
      const live = await story.report('neighbour', { kind: 'medical' });
      const subject = { name: '赵桂芳', group: 3 };
      const double = await story.report('villager', proxy('family'), { subject });
      expect(double.joined).toBe(false);
      const joined = await join('grid', double.id, live.id);
      expect(joined.body).toMatchObject({ id: live.id, followers: 1 });
      expect(await loadedOf(town, double.id)).toMatchObject({ state: { outcome: 'joined', tasks: [] } });
      expect(await story.see('villager', live.id)).toMatchObject({ story: null, timeline: [] });
      expect(await faultsOf(town, double.id)).toEqual([]);
    });

    it('is offered to whoever may, on a page of its own and by no other way', async () => {
      const { id } = await story.report('villager', { kind: 'housing' });
      const { abilities } = await story.see('grid', id);
      expect(abilities).toContainEqual(expect.objectContaining({ action: 'join', screen: 'join' }));
      expect((await story.see('villager', id)).abilities.map(({ action }) => action)).not.toContain('join');
      const into = { into: newId() };
      expect((await story.tryAct('grid', id, 'join', into, 1)).error?.code).toBe('notFound');
      expect((await loadedOf(town, id)).rows).toHaveLength(1);
    });

    it('refuses another household, a case that is over, and the case itself', async () => {
      const live = await story.report('neighbour', { kind: 'school' });
      const [, , home] = story.ordinary().filter(({ group }) => group === 3);
      const form = { kind: 'school', channel: 'cadre' };
      const foreign = await story.report('grid', form, { subject: { household: home?.id } });
      expect((await join('grid', foreign.id, live.id)).error).toMatchObject({
        code: 'blocked',
        details: { guard: 'household' },
      });
      expect((await join('grid', foreign.id, foreign.id)).error?.code).toBe('blocked');
      const mine = await story.report('neighbour', { kind: 'family' });
      await story.act('neighbour', live.id, 'withdraw');
      expect((await join('grid', mine.id, live.id)).error?.code).toBe('notNow');
      for (const { id } of [foreign, mine]) expect((await loadedOf(town, id)).rows).toHaveLength(1);
    });
  });
});
