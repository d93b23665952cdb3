import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { CONFIG, readConfig } from '../../server/src/config/config.js';
import { Database } from '../../server/src/platform/database.js';
import { QuotaStore } from '../../server/src/wechat/quota.store.js';
import { WeChatClient } from '../../server/src/wechat/wechat.client.js';
import { WeChatModule } from '../../server/src/wechat/wechat.module.js';
import { WeChatPush } from '../../server/src/wechat/wechat.push.js';
import { appid, card, secret } from './clientScene.js';
import { databases } from './databases.js';
import { startWeChatStub } from './stub.js';

describe.each(databases)('the WeChat module on %s', (_name, open) => {
  it('talks to the address of the configuration, as the build that is tried out', async () => {
    const held = await open();
    const stub = await startWeChatStub({
      appid,
      secret,
      templates: [
        { id: 'villager', title: '消息提醒', kind: 'oneTime', fields: { thing1: '内容', time2: '时间' } },
      ],
    });
    const config = readConfig({ WECHAT_APPID: appid, WECHAT_SECRET: secret, WECHAT_BASE_URL: stub.url });
    const given = [
      { provide: CONFIG, useValue: config },
      { provide: Database, useValue: held.database },
    ];
    const ground = { module: class Ground {}, global: true, providers: given, exports: given };
    const module = await Test.createTestingModule({ imports: [ground, WeChatModule] }).compile();
    stub.credit('oA', 'villager', 1);
    expect(await module.get(WeChatClient).sendSubscribe(card('oA'))).toMatchObject({ kind: 'ok' });
    expect(stub.received().at(-1)?.body).toMatchObject({ miniprogram_state: 'trial' });
    expect(module.get(WeChatPush).verifyAddress({})).toBeNull();
    expect(await module.get(QuotaStore).getQuota({ person: 'p', template: 't' })).toMatchObject({
      credits: 0,
    });
    await stub.close();
    await held.close();
  });
});
