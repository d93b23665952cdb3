import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

describe('a villager says "我有难处", and somebody comes', () => {
  let stage: Stage;
  let villager: Phone;
  let grid: Phone;
  let number = '';

  beforeAll(async () => {
    stage = await Stage.open();
  }, 90_000);
  afterAll(() => stage.close());

  it('asks once what may be kept', async () => {
    villager = await stage.as('villager');
    await villager.see('王秀英，您好');
    await villager.tap(/^我要求助/);
    await villager.tap('同意，往下说');
    await villager.see('遇到什么难处？');
  });

  it('is told in three taps and one recording', async () => {
    villager.did.taps = 0;
    await villager.tap('看病花钱多');
    await villager.hold('按住说话', 2);
    await villager.see('说得对吗？');
    await villager.tap('对，下一步');
    await villager.see('我家（王秀英）');
    await villager.tap('发出去');
    await villager.see('收到了');
    expect(villager.did).toEqual({ taps: 3, recordings: 1 });
  });

  it('gives a number, a person with a phone, and a date', async () => {
    await villager.see(/李建国.*会联系您/);
    await villager.see('到日子没人联系，镇里来找您。');
    const words = await villager.text();
    number = /1123 \d{3}/.exec(words)?.[0] ?? '';
    expect(number).not.toBe('');
    expect(words).toContain('11月24日 周二前');
    expect(words).toMatch(/1\d{2} \d{4} \d{4}/);
  });

  it('stands on the day of the grid worker, who opens it', async () => {
    grid = await stage.as('grid');
    await grid.tap(/王秀英/);
    await grid.see(number);
    await grid.see('等您办');
  });

  it('tells the villager who saw it, and who took it on', async () => {
    await villager.tap('看进度');
    await villager.see(/李建国.*看到了/);
    await grid.tap('接下这件事');
    await grid.see('请您定怎么办，11月25日 周三前');
    await villager.reload();
    await villager.see(/李建国.*接下/);
  });

  it('complains about nothing', () => {
    expect(stage.complaints()).toEqual([]);
  });
});
