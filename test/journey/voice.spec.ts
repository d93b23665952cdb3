import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

const phrases = ['打电话', '急病打120', '火灾打119', '报警打110', '别的事', '打给村里', '或者镇里值班'];

describe('a browser without a Chinese voice reads a page in recorded phrases', () => {
  let stage: Stage;
  let villager: Phone;
  const fetched: string[] = [];

  beforeAll(async () => {
    stage = await Stage.open();
    villager = await stage.as('villager');
    villager.page.on('request', (request) => {
      if (request.url().includes('/api/voice/')) fetched.push(request.url());
    });
    await villager.goTo('/pages/phones/index');
  }, 90_000);
  afterAll(() => stage.close());

  const listen = async (): Promise<void> => {
    await villager.tap('念给我听');
    await villager.see('停下');
    await villager.see('念给我听');
  };

  it('fetched from the server', async () => {
    await listen();
    expect(new Set(fetched).size).toBe(phrases.length);
  });

  it('and without a network, for they were kept', async () => {
    await villager.context.setOffline(true);
    await listen();
    expect(fetched).toHaveLength(phrases.length);
    await villager.context.setOffline(false);
  });

  it('complains about nothing', () => {
    expect(stage.complaints()).toEqual([]);
  });
});
