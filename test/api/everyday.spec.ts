import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { endOfDay } from '@songtao/shared/calendar/calendar.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { faultsOf, loadedOf } from '../support/truth.js';
import { Story } from './story.js';

describe.each(specDatabases)('the small things of every day, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
    // Their phones have asked for the consent before anything is said.
    for (const persona of ['villager', 'neighbour'] as const) await (await story.as(persona)).consent();
  }, 60_000);
  afterAll(() => town.close());

  describe('what somebody saw on the way', () => {
    it('goes to the grid with its photo, is mended, and shows the photo of after to whoever said it', async () => {
      const photo = await story.photo('villager');
      const form = { kind: 'garbage', photos: [photo], place: '村口桥边' };
      const { id, holder } = await story.file('villager', 'photo-report', form);
      expect(holder.name).toBe('李建国');
      expect(await story.see('grid', id)).toMatchObject({
        title: '垃圾没人收',
        story: { photos: [{ id: photo }], place: '村口桥边' },
        abilities: expect.arrayContaining([expect.objectContaining({ action: 'accept', main: true })]),
      });
      const tasks = await (await story.as('grid')).call(caseApi.today, {});
      expect(tasks.items.map(({ title }) => title)).toContain('接下随手拍');
      await story.act('grid', id, 'accept');
      const after = await story.photo('grid');
      await story.act('grid', id, 'finish', { result: 'fixed', words: '今天清走了', photos: [after] });
      const asked = await story.see('villager', id);
      expect(asked.results).toMatchObject([{ words: '今天清走了', photos: [{ id: after }] }]);
      expect(asked.results[0]?.photos[0]?.url).toMatch(/^\/api\/files\//);
      expect((await story.inbox('villager'))[0]).toMatchObject({ title: '这件事办好了吗？', waiting: true });
      expect((await story.act('villager', id, 'answer', { done: 'yes' })).kind).toBe('closed');
      expect(await faultsOf(town, id)).toEqual([]);
    });

    it('is for whoever said it and for staff of the place, and for nobody else', async () => {
      const { id } = await story.file('villager', 'photo-report', { kind: 'road', words: '有个坑' });
      for (const persona of ['neighbour', 'line'] as const)
        expect(await story.closedTo(persona, id)).toBe('notFound');
      for (const persona of ['grid', 'village', 'town'] as const)
        expect(await story.closedTo(persona, id)).toBeNull();
    });

    it('is one case where the water is cut in a group: everybody is answered, nobody sees the other’s words', async () => {
      const cut = (words: string) => ({ kind: 'outage', words });
      const first = await story.file('villager', 'photo-report', cut('一早就停了'));
      const second = await story.file('neighbour', 'photo-report', cut('我家也没水'));
      expect(second).toMatchObject({ id: first.id, joined: true });
      const { head, state, parties } = await loadedOf(town, first.id);
      expect([state.level, head.line, parties.map(({ party }) => party).toSorted()]).toEqual([
        'town',
        'water',
        ['follower', 'reporter', 'subject'],
      ]);
      const others = await story.see('neighbour', first.id);
      expect(others).toMatchObject({ story: null, subject: null, forms: [] });
      await story.act('village', first.id, 'finish', { result: 'fixed', words: '水管接好了' });
      expect((await story.inbox('neighbour'))[0]?.title).toBe('水管接好了');
      await story.act('neighbour', first.id, 'answer', { done: 'yes' });
      const third = await story.file('neighbour', 'photo-report', cut('又停了'));
      expect(third).toMatchObject({ joined: false });
    });

    it('is two cases where two heaps of rubbish may be meant', async () => {
      const heap = { kind: 'garbage', words: '垃圾没人收' };
      const first = await story.file('villager', 'photo-report', heap);
      expect(await story.file('neighbour', 'photo-report', heap)).toMatchObject({ joined: false });
      expect(await story.file('villager', 'photo-report', heap)).toMatchObject({ joined: false });
      expect((await loadedOf(town, first.id)).rows).toHaveLength(1);
    });

    it('that nobody takes on lies with the town after a day', async () => {
      const { id } = await story.file('villager', 'photo-report', { kind: 'light', words: '灯坏了' });
      const before = town.now;
      town.at(endOfDay('2026-11-24'));
      await story.tick();
      const { state, rows } = await loadedOf(town, id);
      expect([state.status, state.level, rows.at(-1)?.action]).toEqual(['reported', 'town', 'passedUp']);
      await story.tick();
      expect((await loadedOf(town, id)).rows).toHaveLength(rows.length);
      town.at(before);
    });
  });

  describe('somebody who is asked to come', () => {
    const wish = { matter: 'pension', channel: 'self', day: '2026-11-26', half: 'am' };

    it('promises a day that both sides read, and what to lay ready', async () => {
      const { id, holder } = await story.file('villager', 'service-request', wish);
      expect(holder.name).toBe('李建国');
      await story.act('grid', id, 'propose', { day: '2026-11-27', half: 'pm', reason: '那天开会' });
      const offered = await story.see('villager', id);
      expect([offered.sentence.done, offered.sentence.mine]).toEqual([
        '李建国（骝马村 网格员）想11月27日 周五下午来',
        true,
      ]);
      expect(offered.abilities.find(({ main }) => main)?.action).toBe('agree');
      await story.act('villager', id, 'agree');
      for (const persona of ['villager', 'grid'] as const) {
        const { sentence } = await story.see(persona, id);
        expect(sentence.until).toBe(endOfDay('2026-11-27'));
        expect(sentence.done).toContain('11月27日 周五下午');
      }
      expect((await story.see('villager', id)).prepare).toEqual(['身份证']);
      await story.act('grid', id, 'visited', { result: 'papers', words: '少一样', missing: '存折' });
      expect(await story.see('villager', id)).toMatchObject({ prepare: ['存折'], status: 'gathering' });
      await story.act('villager', id, 'ready', { day: '2026-11-30', half: 'am' });
      await story.act('grid', id, 'confirm');
      await story.act('grid', id, 'visited', { result: 'done', words: '认证好了' });
      expect((await story.act('villager', id, 'answer', { done: 'yes' })).outcome).toBe('done');
      expect(await faultsOf(town, id)).toEqual([]);
    });

    it('may be asked for a parent, and whoever asked reads the day and not what was said at home', async () => {
      const { id } = await story.file(
        'neighbour',
        'service-request',
        { ...wish, channel: 'proxy', relation: '邻居' },
        { subject: { name: '王秀英', group: 3 } },
      );
      await story.act('grid', id, 'confirm');
      const asked = await story.see('neighbour', id);
      expect(asked.sentence.done).toContain('11月26日 周四上午');
      expect([asked.story, asked.forms]).toEqual([null, []]);
      expect((await story.inbox('villager')).some(({ title }) => title.startsWith('约好了'))).toBe(true);
    });

    it('is refused a day that is over', async () => {
      const late = await (
        await story.as('villager')
      ).try(caseApi.create, {
        id: '0193a1b2-0000-7000-8000-00000000000a',
        requestId: '0193a1b2-0000-7000-8000-00000000000b',
        category: 'service-request',
        form: { ...wish, day: '2026-11-22' },
      });
      expect(late.error).toMatchObject({ code: 'blocked', message: '选今天以后的日子，一个月以内' });
    });
  });
});
