import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

describe('a neighbour speaks about a list of names, and the village does not know who', () => {
  let stage: Stage;
  let neighbour: Phone;
  let heads: string[];

  beforeAll(async () => {
    stage = await Stage.open();
    const homes = stage.story.ordinary().slice(13, 15);
    heads = homes.map(({ head }) => head);
    const cases: string[] = [];
    for (const home of homes) cases.push(await stage.story.posting(home));
    await stage.story.director.post(cases);
    neighbour = await stage.as('neighbour');
  }, 90_000);
  afterAll(() => stage.close());

  it('reads names, groups and a general class, and nothing else', async () => {
    await neighbour.tap(/^村里贴出来的名单/);
    for (const head of heads) await neighbour.see(head);
    await neighbour.see('这里不写身份证、电话和病情。');
    expect(await neighbour.text()).not.toMatch(/看病|住院|两万/);
  });

  it('says what is wrong, with the voice, to the town', async () => {
    await neighbour.tap('我觉得不对，我来说');
    await neighbour.tap('有一户不合适');
    await neighbour.tap(new RegExp(`^${heads[0]}`));
    await neighbour.hold('按住，说给镇里听', 2);
    await neighbour.see('重新说');
    await neighbour.tap('交给镇里');
    await neighbour.see('镇里收到了');
    await neighbour.see('村里不知道是您说的。');
    expect(await neighbour.text()).toMatch(/1123 \d{3}/);
    await neighbour.tap('好，知道了');
    await neighbour.see(/您说过了/);
  });

  it('does not exist for the village', async () => {
    const secretary = await stage.as('secretary');
    await secretary.tap('全部');
    await secretary.see(heads[0] ?? '');
    expect(await secretary.text()).not.toMatch(/公示意见|赵桂芳/);
  });

  it('is answered by the town, and one name comes off', async () => {
    const town = await stage.as('town');
    await town.tap(/^查公示意见/);
    await town.tap('回话');
    await town.tap('意见成立，名字撤下');
    await town.write('怎么回话', '查过了，这一户先撤下，再去看。');
    await town.tap('回话');
    await town.see(/陈玉兰.*回：查过了/);
    const villager = await stage.as('villager');
    await villager.tap(/^村里贴出来的名单/);
    await villager.see('准备帮这1户');
    expect(await villager.text()).not.toContain(heads[0]);
  });

  it('reaches the neighbour in the words of the town', async () => {
    await neighbour.goTo('/pages/messages/index');
    await neighbour.tap(/查过了，这一户先撤下，再去看。/);
    await neighbour.see('回您话');
  });

  it('complains about nothing', () => {
    expect(stage.complaints()).toEqual([]);
  });
});
