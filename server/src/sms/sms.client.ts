import * as z from 'zod';
import type { Config } from '../config/config.js';
import { exchange } from '../platform/exchange.js';
import { authorization } from './sms.sign.js';
import type { ShortMessage } from './sms.templates.js';

type Account = NonNullable<Config['sms']>;

/** What came of it. `unknownOutcome`: it may have gone out, and a second one would be paid and read twice. */
export type SmsAnswer =
  | { readonly kind: 'ok' }
  /** The number, or this person's patience, is spent: another way is taken. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'limited'; readonly code: string }
  /** Our account, signature or template: somebody of the office must look. */
  | { readonly kind: 'config'; readonly code: string }
  | { readonly kind: 'unknownOutcome' }
  | { readonly kind: 'away' };

const reply = z.object({
  Response: z.union([
    z.object({ Error: z.object({ Code: z.string() }) }),
    z.object({ SendStatusSet: z.array(z.object({ Code: z.string() })).min(1) }),
  ]),
});

const contentType = 'application/json; charset=utf-8';
const TIMEOUT_MS = 5_000;

/** Sends short messages through Tencent Cloud (SendSms, 2021-01-11); every outcome is a value. Logs nothing, and keeps no number. */
export class SmsClient {
  constructor(
    private readonly account: Account | null,
    private readonly now: () => Date,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** Where it is false no rung of short messages stands. */
  get isSetUp(): boolean {
    return this.account !== null;
  }

  /** One message to one number; `context` comes back with the provider's receipts and names nobody. */
  async send(
    phone: string,
    message: ShortMessage,
    { count, context }: { count: number; context: string },
  ): Promise<SmsAnswer> {
    const { account } = this;
    const template = account?.templates[message];
    if (!account || template === undefined) return { kind: 'config', code: 'no template' };
    const payload = JSON.stringify({
      PhoneNumberSet: [`+86${phone}`],
      SmsSdkAppId: account.appId,
      SignName: account.sign,
      TemplateId: template,
      TemplateParamSet: [String(count)],
      SessionContext: context,
    });
    const url = new URL(account.baseUrl);
    const headers = this.headers(account, url, payload);
    const got = await exchange(url, { body: payload, headers }, this.timeoutMs);
    return got.kind === 'reply' ? read(got.text) : got;
  }

  private headers(account: Account, { host }: URL, payload: string): Record<string, string> {
    const timestamp = Math.floor(this.now().getTime() / 1000);
    return {
      'content-type': contentType,
      'x-tc-action': 'SendSms',
      'x-tc-version': '2021-01-11',
      'x-tc-region': account.region,
      'x-tc-timestamp': String(timestamp),
      authorization: authorization(account, { service: 'sms', host, contentType, payload, timestamp }),
    };
  }
}

function read(text: string): SmsAnswer {
  const parsed = reply.safeParse(parse(text));
  if (!parsed.success) return { kind: 'unknownOutcome' };
  const { Response: response } = parsed.data;
  const code = 'Error' in response ? response.Error.Code : (response.SendStatusSet[0]?.Code ?? '');
  return meaningOf(code);
}

/** By the families of the provider's codes, so that one it adds tomorrow is not dropped in silence. */
function meaningOf(code: string): SmsAnswer {
  if (code === 'Ok') return { kind: 'ok' };
  if (code.startsWith('LimitExceeded')) return { kind: 'limited', code };
  if (/^(FailedOperation\.PhoneNumberInBlacklist|InvalidParameterValue\.IncorrectPhoneNumber)/.test(code))
    return { kind: 'refused', code };
  if (code.startsWith('RequestLimitExceeded')) return { kind: 'away' };
  // Something broke in there, before it was sent or after: nobody can tell.
  if (code.startsWith('InternalError')) return { kind: 'unknownOutcome' };
  return { kind: 'config', code };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
