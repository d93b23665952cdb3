import * as z from 'zod';
import { InTurn } from '../platform/in-turn.js';
import { ask, type Answer, type WeChatHost } from './wechat.answer.js';
import type { WeChatTokens } from './wechat.token.js';
import type { TemplateData } from './fields.js';

/** Our account. */
export interface WeChatAccount extends WeChatHost {
  readonly appid: string;
  readonly secret: string;
  /** Which build a tapped card opens; testers of the trial build get no card meant for `formal`. */
  readonly build: 'formal' | 'trial' | 'developer';
}

/** A card for one person; its words come from `composeCard`. */
export interface Card {
  readonly openid: string;
  readonly templateId: string;
  readonly page: string;
  readonly data: TemplateData;
}

/** Where a checked text was written, in WeChat's numbers. */
const scene = { profile: 1, comment: 2, forum: 3, log: 4 } as const;

interface TextToCheck {
  readonly openid: string;
  readonly scene: keyof typeof scene;
  /** Without ID and bank numbers: whoever calls masks them first. At most 2500 characters are read. */
  readonly content: string;
}

/** A photo or a recording that WeChat fetches; it may take half an hour. */
interface MediaToCheck extends Pick<TextToCheck, 'openid' | 'scene'> {
  readonly kind: 'photo' | 'voice';
  readonly url: string;
}

const mediaType = { voice: 1, photo: 2 } as const;

const session = z.object({ openid: z.string().min(1), unionid: z.string().min(1).optional() });
const phone = z.object({
  phone_info: z.object({
    purePhoneNumber: z.coerce.string().min(1),
    countryCode: z.coerce.string(),
    watermark: z.object({ appid: z.string() }),
  }),
});
const sent = z.object({ msgid: z.coerce.string().optional() });
const ordered = z.object({ trace_id: z.string().min(1) });
const verdict = z.object({
  trace_id: z.string(),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.coerce.number() }),
});

/** Calls to api.weixin.qq.com; every outcome is a value. Keeps no session_key and logs nothing itself. */
export class WeChatClient {
  readonly #sends = new InTurn();

  constructor(
    private readonly account: WeChatAccount,
    private readonly tokens: WeChatTokens,
  ) {}

  /** Never retried here: the code is burnt, the phone must fetch a new one. */
  codeToSession(code: string): Promise<Answer<z.output<typeof session>>> {
    const { appid, secret } = this.account;
    const query = { appid, secret, js_code: code, grant_type: 'authorization_code' };
    return ask(this.account, { path: '/sns/jscode2session', query, reply: session });
  }

  /** The number that the person chose to show. It is a way to reach them, no proof of who they are. */
  async phoneNumber(code: string, openid: string): Promise<Answer<{ phone: string; countryCode: string }>> {
    const answer = await this.#post('/wxa/business/getuserphonenumber', { code, openid }, phone);
    if (answer.kind !== 'ok') return answer;
    const { purePhoneNumber, countryCode, watermark } = answer.value.phone_info;
    if (watermark.appid !== this.account.appid) return { kind: 'refused', errcode: 40013, meaning: 'config' };
    return { kind: 'ok', value: { phone: purePhoneNumber, countryCode } };
  }

  sendSubscribe({ openid, templateId, page, data }: Card): Promise<Answer<{ msgid?: string | undefined }>> {
    const body = {
      touser: openid,
      template_id: templateId,
      page,
      miniprogram_state: this.account.build,
      lang: 'zh_CN',
      data,
    };
    // WeChat refuses a second send to a person while the first is under way (43108).
    return this.#sends.run(openid, () => this.#post('/cgi-bin/message/subscribe/send', body, sent));
  }

  /** A card to bound staff; it arrives in 小程序助手. WeChat wants `data` as a string. */
  sendEmployeeRelation({
    openid,
    templateId,
    page,
    data,
  }: Card): Promise<Answer<{ msgid?: string | undefined }>> {
    const body = { touser: openid, template_id: templateId, page, data: JSON.stringify({ data }) };
    return this.#sends.run(openid, () =>
      this.#post('/cgi-bin/message/wxopen/employeerelationmsg/send', body, sent),
    );
  }

  /** A risky text comes back as an `ok` answer. It blocks public display only: a plea is never dropped for it. */
  async checkText({ openid, scene: where, content }: TextToCheck): Promise<Answer<TextVerdict>> {
    const body = { version: 2, openid, scene: scene[where], content: [...content].slice(0, 2500).join('') };
    const answer = await this.#post('/wxa/msg_sec_check', body, verdict);
    // The same number that elsewhere means a missing permission says here that the openid is not ours.
    if (answer.kind === 'refused' && answer.errcode === 43104) return { ...answer, meaning: 'badOpenid' };
    if (answer.kind !== 'ok') return answer;
    const { trace_id: traceId, result } = answer.value;
    return { kind: 'ok', value: { suggest: result.suggest, label: result.label, traceId } };
  }

  /** Only orders the check: what WeChat thinks comes by push, under the same trace. */
  async checkMedia({ openid, scene: where, kind, url }: MediaToCheck): Promise<Answer<{ traceId: string }>> {
    const body = { version: 2, openid, scene: scene[where], media_type: mediaType[kind], media_url: url };
    const answer = await this.#post('/wxa/media_check_async', body, ordered);
    if (answer.kind !== 'ok') return answer;
    return { kind: 'ok', value: { traceId: answer.value.trace_id } };
  }

  async #post<S extends z.ZodType>(path: string, body: unknown, reply: S): Promise<Answer<z.output<S>>> {
    const held = await this.tokens.current();
    if (held.kind !== 'ok') return held;
    const call = { path, body, reply };
    const answer = await ask(this.account, { ...call, query: { access_token: held.value.token } });
    if (answer.kind !== 'refused' || answer.meaning !== 'tokenExpired') return answer;
    await this.tokens.drop(held.value.version);
    const fresh = await this.tokens.current();
    return fresh.kind === 'ok'
      ? ask(this.account, { ...call, query: { access_token: fresh.value.token } })
      : fresh;
  }
}

interface TextVerdict {
  readonly suggest: 'pass' | 'review' | 'risky';
  readonly label: number;
  readonly traceId: string;
}
