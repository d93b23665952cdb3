import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clipName } from '@songtao/shared/voice/cut.js';
import { USER_DATA_PATH } from './files.js';
import { Scene } from './scene.js';

const nowhere = 'http://127.0.0.1:9';
const words = '打电话，急病打一二零，火灾打一一九，报警打一一零，别的事，打给村里，或者镇里值班';
const said = words.split('，').map((phrase) => `${USER_DATA_PATH}/voice/${clipName(phrase)}.mp3`);

describe('a phone that cannot speak reads a page in recorded phrases', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  }, 90_000);
  afterAll(() => scene.close());

  it('fetched from the server, and kept', async () => {
    const phone = await scene.launch('villager', '/pages/phones/index');
    await phone.tap('念给我听');
    expect(scene.deviceOf('villager').heard).toEqual(said);
    expect(phone.complaints).toEqual([]);
    phone.kill();
  });

  it('again without a network, also after WeChat was closed', async () => {
    const device = scene.deviceOf('villager');
    device.server = nowhere;
    const phone = await scene.launch('villager', '/pages/phones/index');
    await phone.tap('念给我听');
    expect(device.heard).toEqual([...said, ...said]);
    phone.kill();
  });

  it('and says so where it never had the sound', async () => {
    const phone = await scene.launch('villager', '/pages/policies/index');
    await phone.tap('念给我听');
    await phone.see('没网，念不了');
    expect(scene.deviceOf('villager').heard).toHaveLength(2 * said.length);
  });

  it('from a server that lets it be kept for ever, and has nothing else there', async () => {
    const at = (name: string): Promise<Response> => fetch(`${scene.town.url}/api/voice/${name}`);
    const found = await at(`${clipName('收到了')}.mp3`);
    expect(found.headers.get('content-type')).toBe('audio/mpeg');
    expect(found.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const name of ['00000000.mp3', '', '..%2f..%2fpackage.json']) {
      const missing = await at(name);
      expect([name, missing.status]).toEqual([name, 404]);
      expect(missing.headers.get('cache-control') ?? '').not.toContain('immutable');
    }
  });
});
