import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

describe('a villager does not agree with a no', () => {
  let stage: Stage;
  let villager: Phone;

  beforeAll(async () => {
    stage = await Stage.open();
    const { director } = stage.story;
    const { id } = await stage.story.report();
    await director.act(id, await director.holder(id), 'accept');
    await director.act(id, await director.holder(id), 'identify');
    await director.check(id);
    const compared = await director.somebody('countyOfficer', '', [await stage.town.idOf('county')]);
    await director.act(id, compared ?? '', 'compare', { result: 'clear' });
    await director.deliberate(id, false);
    await director.refuse(id);
    villager = await stage.as('villager');
  }, 90_000);
  afterAll(() => stage.close());

  it('reads the reason, the rule and the other door', async () => {
    await villager.tap(/^我的进度/);
    await villager.tap(/看病花钱多/);
    await villager.see(/这次没有批/);
    await villager.see(/原因：报销以后，家里的钱还够开支。/);
    await villager.see(/依据：示例/);
    await villager.see('申请临时救助');
  });

  it('says why, out of sight of the village', async () => {
    await villager.tap('说说为什么不服');
    await villager.see('村里看不到');
    await villager.tap('我来打字');
    await villager.write('说说怎么回事', '药费还在花，钱不够。');
    await villager.tap('发出去');
    await villager.see('收到了');
    expect(await villager.text()).toMatch(/1123 \d{3}/);
    const village = await stage.as('village');
    await village.tap('全部');
    await village.see('王秀英家');
    expect(await village.text()).not.toContain('不服');
  });

  it('is heard one level above whoever decided, who opens it again', async () => {
    const county = await stage.as('county');
    await county.tap(/^查一件反映/);
    await county.tap('回话');
    await county.tap('反映得对，重新办');
    await county.write('怎么回话', '您说得对，这件事重新办。');
    await county.tap('回话');
    await county.see(/许文军.*回/);
  });

  it('tells the villager, whose case goes on', async () => {
    await villager.goTo('/pages/cases/index');
    await villager.tap(/^不服这个结果/);
    await villager.see(/您说得对，这件事重新办/);
    await villager.back();
    await villager.tap(/^看病花钱多/);
    await villager.see('正在办');
  });

  it('complains about nothing', () => {
    expect(stage.complaints()).toEqual([]);
  });
});
