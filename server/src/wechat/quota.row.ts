import { At, Flag, Key, Row, Whole } from '../platform/columns.js';

/** How many more cards of one template a person has allowed. */
@Row('wechat_quota')
export class WeChatQuotaRow {
  @Key() person!: string;
  @Key(64) template!: string;
  @Whole() credits!: number;
  /** The person said no, or took it back; the next yes clears it. */
  @Flag() refused!: boolean;
  @At() updatedAt!: string;
}

/** An answer that has been counted: WeChat delivers each event up to three times. */
@Row('wechat_quota_event', { index: [['at']] })
export class WeChatQuotaEventRow {
  @Key(64) id!: string;
  /** One push or one tap answers for several templates. */
  @Key(64) template!: string;
  @At() at!: string;
}
