import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import type { WeChatPhone } from './phone.js';
import { Scene } from './scene.js';

const words = '老伴住院一个多月，钱不够。';

describe('a report from the mini-program', () => {
  let scene: Scene;
  let phone: WeChatPhone;

  beforeAll(async () => {
    scene = await Scene.open();
    phone = await scene.launch('villager');
  }, 90_000);
  afterAll(() => scene.close());

  const reports = async () =>
    (await (await scene.story.as('villager')).call(caseApi.list, { limit: 20 })).items;

  it('begins with what may be kept', async () => {
    await phone.tap(/^我要求助/);
    await phone.tap('同意，往下说');
    await phone.tap('看病花钱多');
    await phone.see('说说您的难处');
  });

  it('is written, and spoken, too', async () => {
    await phone.tap('我来打字');
    await phone.write('您的难处', words);
    await phone.tap('返回');
    await phone.hold('按住说话');
    await phone.see('说得对吗？');
    await phone.tap('对，下一步');
    await phone.see('我家（王秀英）');
  });

  it('is not lost when WeChat is closed, and goes out when it is opened again', async () => {
    phone.kill();
    phone = await scene.launch('villager', '/pages/report/check');
    await phone.see(words);
    expect(await reports()).toEqual([]);
    await phone.tap('发出去');
    await phone.see('收到了');
  });

  it('lies on the server with what was said', async () => {
    const [report] = await reports();
    await phone.see(report?.number ?? 'no report');
    const { story } = await scene.story.see('villager', report?.id ?? '');
    expect(story).toMatchObject({ kind: 'medical', words, voice: [{ kind: 'voice' }] });
  });

  it('stands on the day of the grid worker', async () => {
    const grid = await scene.launch('grid');
    await grid.tap(/王秀英/);
    await grid.see(words);
    expect(grid.complaints).toEqual([]);
  });

  it('complains about nothing', () => {
    expect(phone.complaints).toEqual([]);
  });
});
