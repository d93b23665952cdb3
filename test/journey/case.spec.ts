import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Persona } from '@songtao/shared/api/session.js';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

describe('a hardship goes to its end in the hands of eight people', () => {
  let stage: Stage;
  let chooser: Phone;

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.story.report();
    chooser = await stage.window();
  }, 90_000);
  afterAll(() => stage.close());

  /** Opens the household's case where somebody else of the same office holds its task. */
  async function lookUp(persona: Persona): Promise<Phone> {
    const phone = await stage.as(persona);
    await phone.goTo('/staff/today/index');
    await phone.tap('在办的求助');
    await phone.tap(/王秀英/);
    await phone.see('办理经过');
    return phone;
  }

  /** Opens the household's task in 今天. */
  async function atWork(persona: Persona, task: RegExp): Promise<Phone> {
    const phone = await stage.as(persona);
    await phone.goTo('/staff/today/index');
    await phone.tap(task);
    await phone.see('办理经过');
    return phone;
  }

  async function arrive(phone: Phone): Promise<void> {
    await phone.tap('我到了，点一下');
    await phone.see('哪天去的');
    await phone.tap('今天');
    await phone.tap('我到了，点一下');
  }

  async function nextDay(until: string): Promise<void> {
    while (!(await chooser.text()).includes(`今天 ${until}`)) {
      const before = await chooser.words(/^今天 /).innerText();
      await chooser.tap('往后一天');
      await chooser.gone(before);
    }
  }

  it('is taken on and called back by the grid worker', async () => {
    const grid = await atWork('grid', /接下新求助.*王秀英/);
    await grid.tap('接下这件事');
    await grid.tap('更多');
    await grid.tap('记一次联系');
    await grid.tap('打电话，说上了');
    await grid.tap('记一次联系');
    await grid.see(/联系上了/);
    await grid.tap('开始入户核实');
    await grid.see(/请您入户核实/);
  });

  it('is agreed to by the household, on its own phone', async () => {
    await nextDay('11月24日 周二');
    const villager = await stage.as('villager');
    await villager.tap(/^我的进度/);
    await villager.tap('看一看，再同意');
    await villager.tap('听过了，或看过了，明白了');
    await villager.tap('都可以查');
    await villager.sign();
    await villager.see('名字写好了');
    await villager.tap('我同意');
    await villager.see(/同意/);
  });

  it('is looked at by two people at the door, each on a phone of their own', async () => {
    const stationed = await lookUp('stationed');
    await arrive(stationed);
    await stationed.see(/周文芳.*到了/);
    const grid = await atWork('grid', /入户核实.*王秀英/);
    await arrive(grid);
    await grid.see(/李建国.*到了/);
    await grid.tap('记入户核实');
    await grid.tapEach('没变');
    await grid.tap('有困难');
    await grid.tap('因病');
    await grid.sign();
    await grid.tap('记入户核实');
    await grid.see(/李建国.*记了入户核实/);
  });

  it('is compared by the county', async () => {
    const county = await atWork('county', /信息比对.*王秀英/);
    await county.tap('记比对结果');
    await county.tap('没有要说明的');
    await county.tap('记比对结果');
    await county.see(/许文军.*比对/);
  });

  it('is spoken about at a meeting without the kin, with a quorum', async () => {
    await nextDay('11月25日 周三');
    const village = await atWork('village', /开会评议.*王秀英/);
    await village.tap('记评议');
    await village.see('谁到了');
    for (const name of await village.page.getByRole('checkbox').filter({ visible: true }).all())
      await name.click();
    await village.see('够了');
    await village.write('几点', '8:30');
    await village.tapUntil('同意，多一个', '票数对得上');
    await village.photograph('拍一张');
    await village.write('记一句理由', '家里确实困难，大家都同意帮');
    await village.tap('记评议');
    await village.see(/何志刚.*记了评议/);
  });

  it('hangs in the village for five full days', async () => {
    const secretary = await stage.as('secretary');
    await secretary.tap('等着贴公示');
    await secretary.see('查过了，可以贴');
    await secretary.tap('贴出去');
    await secretary.see(/12月1日/);
    await nextDay('12月1日 周二');
  });

  it('is reviewed by the town and decided by the county, each after reading', async () => {
    const town = await atWork('town', /镇里审核.*王秀英/);
    await town.tap('看材料');
    await town.tap('看过了');
    await town.tap('审核通过');
    await town.tap('审核通过');
    await town.see(/陈玉兰.*审核/);
    const county = await lookUp('county');
    await county.tap('看材料');
    await county.tap('看过了');
    await county.tap('同意纳入');
    await county.tap('突发严重困难户');
    await county.tap('同意纳入');
    await county.see(/许文军.*同意|许文军.*定/);
  });

  it('is helped by the village, and the help is written down', async () => {
    const secretary = await lookUp('secretary');
    await secretary.tap('贴公告，开始帮');
    await secretary.see(/贴了公告|开始帮/);
    await secretary.tap('更多');
    await secretary.tap('记一笔帮扶');
    await secretary.write('帮了什么', '临时救助');
    await secretary.write('谁给的', '镇民政办');
    await secretary.tap('今天');
    await secretary.write('多少钱', '3000');
    await secretary.tap('记一笔帮扶');
    await secretary.see('临时救助 3000元');
    await secretary.tap('帮完了，问一声');
    await secretary.see(/刘正兴.*问/);
  });

  it('is done when the villager says so', async () => {
    const villager = await stage.as('villager');
    await villager.goTo('/pages/home/index');
    await villager.tap(/^我的进度/);
    await villager.see('这件事办好了吗？');
    await villager.see('临时救助 3000元');
    await villager.tap('办好了');
    await villager.see('记下了，谢谢您');
  });

  it('complains about nothing', () => {
    expect(stage.complaints()).toEqual([]);
  });
});
