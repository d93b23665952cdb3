import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { AppError } from '../platform/errors.js';
import { Log } from '../platform/logger.js';
import { reactionTo, type Answer } from '../wechat/wechat.answer.js';
import { WeChatClient } from '../wechat/wechat.client.js';
import { cloudRunIdentity } from '../wechat/wechat.identity.js';

const RATE_WINDOW_S = 60;

/** The headers of a request. */
export type Headers = Parameters<typeof cloudRunIdentity>[0];

/** Who WeChat says that somebody is; its refusals become ours. */
@Injectable()
export class WeChatLogin {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'wechat' | 'facts'>,
    @Inject(WeChatClient) private readonly client: WeChatClient,
    @Inject(Log) private readonly log: Log,
  ) {}

  async openidOf(code: string): Promise<string> {
    return this.valueOf(await this.client.codeToSession(code)).openid;
  }

  /** The number that the person chose to show; one of another country keeps its prefix. */
  async phoneOf(code: string, openid: string): Promise<string> {
    const { phone, countryCode } = this.valueOf(await this.client.phoneNumber(code, openid));
    return countryCode === '86' ? phone : `+${countryCode}${phone}`;
  }

  /** Null where the headers are not to be believed. */
  cloudRun(headers: Headers): string | null {
    return cloudRunIdentity(headers, this.config.wechat)?.openid ?? null;
  }

  private valueOf<T>(answer: Answer<T>): T {
    if (answer.kind === 'ok') return answer.value;
    // The code is burnt whatever happened, so the phone fetches a new one and tries again.
    if (answer.kind !== 'refused') throw new AppError('away', { retry: true });
    switch (reactionTo[answer.meaning]) {
      case 'signInAgain':
        throw new AppError('signedOut');
      case 'showContact':
        throw new AppError('notYours', {
          message: `这个微信现在登不上，请打电话：${this.config.facts.dutyPhone}`,
        });
      case 'retryNextMinute':
        throw new AppError('slowDown', { retry: true, retryAfter: RATE_WINDOW_S });
      case 'retrySoon':
        throw new AppError('away', { retry: true });
      default:
        this.log.warn('wechat refuses our login', { code: String(answer.errcode), kind: answer.meaning });
        throw new AppError('away');
    }
  }
}
