import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { noticeApi } from '@songtao/shared/api/notice.js';
import { personas, type Persona } from '@songtao/shared/api/session.js';
import { Stage } from '../support/stage.js';
import { Tour } from '../support/tour.js';

describe('every page that somebody can reach', () => {
  let stage: Stage;
  let own = '';
  const measured = { normal: new Set<string>(), elder: new Set<string>() };

  beforeAll(async () => {
    stage = await Stage.open('cases', 'notices');
    const { director } = stage.story;
    own = (await stage.story.report()).id;
    await director.act(own, await director.holder(own), 'accept');
    await director.act(own, await director.holder(own), 'identify');
  }, 180_000);
  afterAll(() => stage.close());

  /** A case within reach that is at this point. */
  async function caseAt(persona: Persona, status: string): Promise<string> {
    const client = await stage.story.as(persona);
    const { items } = await client.call(caseApi.list, { worklist: 'open', limit: 100 });
    const found = items.find((line) => line.status === status);
    if (!found) throw new Error(`${persona} sees no case that is ${status}`);
    return found.id;
  }

  async function notice(kind: 'policy' | 'publicNotice'): Promise<string> {
    const client = await stage.story.as('neighbour');
    return (await client.call(noticeApi.list, { kind, limit: 1 })).items[0]?.id ?? '';
  }

  /** Pages that no row leads to, only an act. */
  const acts: Partial<Record<Persona, () => Promise<string[]>>> = {
    villager: async () => [
      ...['who', 'village', 'talk', 'type', 'detail', 'check'].map((step) => `/pages/report/${step}`),
      ...['said', 'authorise', 'appeal'].map((page) => `/pages/case/${page}?id=${own}`),
      `/pages/eligible/index?id=${await notice('policy')}`,
      '/pages/case/appeal',
      '/pages/outbox/index',
      '/pages/welcome/index',
    ],
    neighbour: async () => [`/pages/objection/index?id=${await notice('publicNotice')}`],
    grid: async () => [`/staff/case/visit?action=finishCheck&id=${own}`],
    village: async () => [
      `/staff/case/deliberation?action=deliberate&id=${await caseAt('village', 'deliberating')}`,
    ],
    secretary: async () => [`/staff/case/post?id=${await caseAt('secretary', 'posting')}`],
    town: async () => [`/staff/case/materials?id=${await caseAt('town', 'reviewing')}`],
  };

  it('is looked at closely: what is planted is found', async () => {
    const phone = await stage.window();
    await phone.see('您来试试，当谁？');
    await phone.page.evaluate(() => {
      const planted =
        '<div role="button" style="width:20px;height:20px"></div><div style="width:600px">undefined</div>';
      document.querySelector('.st-root')?.insertAdjacentHTML('beforeend', planted);
      console.error('planted');
    });
    const tour = new Tour(phone, new Set());
    await tour.look();
    const [{ faults } = { faults: [] }] = tour.stops;
    for (const words of ['20 x 20 px', 'px wide', 'aria-command-name', 'says undefined', 'planted'])
      expect(faults).toContainEqual(expect.stringContaining(words));
    await phone.close();
  });

  it.each(personas)('opens for %s, says something and can be used', async (persona) => {
    const phone = await stage.as(persona);
    const tour = new Tour(phone, measured.normal);
    await tour.walk();
    await tour.visit((await acts[persona]?.()) ?? []);
    await phone.chooseElder();
    const large = new Tour(phone, measured.elder);
    await large.visit(tour.unmeasured(measured.elder));
    const faulty = [...tour.stops, ...large.stops].filter(({ faults }) => faults.length > 0);
    expect(faulty).toEqual([]);
  });
});
