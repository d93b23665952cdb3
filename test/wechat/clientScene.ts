import { cardPage, composeCard, consoleTemplates } from '../../server/src/wechat/templates.js';
import { TokenStore } from '../../server/src/wechat/token.store.js';
import { WeChatClient, type Card } from '../../server/src/wechat/wechat.client.js';
import { WeChatTokens } from '../../server/src/wechat/wechat.token.js';
import { startWeChatStub, type WeChatStub } from './stub.js';
import type { TestDatabase } from './databases.js';

export const appid = 'wx0123456789abcdef';
export const secret = 's'.repeat(32);
export const tokenRoute = '/cgi-bin/stable_token';
export const sendRoute = '/cgi-bin/message/subscribe/send';
export const loginRoute = '/sns/jscode2session';
export const timeoutMs = 1_000;

export const card = (openid: string, templateId = 'villager'): Card => ({
  openid,
  templateId,
  page: cardPage('pages/messages/index'),
  data: composeCard('newMessage', { count: 1, at: new Date('2026-11-23T07:01:00Z') }),
});

/** Our client before the stub, on one database, with a clock that the test moves. */
export class ClientScene {
  time = new Date('2026-11-23T07:00:00Z').getTime();
  stub!: WeChatStub;
  client!: WeChatClient;
  readonly tokens: TokenStore;

  private constructor(private readonly held: TestDatabase) {
    this.tokens = new TokenStore(held.database);
  }

  static async open(held: TestDatabase): Promise<ClientScene> {
    const scene = new ClientScene(held);
    scene.stub = await startWeChatStub({
      appid,
      secret,
      now: () => new Date(scene.time),
      templates: [
        { id: 'villager', ...consoleTemplates.villager },
        { id: 'staff', ...consoleTemplates.staff },
      ],
    });
    scene.client = scene.replica();
    return scene;
  }

  async close(): Promise<void> {
    await this.stub.close();
    await this.held.close();
  }

  /** A process of its own: the replicas share the database and nothing else. */
  replica(baseUrl = this.stub.url): WeChatClient {
    const account = { appid, secret, baseUrl, timeoutMs, build: 'trial' } as const;
    return new WeChatClient(account, new WeChatTokens(account, this.tokens, () => new Date(this.time)));
  }

  calls(route: string): number {
    return this.stub.received().filter((call) => call.route === route).length;
  }
}
