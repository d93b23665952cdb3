import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

describe('a villager hears of a policy and asks whether it is for the family', () => {
  let stage: Stage;
  let villager: Phone;

  beforeAll(async () => {
    stage = await Stage.open('notices');
    villager = await stage.as('villager');
  }, 90_000);
  afterAll(() => stage.close());

  it('finds it by a picture', async () => {
    await villager.tap(/^看政策/);
    await villager.tap('看病');
    await villager.tap(/看病花钱多，再帮您报/);
    await villager.see('申请不收钱。');
  });

  it('hears it', async () => {
    await villager.tap(/^念给我听，普通话/);
    await villager.see('正在念');
    await villager.tap('停下');
    await villager.see(/普通话，\d+秒/);
  });

  it('answers questions that stay on the phone, one a page', async () => {
    await villager.tap('我能享受吗？');
    await villager.see('第1题，共3题');
    await villager.tap('住过');
    await villager.see('第2题，共3题');
    await villager.tap('有');
    await villager.see('答的话只在这手机上，不传出去');
    await villager.tap('5000元以上');
    await villager.see('您家多半可以');
    await villager.see('这是先看看，最后由区里定。');
  });

  it('may change an answer, and is told why it may not fit', async () => {
    await villager.tap(/报销后，自己花了多少？/);
    await villager.tap('不到5000元');
    await villager.see('这项可能不合适您家');
    await villager.tap(/报销后，自己花了多少？/);
    await villager.tap('5000元以上');
  });

  it('applies with one tap, and gets a number', async () => {
    await villager.tap('帮我申请');
    await villager.see('收到了');
    expect(await villager.text()).toMatch(/1123 \d{3}/);
  });

  it('complains about nothing', () => {
    expect(stage.complaints()).toEqual([]);
  });
});
