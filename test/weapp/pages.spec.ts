import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { overBudget } from './budget.js';
import { builtBundle, pagesOf } from './bundle.js';
import { Scene } from './scene.js';
import { prepare, tour, type Place } from './tour.js';

describe('every page on the phone of somebody whom it concerns', () => {
  let scene: Scene;
  let place: Place;

  beforeAll(async () => {
    scene = await Scene.open(true);
    place = await prepare(scene);
  }, 400_000);
  afterAll(() => scene.close());

  it('is on the tour', () => {
    expect(Object.keys(tour).sort()).toEqual(pagesOf(builtBundle()).sort());
  });

  it.each(Object.keys(tour))(
    '%s',
    async (page) => {
      const [persona, sees, query] = tour[page] as (typeof tour)[string];
      const phone = await scene.launch(persona, `/${page}${query?.(place) ?? ''}`);
      await phone.see(sees);
      expect(phone.route).toBe(page);
      expect(phone.complaints).toEqual([]);
      expect(overBudget(phone.screen)).toEqual([]);
      // This phone speaks no word by itself: what a villager's page reads, it reads in recordings.
      if (page.startsWith('pages/')) expect(phone.screen.text).not.toContain('这台手机念不了');
      phone.kill();
    },
    60_000,
  );

  it('staff begin with their day', async () => {
    const phone = await scene.launch('grid');
    expect(phone.route).toBe('staff/today/index');
  });
});
