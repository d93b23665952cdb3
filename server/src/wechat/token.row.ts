import { Big, Key, Row, Short, Whole } from '../platform/columns.js';

/** The access token of our account, one row for all replicas. Times are milliseconds: WeChat counts real seconds, also where the demo's day is moved. */
@Row('wechat_token')
export class WeChatTokenRow {
  @Key(32) appid!: string;
  @Short(1024) token!: string;
  @Big() expiresAt!: string;
  @Whole() version!: number;
  /** Until then one replica is fetching the next token. */
  @Big() leasedUntil!: string;
}
