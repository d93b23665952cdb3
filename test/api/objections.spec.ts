import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { noticeApi, type NoticeView } from '@songtao/shared/api/notice.js';
import type { Persona } from '@songtao/shared/api/session.js';
import type { Home } from '../../server/src/demo/town.seed.js';
import { MembershipService } from '../../server/src/identity/membership.service.js';
import { PersonStore } from '../../server/src/identity/person.store.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town, type Client } from '../support/town.js';
import { faultsOf, loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const posted = '2026-11-27T02:00:00.000Z';
const secondDay = '2026-11-28T02:00:00.000Z';
const over = '2026-12-02T16:00:00.000Z';

describe.each(specDatabases)('a public notice and what is said about it, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;
  const cases: Record<'own' | 'second' | 'third' | 'fourth', string> = {
    own: '',
    second: '',
    third: '',
    fourth: '',
  };
  let homes: readonly Home[];

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
    homes = [town.home('王秀英'), ...story.ordinary().slice(13, 16)];
    for (const [index, key] of (['own', 'second', 'third', 'fourth'] as const).entries())
      cases[key] = await story.posting(homes[index]!);
    town.at(posted);
  }, 120_000);
  afterAll(() => town.close());

  const statusOf = async (id: string): Promise<string> => (await loadedOf(town, id)).state.status;

  /** A villager who lives in that household as far as a cadre has confirmed it. */
  async function villagerOf({ id, village }: Home, confirmed = true): Promise<Client> {
    const memberships = town.get(MembershipService);
    const person = await town.get(Database).write(async (tx) => {
      const made = await town
        .get(PersonStore)
        .insert(tx, { name: '某人', openid: `o-${newId()}`, village, at: town.now });
      await memberships.claim(tx, id, made);
      if (confirmed) await memberships.confirm(tx, { id, village }, made, made);
      return made;
    });
    return town.signedIn(person);
  }

  async function tryPost(persona: Persona, ids: readonly string[], title?: string) {
    const versions = await Promise.all(
      ids.map(async (id) => ({ id, version: (await story.see(persona, id)).version })),
    );
    const id = newId();
    const input = { id, requestId: newId(), cases: versions, ...(title !== undefined && { title }) };
    return (await story.as(persona)).try(noticeApi.post, input);
  }

  async function object(
    persona: Persona,
    about: { notice: string; household?: string },
    hidden = false,
  ): Promise<string> {
    const form = { about: 'unfit', words: '他家有车。', hidden };
    return (await story.file(persona, 'objection', form, { about })).id;
  }

  describe('before it hangs', () => {
    it('is refused to whoever kept the minutes: two people, always', async () => {
      const reply = await tryPost('village', [cases.own]);
      expect(reply.error).toMatchObject({ code: 'blocked', details: { guard: 'fourEyes' } });
      const preview = await (await story.as('village')).call(noticeApi.preview, { cases: [cases.own] });
      expect(preview.items[0]?.blockedBy).toBe('您记的评议，要换人来贴');
      expect(await statusOf(cases.own)).toBe('posting');
    });

    it.each([
      ['a telephone number', '有事打13912345678'],
      ['an ID number', '身份证51200219560412002X'],
      ['an illness', '得了癌症的一户'],
      ['the name of a child', '张佳怡家要帮'],
    ])('is refused with %s in it', async (_what, title) => {
      const reply = await tryPost('secretary', [cases.own, cases.second], title);
      expect(reply.error).toMatchObject({ code: 'blocked', details: { guard: 'screen' } });
      expect(JSON.stringify(reply.error)).not.toContain(title);
      expect(await statusOf(cases.own)).toBe('posting');
      expect(await statusOf(cases.second)).toBe('posting');
    });
  });

  describe('that two households hang on, with an objection to nobody in particular', () => {
    let notice: NoticeView;
    let objection: string;

    it('shows head, group and general class, and nothing else of them', async () => {
      ({ body: notice } = await tryPost('secretary', [cases.own, cases.second]));
      expect(notice.items.map(({ name, group, class: shown }) => [name, group, shown]).toSorted()).toEqual(
        [homes[0], homes[1]].map((home) => [home?.head, home?.group, '生活困难']).toSorted(),
      );
      const neighbour = await (await story.as('neighbour')).call(noticeApi.get, { id: notice.id });
      expect(neighbour).toMatchObject({ openObjections: null, writer: null, checker: null });
      expect(JSON.stringify(neighbour)).not.toMatch(/看病|两万|ILLNESS/);
    });

    it('does not exist for another village, nor before a cadre has confirmed the household', async () => {
      const away = town.homes.find(({ village }) => village !== homes[0]?.village)!;
      const near = story.ordinary().at(-1)!;
      for (const client of [await villagerOf(away), await villagerOf(near, false)]) {
        expect((await client.try(noticeApi.get, { id: notice.id })).error?.code).toBe('notFound');
        expect((await client.call(noticeApi.list, { kind: 'publicNotice' })).items).toEqual([]);
        const about = { notice: notice.id };
        const form = { about: 'unfit', words: '他家有车。', hidden: false };
        const spoken = { id: newId(), requestId: newId(), category: 'objection' as const, form, about };
        expect((await client.try(caseApi.create, spoken)).error?.code).toBe('notFound');
      }
      const near2 = await villagerOf(near);
      expect((await near2.try(noticeApi.get, { id: notice.id })).status).toBe(200);
    });

    it('takes an objection that the village never learns of', async () => {
      town.at(secondDay);
      objection = await object('neighbour', { notice: notice.id }, true);
      for (const persona of ['grid', 'village', 'secretary', 'stationed', 'villager'] as const) {
        expect(await story.closedTo(persona, objection)).toBe('notFound');
        const list = await (await story.as(persona)).call(caseApi.list, { worklist: 'all', limit: 100 });
        expect(list.items.map(({ id }) => id)).not.toContain(objection);
        expect((await story.see(persona, cases.own)).links).toEqual([]);
        expect(JSON.stringify(await story.inbox(persona))).not.toContain(objection);
      }
      expect(await story.closedTo('town', objection)).toBeNull();
      expect((await story.see('town', cases.own)).links.map(({ caseId }) => caseId)).toEqual([objection]);
      expect(await story.see('neighbour', objection)).toMatchObject({ story: { words: '他家有车。' } });
      const own = await (await story.as('neighbour')).call(noticeApi.get, { id: notice.id });
      expect(own.objected).toMatch(/^1128 \d{3}$/);
    });

    it('holds every household of it when its days are over', async () => {
      town.at(over);
      await story.tick();
      expect([await statusOf(cases.own), await statusOf(cases.second)]).toEqual(['noticed', 'noticed']);
      const late = await (
        await story.as('neighbour')
      ).try(caseApi.create, {
        id: newId(),
        requestId: newId(),
        category: 'objection',
        form: { about: 'unfit', words: '还有话说。', hidden: false },
        about: { notice: notice.id },
      });
      expect(late.error?.code).toBe('gone');
    });

    it('goes on for the others once the town has said which is meant', async () => {
      const { state } = await loadedOf(town, objection);
      const officer = await town.signedIn(state.owner ?? '');
      const act = async (action: string, form: Record<string, unknown>) => {
        const { version } = await officer.call(caseApi.get, { id: objection });
        return officer.try(caseApi.act, { id: objection, action, requestId: newId(), version, form });
      };
      const early = await act('answer', { upheld: 'yes', words: '查过了。' });
      expect(early.error?.details).toMatchObject({ guard: 'which' });
      // A household that does not hang there is not the one that was meant.
      const wrong = await act('assignTo', { household: homes[3]?.id });
      expect(wrong.error).toMatchObject({ code: 'badInput', details: { fields: ['household'] } });
      expect((await act('assignTo', { household: homes[0]?.id })).status).toBe(200);
      await story.tick();
      expect([await statusOf(cases.own), await statusOf(cases.second)]).toEqual(['noticed', 'reviewing']);
      // Not upheld: what waited for the answer goes on in the same moment, without the minute's job.
      expect((await act('answer', { upheld: 'no', words: '车是借的，查过了。' })).body).toMatchObject({
        kind: 'closed',
      });
      expect(await statusOf(cases.own)).toBe('reviewing');
      expect((await story.inbox('neighbour'))[0]?.title).toBe('车是借的，查过了。');
      for (const id of [cases.own, cases.second, objection]) expect(await faultsOf(town, id)).toEqual([]);
    });
  });

  describe('of which one name comes off', () => {
    let notice: NoticeView;
    let objection: string;

    beforeAll(async () => {
      town.at(posted);
      ({ body: notice } = await tryPost('secretary', [cases.third, cases.fourth]));
      town.at(secondDay);
    });

    it('is objected to by telephone too: the cadre who writes it down is the only one of the village who knows', async () => {
      objection = await object('village', { notice: notice.id, household: homes[3]?.id ?? '' });
      expect(await story.closedTo('secretary', objection)).toBe('notFound');
      expect(await story.closedTo('village', objection)).toBeNull();
      expect((await loadedOf(town, objection)).links.map(({ caseId }) => caseId)).toEqual([cases.fourth]);
    });

    it('runs on for the other; the one begins anew at the check, held by another', async () => {
      const before = (await loadedOf(town, cases.fourth)).state;
      const { state } = await loadedOf(town, objection);
      const officer = await town.signedIn(state.owner ?? '');
      const answer = { id: objection, action: 'answer', requestId: newId(), version: state.version };
      await officer.call(caseApi.act, { ...answer, form: { upheld: 'yes', words: '查实了，名字撤下。' } });
      const after = (await loadedOf(town, cases.fourth)).state;
      expect(after).toMatchObject({ status: 'checking', round: secondDay, level: 'village' });
      expect(after.owner).not.toBe(before.owner);
      const shown = await (await story.as('neighbour')).call(noticeApi.get, { id: notice.id });
      expect(shown.items.map(({ name }) => name)).toEqual([homes[2]?.head]);
      expect(await statusOf(cases.third)).toBe('noticed');
      town.at(over);
      await story.tick();
      expect([await statusOf(cases.third), await statusOf(cases.fourth)]).toEqual(['reviewing', 'checking']);
      for (const id of [cases.third, cases.fourth, objection]) expect(await faultsOf(town, id)).toEqual([]);
    });
  });
});
