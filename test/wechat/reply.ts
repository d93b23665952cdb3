import { randomBytes } from 'node:crypto';

/** A reply body of api.weixin.qq.com: HTTP 200 whatever happened, the outcome stands in `errcode`. */
export interface Reply {
  errcode?: number;
  errmsg?: string;
  [key: string]: unknown;
}

/** Texts as seen from the live service; the client must branch on the number, never on these. */
const texts: Record<number, string> = {
  [-1]: 'system error',
  40001:
    'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40004: 'invalid media type',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code,',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used,',
  40164: 'invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist',
  40226: 'code blocked',
  40256: 'employee relation not bound',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  42001: 'access_token expired',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  43104: 'no permission',
  43107: 'template is banned',
  43108: 'concurrent send to the same user',
  44002: 'empty post data',
  44991: 'minute quota reached',
  45009: 'reach max api daily quota limit, could get access_token by getStableAccessToken',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45168: 'template data contains sensitive words',
  47001: 'data format error',
  48001: 'api unauthorized',
  50001: 'user unsubscribed',
  61010: 'code is expired',
};

const rid = (): string => [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-');

export const ok = (more: Record<string, unknown> = {}): Reply => ({ errcode: 0, errmsg: 'ok', ...more });

export const refuse = (errcode: number, text = texts[errcode] ?? 'error'): Reply => ({
  errcode,
  errmsg: `${text} rid: ${rid()}`,
});
