import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

const BUDGET = 200 * 1024;

/** The scripts that a browser asked for until home knew whose it is, as they came over the line: what follows is fetched ahead. */
async function firstScripts(phone: Phone): Promise<number> {
  await phone.reload();
  await phone.see('看政策');
  return phone.page.evaluate(() => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const known = files.find(({ name }) => name.endsWith('/api/me'))?.responseEnd ?? Infinity;
    return files
      .filter(({ name, startTime }) => name.endsWith('.js') && startTime < known)
      .reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0);
  });
}

describe('the first page on a slow line', () => {
  let stage: Stage;
  let phone: Phone;
  beforeAll(async () => {
    stage = await Stage.open();
    phone = await stage.as('villager');
  }, 90_000);
  afterAll(() => stage.close());

  it('comes with at most 200 KB of scripts', async () => {
    const bytes = await firstScripts(phone);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(BUDGET);
  });

  it('is weighed as it comes: sent whole, the same scripts are too heavy', async () => {
    await phone.page.route('**/*.js', async (route) => {
      const whole = await route.fetch({ headers: { 'accept-encoding': 'identity' } });
      await route.fulfill({ response: whole });
    });
    expect(await firstScripts(phone)).toBeGreaterThan(BUDGET);
    // What is fetched ahead may still be on its way.
    await phone.page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});
