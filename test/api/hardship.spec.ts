import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { noticeApi } from '@songtao/shared/api/notice.js';
import { messageApi } from '@songtao/shared/api/registry.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { Story } from './story.js';

const monday = '2026-11-23T01:05:00.000Z';

describe.each(specDatabases)('a hardship from words to help, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;
  let id: string;

  beforeAll(async () => {
    town = await Town.open(make, { now: monday });
    story = new Story(town);
  }, 60_000);
  afterAll(() => town.close());

  it('answers the report with a number, a person and a date', async () => {
    const receipt = await story.report();
    id = receipt.id;
    expect(receipt).toMatchObject({
      joined: false,
      holder: { name: '李建国' },
      promisedBy: '2026-11-24T16:00:00.000Z',
    });
    expect(receipt.number).toMatch(/^1123 \d{3}$/);
    const { items } = await (await story.as('grid')).call(messageApi.list, {});
    expect(items.map(({ title, about }) => [title, about.id])).toContainEqual(['接下新求助', id]);
  });

  it('tells the villager who saw it, and keeps it from strangers', async () => {
    await story.act('grid', id, 'seen');
    const seen = await story.see('villager', id);
    expect(seen.timeline[0]?.words).toContain('李建国');
    const foreign = await (await story.as('neighbour')).try(caseApi.get, { id });
    expect(foreign.error?.code).toBe('notFound');
  });

  it('goes through the whole procedure with its dates', async () => {
    await story.act('grid', id, 'accept');
    await story.act('grid', id, 'contacted', { how: 'phone' });
    town.at('2026-11-24T02:00:00.000Z');
    await story.act('grid', id, 'identify');
    const checked = await story.check(id);
    expect(checked.status).toBe('comparing');
    await story.act('county', id, 'compare', { result: 'clear' });
    town.at('2026-11-27T02:00:00.000Z');
    expect((await story.deliberate(id)).status).toBe('posting');
  });

  it('hangs five full days, then goes to the town by itself', async () => {
    const { version } = await story.see('secretary', id);
    const notice = newId();
    const posted = await (
      await story.as('secretary')
    ).call(noticeApi.post, { id: notice, requestId: newId(), cases: [{ id, version }] });
    expect(posted.items).toEqual([
      { household: expect.any(String), name: '王秀英', group: 3, class: '生活困难' },
    ]);
    expect(posted).toMatchObject({
      firstFullDay: '2026-11-28',
      lastDay: '2026-12-02',
      removedOn: '2026-12-03',
    });
    town.at('2026-12-02T15:59:00.000Z');
    await story.tick();
    expect((await story.see('villager', id)).status).toBe('noticed');
    town.at('2026-12-02T16:00:00.000Z');
    await story.tick();
    expect((await story.see('villager', id)).status).toBe('reviewing');
    const gone = await (await story.as('neighbour')).try(noticeApi.get, { id: notice });
    expect(gone.error?.code).toBe('gone');
  });

  it('is reviewed by the town and decided by the county, each after reading', async () => {
    town.at('2026-12-03T02:00:00.000Z');
    const { version } = await story.see('town', id);
    const unread = await story.tryAct('town', id, 'approve', {}, version);
    expect(unread.error?.details).toMatchObject({ guard: 'materials' });
    await story.act('town', id, 'readMaterials');
    expect((await story.act('town', id, 'approve')).status).toBe('deciding');
    await story.act('county', id, 'readMaterials');
    expect((await story.act('county', id, 'decide', { object: 'SUDDEN_SEVERE' })).status).toBe('announcing');
  });

  it('is helped, asked about and closed by the villager', async () => {
    await story.act('secretary', id, 'announce');
    const help = { what: '临时救助', by: '镇民政办', on: '2026-12-03', amount: 300_000 };
    await story.act('secretary', id, 'recordHelp', help);
    await story.act('secretary', id, 'finishHelp');
    const asked = await story.see('villager', id);
    expect(asked).toMatchObject({ kind: 'waiting', sentence: { mine: true }, helps: [help] });
    const closed = await story.act('villager', id, 'answer', { done: 'yes' });
    expect(closed).toMatchObject({ kind: 'closed', outcome: 'included', abilities: [] });
  });
});
