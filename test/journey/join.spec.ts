import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Receipt } from '@songtao/shared/api/receipt.js';
import type { Phone } from '../support/phone.js';
import { Stage } from '../support/stage.js';

describe('two reports of one hardship become one case', () => {
  let stage: Stage;
  let grid: Phone;
  let first: Receipt;
  let second: Receipt;

  beforeAll(async () => {
    stage = await Stage.open();
    // Another tile hid from the house that it is the same matter.
    first = await stage.story.report('villager', { kind: 'medical' });
    second = await stage.story.report('villager', { kind: 'family' });
    grid = await stage.as('grid');
  }, 90_000);
  afterAll(() => stage.close());

  it('is found under 更多, with the household’s other case at hand', async () => {
    await grid.goTo(`/staff/case/index?id=${second.id}`);
    await grid.tap('更多');
    await grid.tap('并到另一件事');
    await grid.see('并到哪一件？');
    await grid.see(first.number);
    expect(await grid.words(second.number).count()).toBe(0);
  });

  it('says when nothing is found', async () => {
    await grid.write('编号或名字', '没有这个人');
    await grid.tap('找一下');
    await grid.see('没有在办的，换个名字或编号');
    await grid.write('编号或名字', first.number);
    await grid.tap('找一下');
    await grid.see(first.number);
  });

  it('keeps both where there is no network, and says so', async () => {
    await grid.context.setOffline(true);
    await grid.tap(new RegExp(first.number));
    await grid.see(`${second.number}这一件就关了`);
    await grid.tap('并过去');
    await grid.see('没有网，现在并不了');
    await grid.context.setOffline(false);
    expect((await stage.story.see('grid', second.id)).kind).toBe('open');
  });

  it('joins them after one sentence, and opens the one that goes on', async () => {
    await grid.tap(new RegExp(first.number));
    await grid.tap('并过去');
    await grid.see('办理经过');
    await grid.see('又有人报了同一件事，已并进来');
    expect(grid.address()).toBe(`/staff/case/index?id=${first.id}`);
    expect((await stage.story.see('grid', second.id)).kind).toBe('closed');
  });

  it('is not offered where nothing can be joined', async () => {
    await grid.goTo(`/staff/case/join?id=${second.id}`);
    await grid.see('这一件现在并不了');
  });
});
