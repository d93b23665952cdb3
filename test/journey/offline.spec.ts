import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

describe('nothing that was said is lost', () => {
  let stage: Stage;
  let villager: Phone;

  beforeAll(async () => {
    stage = await Stage.open();
    const client = await stage.story.as('villager');
    await client.consent();
    villager = await stage.as('villager');
  }, 90_000);
  afterAll(() => stage.close());

  const mine = async () =>
    (await (await stage.story.as('villager')).call(caseApi.list, { worklist: 'mine' })).items;

  async function speak(): Promise<void> {
    await villager.hold('按住说话', 2);
    await villager.tap('对，下一步');
    await villager.tap('发出去');
  }

  it('is kept on the phone while there is no network, and says so', async () => {
    await villager.tap(/^我要求助/);
    await villager.tap('没水喝');
    await villager.see('按住说话');
    await villager.rest();
    await villager.context.setOffline(true);
    await speak();
    await villager.see('存好了');
    await villager.see('不会丢，下次打开接着发');
    await villager.tap('看待发送');
    await villager.see('没有网');
    expect(await mine()).toHaveLength(0);
  });

  it('goes out once the network is back, and has a number', async () => {
    await villager.context.setOffline(false);
    await villager.see('都发完了');
    await villager.see(/编号 1123 \d{3}/);
    expect(await mine()).toHaveLength(1);
  });

  it('is one report even where the answer was lost', async () => {
    let lost = 0;
    await villager.page.route('**/api/cases', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await villager.goTo('/pages/home/index');
    await villager.tap(/^我要求助/);
    await villager.tap('没活干没收入');
    await speak();
    await villager.see('收到了');
    expect(lost).toBe(1);
    expect(await mine()).toHaveLength(2);
  });

  it('complains about nothing but the network', () => {
    expect(
      stage.complaints().filter((words) => !/ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET)/.test(words)),
    ).toEqual([]);
  });
});
