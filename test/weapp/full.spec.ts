import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import type { WeChatPhone } from './phone.js';
import { Scene } from './scene.js';
import type { Device } from './wx.js';

const words = '老伴住院一个多月，钱不够。';
const typing = '/pages/report/type';

describe('a phone that is full', () => {
  let scene: Scene;
  let device: Device;
  let phone: WeChatPhone;

  beforeAll(async () => {
    scene = await Scene.open();
    phone = await scene.launch('villager');
    device = scene.deviceOf('villager');
    await phone.tap(/^我要求助/);
    await phone.tap('同意，往下说');
    await phone.tap('看病花钱多');
    await phone.see('说说您的难处');
  }, 90_000);
  afterAll(() => scene.close());

  const fill = (): void => {
    device.room.storage = [...device.storage.values()].reduce<number>(
      (sum, text) => sum + String(text).length,
      0,
    );
  };
  const relaunch = async (url: string): Promise<void> => {
    phone.kill();
    phone = await scene.launch('villager', url);
  };

  it('says so while everything still goes in', async () => {
    await relaunch(typing);
    fill();
    await phone.write('您的难处', words);
    await phone.see('手机快满了');
    await relaunch('/pages/report/check');
    await phone.see(words);
  });

  it('says so where something no longer did, and loses nothing of what it has', async () => {
    await relaunch(typing);
    fill();
    await phone.write('您的难处', `${words}还借了钱。`);
    await phone.see('手机满了，刚才的没存住');
    await relaunch('/pages/report/check');
    await phone.see(words);
    expect(phone.screen.text).not.toContain('还借了钱');
  });

  it('gives up the phrases that it can fetch again for what somebody says', async () => {
    device.room.storage = 10_000_000;
    await relaunch('/pages/report/talk');
    await phone.tap('念给我听');
    const phrases = (): string[] => [...device.files.keys()].filter((path) => path.includes('/voice/'));
    expect(phrases()).not.toEqual([]);
    device.room.files = device.tape.bytes.length;
    await phone.hold('按住说话');
    await phone.see('说得对吗？');
    expect(phrases()).toEqual([]);
  });

  it('sends the report out of the room that it had put aside', async () => {
    await relaunch('/pages/report/check');
    fill();
    await phone.tap('发出去');
    await phone.see('收到了');
    const client = await scene.story.as('villager');
    const [report] = (await client.call(caseApi.list, { limit: 20 })).items;
    const { story } = await scene.story.see('villager', report?.id ?? '');
    expect(story).toMatchObject({ words, voice: [{ kind: 'voice' }] });
  });
});
