import { readFileSync } from 'node:fs';
import type { Persona } from '@songtao/shared/api/session.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Story } from '../api/story.js';
import { plantedTown } from '../support/planted.js';
import { Town } from '../support/town.js';
import { startWeChatStub, type WeChatStub } from '../wechat/stub.js';
import { builtBundle } from './bundle.js';
import { WeChatPhone } from './phone.js';
import type { Device } from './wx.js';

const account = { appid: 'wxdemo0000000000000', secret: 'demo-secret' };
const [[, embedded]] = specDatabases as [(typeof specDatabases)[number]];
const bundle = builtBundle();
const speech = new URL('../../server/assets/demo/report.mp3', import.meta.url);
const SPEECH_MS = 15_000;

/** The bundle on the phones of a town, before the real server and somebody who stands in for WeChat. */
export class Scene {
  private constructor(
    readonly town: Town,
    readonly story: Story,
    private readonly weChat: WeChatStub,
  ) {}

  private readonly devices = new Map<Persona, Device>();
  private readonly phones: WeChatPhone[] = [];

  /** A town of people and households; `planted`, all that the demo holds. */
  static async open(planted = false): Promise<Scene> {
    const weChat = await startWeChatStub({ ...account, templates: [] });
    const env = { WECHAT_APPID: account.appid, WECHAT_SECRET: account.secret, WECHAT_BASE_URL: weChat.url };
    const town = await (planted ? plantedTown({ env }) : Town.open(embedded, { env }));
    return new Scene(town, new Story(town), weChat);
  }

  /** Somebody opens the mini-program on their own phone; signed in by WeChat alone. */
  launch(persona: Persona, url = '/pages/home/index'): Promise<WeChatPhone> {
    const phone = new WeChatPhone(bundle, this.deviceOf(persona));
    this.phones.push(phone);
    return phone.launch(url);
  }

  async close(): Promise<void> {
    for (const phone of this.phones) phone.kill();
    await this.town.close();
    await this.weChat.close();
  }

  /** The phone of that person; what lies on it outlives the mini-program. */
  deviceOf(persona: Persona): Device {
    const known = this.devices.get(persona);
    if (known) return known;
    const device: Device = {
      storage: new Map(),
      files: new Map(),
      writes: () => true,
      room: { storage: 10_000_000, files: 200_000_000 },
      heard: [],
      server: this.town.url,
      login: () => this.weChat.issueCode(`demo-${persona}`),
      tape: { bytes: new Uint8Array(readFileSync(speech)), duration: SPEECH_MS },
    };
    this.devices.set(persona, device);
    return device;
  }
}
