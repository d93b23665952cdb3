import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage } from '../support/stage.js';
import { Tour } from '../support/tour.js';

const planted = `
  <div role="button" style="width: 20px; height: 20px"></div>
  <div style="width: 600px">undefined</div>
  <div style="width: 80px; overflow: hidden; white-space: nowrap">这句话看不到头</div>
  <div style="width: 80px; overflow: hidden; text-overflow: ellipsis">短</div>
  <div style="height: 20px; overflow: hidden">上面一行<br />下面一行</div>
  <div style="width: 80px; white-space: nowrap">这句话比格子长</div>
  <div style="background: #fff; color: #999">看不清</div>
  <div style="font-size: 11px">小字</div>
  <div role="button" aria-label="左" style="height: 50px; margin-bottom: 2px">左</div>
  <div role="button" aria-label="右" style="height: 50px">右</div>
  <div role="button" class="st-row" style="font-size: 15px">一行</div>`;

const found = [
  '20 x 20 px',
  'px wide',
  'aria-command-name',
  'says undefined',
  '「这句话看不到头」 is cut',
  '「短」 is shortened',
  '「下面一行」 is cut',
  '「这句话比格子长」 sticks out',
  '「看不清」 contrast 2.8',
  '「小字」 11 px letters',
  '左 and 右 are too close',
  '一行: 15 px letters',
  'planted',
];

describe('whoever looks at the pages', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  }, 90_000);
  afterAll(() => stage.close());

  it('finds what is planted', async () => {
    const phone = await stage.window();
    await phone.see('您来试试，当谁？');
    await phone.page.evaluate((html) => {
      document.querySelector('.st-root')?.insertAdjacentHTML('beforeend', html);
      console.error('planted');
    }, planted);
    const tour = new Tour(phone, new Set());
    await tour.look();
    const faults = tour.stops.flatMap((stop) => stop.faults);
    for (const words of found) expect(faults).toContainEqual(expect.stringContaining(words));
  });
});
