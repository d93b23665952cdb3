import * as z from 'zod';
import { exchange } from '../platform/exchange.js';

/** What a refusal by WeChat means to us. */
export type Meaning =
  | 'badCode'
  | 'badField'
  | 'badInput'
  | 'badOpenid'
  | 'badTemplate'
  | 'banned'
  | 'blockedPerson'
  | 'busy'
  | 'config'
  | 'noVisit'
  | 'notBound'
  | 'notSubscribed'
  | 'quotaSpent'
  | 'rateLimited'
  | 'sensitive'
  | 'tokenExpired'
  | 'unknown';

/**
 * What came of a call. `away`: nothing was applied, try again. `unknownOutcome`: the effect may have
 * happened, so a send must not simply be repeated.
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly errcode: number;
      readonly meaning: Meaning;
      /** The template field that WeChat named. */
      readonly field?: string;
    }
  | { readonly kind: 'unknownOutcome' }
  | { readonly kind: 'away' };

const meanings: Record<number, Meaning> = {
  [-1]: 'busy',
  40001: 'tokenExpired',
  40002: 'config',
  40003: 'badOpenid',
  40013: 'config',
  40014: 'tokenExpired',
  40029: 'badCode',
  40037: 'badTemplate',
  40097: 'badInput',
  40125: 'config',
  40129: 'badInput',
  40163: 'badCode',
  40164: 'config',
  40226: 'blockedPerson',
  40243: 'config',
  40256: 'notBound',
  40257: 'badOpenid',
  41001: 'config',
  41002: 'config',
  41004: 'config',
  41030: 'badTemplate',
  42001: 'tokenExpired',
  43002: 'badInput',
  43101: 'notSubscribed',
  43104: 'config',
  43107: 'banned',
  43108: 'busy',
  44002: 'badInput',
  44991: 'rateLimited',
  45009: 'quotaSpent',
  45011: 'rateLimited',
  45168: 'sensitive',
  47001: 'badInput',
  47003: 'badField',
  48001: 'config',
  50001: 'notSubscribed',
  50004: 'config',
  50007: 'config',
  61004: 'config',
  61010: 'noVisit',
  89503: 'config',
  89506: 'config',
  89507: 'config',
};

/** What whoever sent the message should do about a refusal. */
type Reaction =
  'alarm' | 'nextChannel' | 'retryNextMinute' | 'retrySoon' | 'retryTomorrow' | 'signInAgain' | 'showContact';

/** One reaction for every meaning, so that no refusal is dropped in silence. */
export const reactionTo: Readonly<Record<Meaning, Reaction>> = {
  badCode: 'signInAgain',
  badField: 'alarm',
  badInput: 'alarm',
  badOpenid: 'nextChannel',
  badTemplate: 'alarm',
  banned: 'alarm',
  blockedPerson: 'showContact',
  busy: 'retrySoon',
  config: 'alarm',
  noVisit: 'nextChannel',
  notBound: 'nextChannel',
  notSubscribed: 'nextChannel',
  quotaSpent: 'retryTomorrow',
  rateLimited: 'retryNextMinute',
  sensitive: 'alarm',
  // It has been renewed and tried again already.
  tokenExpired: 'retrySoon',
  unknown: 'alarm',
};

/** Where WeChat is and how long we wait for it. */
export interface WeChatHost {
  readonly baseUrl: string;
  readonly timeoutMs: number;
}

/** One call to one path; `query` may hold a secret and is never logged. */
interface WeChatCall<S extends z.ZodType> {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Absent: a GET. */
  readonly body?: unknown;
  readonly reply: S;
}

const outcome = z.looseObject({
  errcode: z.coerce.number().default(0),
  errmsg: z.coerce.string().default(''),
});

/** Calls WeChat and reads the outcome from the body: the status is 200 whatever happened. */
export async function ask<S extends z.ZodType>(
  host: WeChatHost,
  call: WeChatCall<S>,
): Promise<Answer<z.output<S>>> {
  const url = new URL(call.path, host.baseUrl);
  for (const [key, value] of Object.entries(call.query)) url.searchParams.set(key, value);
  const leaving = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
  const got = await exchange(url, leaving, host.timeoutMs);
  if (got.kind !== 'reply') return got;
  const body = parse(got.text);
  const result = outcome.safeParse(body);
  if (!result.success) return { kind: 'unknownOutcome' };
  if (result.data.errcode !== 0) return refusal(result.data.errcode, result.data.errmsg);
  const reply = call.reply.safeParse(body);
  return reply.success ? { kind: 'ok', value: reply.data } : { kind: 'unknownOutcome' };
}

function refusal(errcode: number, errmsg: string): Answer<never> {
  const meaning = meanings[errcode] ?? 'unknown';
  const field = meaning === 'badField' ? /data\.([a-z_]+\d*)/u.exec(errmsg)?.[1] : undefined;
  return { kind: 'refused', errcode, meaning, ...(field && { field }) };
}

/** Undefined for a body that is no JSON: cut off on the way, or a page of some gateway. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
