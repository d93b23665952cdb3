import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { QuotaStore } from './quota.store.js';
import { TokenStore } from './token.store.js';
import { WeChatClient, type WeChatAccount } from './wechat.client.js';
import { WeChatPush } from './wechat.push.js';
import { WeChatTokens } from './wechat.token.js';

/** Longer than WeChat usually takes, short enough for a person who waits for the login. */
const TIMEOUT_MS = 3_000;

// WeChat's seconds are real ones, also in a demo whose day is moved on.
const realTime = (): Date => new Date();

function accountOf({ wechat, production }: Config): WeChatAccount {
  const { appId: appid, secret, baseUrl } = wechat;
  return { appid, secret, baseUrl, timeoutMs: TIMEOUT_MS, build: production ? 'formal' : 'trial' };
}

@Module({
  providers: [
    QuotaStore,
    TokenStore,
    {
      provide: WeChatTokens,
      inject: [CONFIG, TokenStore],
      useFactory: (config: Config, store: TokenStore) => new WeChatTokens(accountOf(config), store, realTime),
    },
    {
      provide: WeChatClient,
      inject: [CONFIG, WeChatTokens],
      useFactory: (config: Config, tokens: WeChatTokens) => new WeChatClient(accountOf(config), tokens),
    },
    {
      provide: WeChatPush,
      inject: [CONFIG],
      useFactory: ({ wechat: { appId: appid, push } }: Config) =>
        new WeChatPush({ appid, token: push.token, aesKey: push.key }, realTime),
    },
  ],
  exports: [QuotaStore, WeChatClient, WeChatPush],
})
export class WeChatModule {}
