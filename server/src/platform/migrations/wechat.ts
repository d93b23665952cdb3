import { at, big, flag, key, migration, short, table, whole } from '../schema.js';

/** The access token shared by all replicas, and how many cards each person has allowed. */
export const wechatTables = migration(1795400500000, 'WeChatTables', [
  table('wechat_token', {
    appid: key(32),
    token: short(1024),
    expires_at: big(),
    version: whole(),
    leased_until: big(),
  }),
  table('wechat_quota', {
    person: key(),
    template: key(64),
    credits: whole(),
    refused: flag(),
    updated_at: at(),
  }),
  table('wechat_quota_event', { id: key(64), template: key(64), at: at() }, { index: [['at']] }),
]);
