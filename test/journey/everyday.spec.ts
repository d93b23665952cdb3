import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

describe('the small things of every day, from the phones of two people', () => {
  let stage: Stage;
  let villager: Phone;
  let grid: Phone;

  beforeAll(async () => {
    stage = await Stage.open();
    villager = await stage.as('villager');
    grid = await stage.as('grid');
    await villager.tap(/^我要求助/);
    await villager.tap('同意，往下说');
  }, 90_000);
  afterAll(() => stage.close());

  describe('rubbish at the bridge', () => {
    it('is photographed and sent; what is not said is not asked twice', async () => {
      await villager.tap(/^随手拍/);
      await villager.see('看到什么？');
      await villager.tap('垃圾没人收');
      await villager.photograph('拍一张');
      await villager.tap('下一步');
      await villager.tap('没有，跳过');
      await villager.write(/在哪里/, '村口桥边');
      await villager.tap('下一步');
      await villager.see('看看对不对');
      expect(await villager.text()).toMatch(/垃圾没人收[^]*1张[^]*村口桥边[^]*只给办这件事的人看/);
      await villager.tap('发出去');
      await villager.see('收到了');
      await villager.see(/李建国/);
    });

    it('stands on the day of the grid worker with its photo, and is mended', async () => {
      await grid.reload();
      await grid.tap(/接下随手拍/);
      await grid.see('垃圾没人收');
      await grid.tap('接下这件事');
      await grid.tap('办了，问一声');
      await grid.tap('办好了');
      await grid.write(/怎么办的/, '今天清走了');
      await grid.photograph('拍一张');
      await grid.tap('办了，问一声');
      // Done once it can no longer be done: the words of the last step stand there before.
      await grid.gone('办了，问一声');
    });

    it('is shown to whoever said it, who says 办好了', async () => {
      await villager.tap('看进度');
      await villager.see('今天清走了');
      await villager.see('这件事办好了吗？');
      await villager.tap('办好了');
      await villager.see('记下了，谢谢您');
    });
  });

  describe('a certificate for somebody who cannot come', () => {
    it('is asked for with a day and half of it', async () => {
      await villager.goTo('/pages/report/what');
      await villager.tap(/^请人上门办事/);
      await villager.tap('养老金认证');
      await villager.tap('后天');
      await villager.tap('上午');
      await villager.tap('下一步');
      await villager.tap('没有，跳过');
      await villager.see('11月25日 周三');
      await villager.tap('发出去');
      await villager.see('收到了');
      await villager.tap('看进度');
    });

    it('is promised for that day: both read it, and what to lay ready', async () => {
      await grid.goTo('/staff/today/index');
      await grid.tap(/约上门的时间/);
      await grid.tap('就这个时间去');
      await grid.see(/上门办事，11月25日 周三前/);
      await villager.reload();
      await villager.see(/约好了：11月25日 周三上午，李建国/);
      await villager.see('身份证');
    });
  });

  it('complains about nothing', () => expect(stage.complaints()).toEqual([]));
});
