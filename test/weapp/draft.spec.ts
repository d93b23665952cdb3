import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consentText, sessionApi } from '@songtao/shared/api/session.js';
import { newId } from '../../server/src/platform/ids.js';
import type { WeChatPhone } from './phone.js';
import { Scene } from './scene.js';
import type { Device } from './wx.js';

const words = '老伴住院一个多月。';
const MOST_WRITES = 4;
const MOST_WAITS = 500;

interface Step {
  readonly page: string;
  readonly add: (phone: WeChatPhone) => Promise<void>;
  /** How that page shows that it has it. */
  readonly shows: RegExp;
  /** How it shows after the app was opened again, and where. */
  readonly has: RegExp;
  readonly look: string;
}

/** What somebody adds to a report. */
const steps: readonly (readonly [what: string, step: Step])[] = [
  [
    'written words',
    {
      page: 'type',
      add: (phone) => phone.write('您的难处', words),
      shows: /写一写您的难处/,
      has: new RegExp(words),
      look: 'check',
    },
  ],
  [
    'a recording',
    {
      page: 'talk',
      add: (phone) => phone.hold('按住说话'),
      shows: /说得对吗？/,
      has: /说得对吗？/,
      look: 'talk',
    },
  ],
  [
    'a photo',
    {
      page: 'detail',
      add: (phone) => phone.tap('拍一张'),
      shows: /再拍一张/,
      has: /照片 ?1张/,
      look: 'check',
    },
  ],
];

describe('a report that is being made survives whenever the app is killed', () => {
  let scene: Scene;
  let device: Device;

  beforeAll(async () => {
    scene = await Scene.open();
    const client = await scene.story.as('villager');
    await client.call(sessionApi.consent, { requestId: newId(), version: consentText.version, given: true });
    device = scene.deviceOf('villager');
    // Signed in once, as on every day but the first.
    (await scene.launch('villager')).kill();
  }, 90_000);
  afterAll(() => scene.close());

  /** Adds it on a phone that dies at the n-th write; answers what the phone has when it is opened again. */
  async function dying(n: number, { page, add, shows, has, look }: Step) {
    const [storage, files] = [new Map(device.storage), new Map(device.files)];
    const phone = await scene.launch('villager', `/pages/report/${page}`);
    let left = n;
    device.writes = () => {
      left -= 1;
      if (left === 0) phone.kill();
      return left > 0;
    };
    await add(phone);
    for (let waits = 0; left > 0 && !shows.test(phone.screen.text) && waits < MOST_WAITS; waits += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    phone.kill();
    device.writes = () => true;
    const again = await scene.launch('villager', `/pages/report/${look}`);
    const kept = has.test(again.screen.text);
    const { complaints } = again;
    again.kill();
    for (const [now, before] of [[device.storage, storage] as const, [device.files, files] as const]) {
      now.clear();
      for (const [key, value] of before) (now as Map<string, unknown>).set(key, value);
    }
    return { kept, died: left <= 0, complaints };
  }

  it.each(steps)(
    'with %s',
    async (_, step) => {
      const seen = { died: 0, kept: 0 };
      for (let n = 1; n <= MOST_WRITES; n += 1) {
        const { kept, died, complaints } = await dying(n, step);
        expect({ n, complaints }).toEqual({ n, complaints: [] });
        // Whoever lives to the end has it; whoever dies has it or has not, and nothing is broken.
        if (!died) expect({ n, kept }).toEqual({ n, kept: true });
        seen.died += Number(died);
        seen.kept += Number(kept);
      }
      expect(seen.died).toBeGreaterThan(0);
      expect(seen.kept).toBeGreaterThan(0);
    },
    120_000,
  );
});
