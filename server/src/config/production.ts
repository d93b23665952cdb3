import { developmentKeys } from './keys.js';

type Env = Readonly<Record<string, string | undefined>>;

const missing = '没有填 (missing)';

const required = [
  'FIELD_KEYS',
  'INDEX_KEY',
  'LINK_KEY',
  'WECHAT_APPID',
  'WECHAT_SECRET',
  'OWNER',
  'FILING',
  'DUTY_PHONE',
] as const;

const secret = ['FIELD_KEYS', 'INDEX_KEY', 'LINK_KEY'] as const;

const shortMessages = ['SMS_SECRET_ID', 'SMS_SECRET_KEY', 'SMS_APP_ID', 'SMS_SIGN', 'SMS_TEMPLATES'] as const;

const isDevelopment = (env: Env, name: (typeof secret)[number]): boolean =>
  (env[name] ?? '').includes(developmentKeys[name].split(':').at(-1) ?? '');

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

/** Short messages are set up whole or not at all: half of it would be found out at night, with somebody in danger. */
export function halfSet(env: Env): [name: string, words: string][] {
  const left = shortMessages.filter((name) => !env[name]);
  const isBegun = left.length < shortMessages.length;
  return isBegun ? left.map((name) => [name, '短信只填了一半 (short messages are half set up)']) : [];
}

/** What a production server must not start with, by variable. */
export function productionFaults(env: Env): [name: string, words: string][] {
  const faults: [string, string][] = required.filter((name) => !env[name]).map((name) => [name, missing]);
  for (const name of secret) {
    if (isDevelopment(env, name)) faults.push([name, '是源码里的公开密钥 (the public key of the source)']);
  }
  if (env.INDEX_KEY && env.INDEX_KEY === env.LINK_KEY)
    faults.push(['LINK_KEY', '不能和 INDEX_KEY 相同 (same as INDEX_KEY)']);
  if (env.DEMO === '1') faults.push(['DEMO', '正式环境不能开演示登录和演示时钟 (demo login and clock)']);
  if (env.SECOND_FACTOR === '0') {
    faults.push(['SECOND_FACTOR', '正式环境必须有动态口令 (staff without a second factor)']);
  }
  if (env.FILES_URL && !env.FILES_URL.startsWith('https:')) {
    faults.push(['FILES_URL', '正式环境只走 https (photos in the clear)']);
  }
  if (env.WECHAT_BASE_URL && hostOf(env.WECHAT_BASE_URL) !== 'api.weixin.qq.com') {
    faults.push(['WECHAT_BASE_URL', '正式环境只能是 api.weixin.qq.com (a stand-in for WeChat)']);
  }
  if (env.SMS_BASE_URL && hostOf(env.SMS_BASE_URL) !== 'sms.tencentcloudapi.com') {
    faults.push(['SMS_BASE_URL', '正式环境只能是 sms.tencentcloudapi.com (a stand-in for short messages)']);
  }
  return faults;
}
