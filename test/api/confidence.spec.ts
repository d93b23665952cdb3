import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const proxy = { channel: 'proxy', relation: '邻居', reason: '他家没人会用手机' };
const about = { subject: { name: '王秀英', group: 3 } };

describe('what is said in confidence of a household', () => {
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    town = await Town.open(specDatabases[0]![1]);
    story = new Story(town);
  }, 60_000);
  afterAll(() => town.close());

  it('is kept when it joins a live case, and its danger makes that one urgent', async () => {
    const { id } = await story.report('villager', { kind: 'medical' });
    await story.report(
      'neighbour',
      { ...proxy, kind: 'medical', words: '她三天没出门了', urgent: true },
      about,
    );
    const { urgent, forms } = await story.see('grid', id);
    expect(urgent).toBe(true);
    // Beside it stands whom the house could not reach about it.
    const joined = forms.filter(({ action }) => action === 'joined');
    expect(joined).toMatchObject([{ actor: '', value: { words: '她三天没出门了' } }]);
    expect((await loadedOf(town, id)).state.tasks.map(({ key }) => key)).toContain('urgentCall');
    expect((await story.see('villager', id)).forms).toEqual([]);
  });

  it('takes no file of a stranger, neither in a report nor in one that joins, nor in an act', async () => {
    const photos = [await story.photo('villager')];
    const { id } = await story.report('villager', { kind: 'housing', photos });
    expect((await story.see('grid', id)).story?.photos.map((photo) => photo.id)).toEqual(photos);
    const borrowed = { ...proxy, photos };
    for (const reply of [
      await story.tryReport('neighbour', { ...borrowed, kind: 'housing' }, about),
      await story.tryReport('neighbour', { ...borrowed, channel: 'self', kind: 'water' }),
    ])
      expect(reply.error).toMatchObject({ code: 'badInput', details: { fields: ['files'] } });
    await story.act('grid', id, 'accept');
    const solved = await story.tryAct('grid', id, 'solve', { what: '修好了', photos }, 2);
    expect(solved.error?.details).toMatchObject({ fields: ['files'] });
    expect((await loadedOf(town, id)).rows.map(({ action }) => action)).toEqual(['report', 'accept']);
  });

  it('hands out no file for an id that stands in a text', async () => {
    const secret = await story.photo('grid');
    const { id } = await story.report('villager', { kind: 'school' });
    const view = await story.act('villager', id, 'markUrgent', { what: secret });
    expect(view.forms).toMatchObject([{ action: 'markUrgent', value: { what: secret }, files: [] }]);
  });

  it('names nobody who asked for that, in what is added later either, and is not heard by whom it is about', async () => {
    const voice = [await story.director.spoken(await town.idOf('neighbour'), 'report')];
    const { id } = await story.report(
      'neighbour',
      { ...proxy, kind: 'family', voice, hideReporter: true },
      about,
    );
    await story.act('neighbour', id, 'markUrgent', { what: '门锁着' });
    const [added] = (await story.see('village', id)).forms;
    expect(added).toMatchObject({ action: 'markUrgent', actor: '有人' });
    expect((await story.see('village', id)).story?.voice).toHaveLength(1);
    expect((await story.see('villager', id)).story).toMatchObject({ words: expect.any(String), voice: [] });
  });

  it('can be given to those only to whom it is open', async () => {
    const { id } = await story.report('villager', { kind: 'disaster' });
    const { items } = await (await story.as('secretary')).call(caseApi.colleagues, { id });
    const county = await town.idOf('county');
    expect(items.map((person) => person.id)).toContain(await town.idOf('town'));
    expect(items.map((person) => person.id)).not.toContain(county);
    const reply = await story.tryAct('secretary', id, 'reassign', { person: county, reason: '出差' }, 1);
    expect(reply.error).toMatchObject({ code: 'badInput', details: { fields: ['person'] } });
  });

  it('is what a comparison found, until the household takes its agreement back', async () => {
    const { id } = await story.report('villager', { kind: 'unsure' });
    await story.act('grid', id, 'accept');
    await story.act('grid', id, 'identify');
    await story.check(id);
    await story.act('county', id, 'compare', { result: 'explain', flags: '名下有一辆车' });
    const found = async () => (await story.see('town', id)).forms.map(({ action }) => action);
    expect(await found()).toContain('compare');
    await story.act('villager', id, 'declineAuthorisation');
    expect(await found()).not.toContain('compare');
    expect(await found()).toContain('finishCheck');
  });

  it('stays with whoever speaks about others: nobody else at home learns of an objection', async () => {
    const [home] = story.ordinary().slice(-1);
    const notice = await story.director.post([await story.posting(home!)]);
    const objection = { about: 'unfit', words: '他家有车', hidden: true };
    const { id } = await story.file('villager', 'objection', objection, { about: { notice } });
    const { parties } = await loadedOf(town, id);
    expect(parties).toEqual([{ person: await town.idOf('villager'), party: 'reporter', hidden: true }]);
  });
});
