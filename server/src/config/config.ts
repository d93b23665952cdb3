import { join } from 'node:path';
import * as z from 'zod';
import { bucket } from './bucket.js';
import { developmentKeys, fieldKeys, secretKey } from './keys.js';
import { halfSet, productionFaults } from './production.js';

const flag = z
  .enum(['0', '1'], '写 0 或 1 (0 or 1)')
  .default('0')
  .transform((value) => value === '1');

const between = (min: number, max: number) => {
  const words = `写 ${min} 到 ${max} 的整数 (a whole number of that range)`;
  return z.coerce.number(words).int(words).min(min, words).max(max, words);
};

const whole = (min: number, max: number, otherwise: number) => between(min, max).default(otherwise);

const named = z.string().transform((text, ctx): Readonly<Record<string, string>> => {
  const parts = text.split(',').map((part) => /^\s*([a-zA-Z][\w.-]*)\s*:\s*(\S+)\s*$/.exec(part));
  if (parts.every((part) => part !== null))
    return Object.fromEntries(parts.map((part) => [part[1], part[2]]));
  ctx.addIssue({ code: 'custom', message: '写法是 名称:模板编号,名称:模板编号 (name:id,name:id)' });
  return z.NEVER;
});

const variables = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().optional(),
  PORT: whole(0, 65_535, 8080),
  TRUST_PROXY: whole(0, 5, 0),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: '写法是 https://主机 (https://host)' }).optional(),
  STOP_NOTICE_SECONDS: between(0, 60).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  DATABASE_URL: z
    .url({ protocol: /^(mysql|mariadb)$/, error: '写法是 mysql://用户:密码@主机:3306/库名' })
    .optional(),
  DATABASE_POOL: whole(2, 200, 10),
  DATA_DIR: z.string().default('.data'),
  FILES_DIR: z.string().optional(),
  FILES_URL: bucket.optional(),
  H5_DIR: z.string().optional(),
  DEMO: flag,
  FIELD_KEYS: fieldKeys.prefault(developmentKeys.FIELD_KEYS),
  INDEX_KEY: secretKey.prefault(developmentKeys.INDEX_KEY),
  LINK_KEY: secretKey.prefault(developmentKeys.LINK_KEY),
  SESSION_VILLAGER_IDLE_DAYS: whole(1, 90, 30),
  SESSION_VILLAGER_DAYS: whole(1, 365, 90),
  SESSION_STAFF_IDLE_MINUTES: whole(5, 1_440, 30),
  SESSION_STAFF_HOURS: whole(1, 72, 12),
  SESSION_BROWSER_IDLE_MINUTES: whole(5, 240, 20),
  SESSION_BROWSER_HOURS: whole(1, 12, 4),
  SECOND_FACTOR: z.enum(['0', '1'], '写 0 或 1 (0 or 1)').optional(),
  STEP_UP_MINUTES: whole(5, 720, 240),
  LIMIT_CALLER_PER_MINUTE: whole(10, 100_000, 300),
  LIMIT_ADDRESS_PER_MINUTE: whole(10, 1_000_000, 6_000),
  WECHAT_APPID: z.string().default(''),
  WECHAT_SECRET: z.string().default(''),
  WECHAT_BASE_URL: z.url().default('https://api.weixin.qq.com'),
  WECHAT_PUSH_TOKEN: z.string().default(''),
  WECHAT_PUSH_KEY: z.string().default(''),
  WECHAT_TEMPLATES: named.default({}),
  WX_TRUST_HEADERS: flag,
  SMS_SECRET_ID: z.string().default(''),
  SMS_SECRET_KEY: z.string().default(''),
  SMS_APP_ID: z.string().default(''),
  SMS_SIGN: z.string().default(''),
  SMS_TEMPLATES: named.default({}),
  SMS_REGION: z.string().default('ap-guangzhou'),
  SMS_BASE_URL: z.url().default('https://sms.tencentcloudapi.com'),
  OWNER: z.string().default('松涛镇人民政府'),
  FILING: z.string().default(''),
  DUTY_PHONE: z
    .string()
    .regex(/^[\d-]{3,20}$/, '写电话号码 (a phone number)')
    .default('12345'),
});

type Variables = z.output<typeof variables>;

const hostOf = ({ HOST, NODE_ENV }: Variables): string =>
  HOST ?? (NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1');

const smsOf = (env: Variables) => ({
  secretId: env.SMS_SECRET_ID,
  secretKey: env.SMS_SECRET_KEY,
  appId: env.SMS_APP_ID,
  sign: env.SMS_SIGN,
  templates: env.SMS_TEMPLATES,
  region: env.SMS_REGION,
  baseUrl: env.SMS_BASE_URL,
});

function nested(env: Variables) {
  return {
    production: env.NODE_ENV === 'production',
    /** Tests hold every answer against its contract. */
    checkAnswers: env.NODE_ENV === 'test',
    demo: env.DEMO,
    logLevel: env.LOG_LEVEL,
    http: {
      host: hostOf(env),
      port: env.PORT,
      proxies: env.TRUST_PROXY,
      h5Dir: env.H5_DIR ?? null,
      publicUrl: env.PUBLIC_URL ?? null,
      /** Whoever sends calls here looks at /api/ready every few seconds and should have seen it before the door closes. */
      noticeMs: 1_000 * (env.STOP_NOTICE_SECONDS ?? (env.NODE_ENV === 'production' ? 3 : 0)),
    },
    database: { url: env.DATABASE_URL ?? null, pool: env.DATABASE_POOL, dataDir: env.DATA_DIR },
    files: { dir: env.FILES_DIR ?? join(env.DATA_DIR, 'files'), bucket: env.FILES_URL ?? null },
    keys: { fields: env.FIELD_KEYS, index: env.INDEX_KEY, link: env.LINK_KEY },
    sessions: {
      villager: {
        idleMinutes: env.SESSION_VILLAGER_IDLE_DAYS * 1_440,
        minutes: env.SESSION_VILLAGER_DAYS * 1_440,
      },
      staff: { idleMinutes: env.SESSION_STAFF_IDLE_MINUTES, minutes: env.SESSION_STAFF_HOURS * 60 },
      browser: { idleMinutes: env.SESSION_BROWSER_IDLE_MINUTES, minutes: env.SESSION_BROWSER_HOURS * 60 },
    },
    stepUp: {
      /** A developer and a stranger who tries the demo have no authenticator; they may set one up all the same. */
      demanded: env.SECOND_FACTOR === undefined ? env.NODE_ENV === 'production' : env.SECOND_FACTOR === '1',
      minutes: env.STEP_UP_MINUTES,
    },
    limits: { callerPerMinute: env.LIMIT_CALLER_PER_MINUTE, addressPerMinute: env.LIMIT_ADDRESS_PER_MINUTE },
    wechat: {
      appId: env.WECHAT_APPID,
      secret: env.WECHAT_SECRET,
      baseUrl: env.WECHAT_BASE_URL,
      push: { token: env.WECHAT_PUSH_TOKEN, key: env.WECHAT_PUSH_KEY },
      templates: env.WECHAT_TEMPLATES,
      trustHeaders: env.WX_TRUST_HEADERS,
    },
    /** Null where the place sends no short messages. */
    sms: env.SMS_SECRET_ID === '' ? null : smsOf(env),
    facts: { owner: env.OWNER, filing: env.FILING, dutyPhone: env.DUTY_PHONE },
  };
}

/** The whole configuration; also the token by which it is injected. */
export type Config = ReturnType<typeof nested>;
export const CONFIG = Symbol('Config');

/** Says in one message every variable that is wrong; never a value, for some are secrets. */
export class ConfigError extends Error {
  constructor(faults: ReadonlyMap<string, string>) {
    const lines = [...faults].map(([name, words]) => `  ${name}: ${words}`);
    super(`环境变量有误，改好再启动 (bad environment variables):\n${lines.join('\n')}`);
  }
}

/** Reads the configuration from the environment, the only place that does. An empty variable counts as unset. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(given);
  const faults = new Map([
    ...halfSet(given),
    ...(given.NODE_ENV === 'production' ? productionFaults(given) : []),
  ]);
  for (const issue of parsed.error?.issues ?? []) faults.set(String(issue.path[0]), issue.message);
  if (!parsed.success || faults.size > 0) throw new ConfigError(faults);
  return nested(parsed.data);
}
