import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

export interface PushSecrets {
  readonly appid: string;
  readonly token: string;
  /** The 43 characters of the console's EncodingAESKey; empty, like the token, where no push is set up. */
  readonly aesKey: string;
}

/** Something that a person did with our cards, or that became of one. `id` is the same for every delivery of it. */
export type CardEvent = { readonly id: string; readonly openid: string; readonly templateId: string } & (
  | { readonly kind: 'answered'; readonly answer: 'accept' | 'reject' }
  | { readonly kind: 'turnedOff' }
  | { readonly kind: 'sent'; readonly msgid: string; readonly errcode: number }
);

/** What WeChat thinks of a photo or a recording; null where it could not fetch it. `id` is the trace under which the check was ordered. */
interface CheckedEvent {
  readonly kind: 'checked';
  readonly id: string;
  readonly suggest: 'pass' | 'review' | 'risky' | null;
}

export type WeChatEvent = CardEvent | CheckedEvent;

/** Older than this is a replay: WeChat repeats an unanswered push within seconds. */
const FRESH_SECONDS = 600;

const address = z.looseObject({
  signature: z.string(),
  timestamp: z.string(),
  nonce: z.string(),
  echostr: z.string(),
});
const sealedAddress = z.looseObject({ msg_signature: z.string(), timestamp: z.string(), nonce: z.string() });
const sealed = z.looseObject({ Encrypt: z.string().min(1) });

/** Messages that WeChat pushes to us: safe mode, JSON. */
export class WeChatPush {
  constructor(
    private readonly secrets: PushSecrets,
    private readonly now: () => Date,
  ) {}

  /** The text to echo when the console checks the address, or null. */
  verifyAddress(query: unknown): string | null {
    const asked = address.safeParse(query);
    if (!asked.success || !this.#ready) return null;
    const { signature, timestamp, nonce, echostr } = asked.data;
    return same(signature, this.#sign(timestamp, nonce)) ? echostr : null;
  }

  /** The events of one push, or null when it is not WeChat's, not for us, or old. Answer at once, act later. */
  open(query: unknown, body: unknown): WeChatEvent[] | null {
    const asked = sealedAddress.safeParse(query);
    const letter = sealed.safeParse(body);
    if (!asked.success || !letter.success || !this.#ready) return null;
    const { msg_signature: signature, timestamp, nonce } = asked.data;
    if (!same(signature, this.#sign(timestamp, nonce, letter.data.Encrypt))) return null;
    const age = this.now().getTime() / 1000 - Number(timestamp);
    if (!(Math.abs(age) <= FRESH_SECONDS)) return null;
    const message = this.#decrypt(letter.data.Encrypt);
    return message === null ? null : readEvents(message);
  }

  /** With an empty token anybody could sign. */
  get #ready(): boolean {
    return this.secrets.token !== '' && this.secrets.aesKey.length === 43;
  }

  #sign(...parts: string[]): string {
    return createHash('sha1')
      .update([this.secrets.token, ...parts].toSorted().join(''))
      .digest('hex');
  }

  /** Layout: 16 random bytes, the length in 4, the message, our appid; padded to 32 and not to AES's 16. */
  #decrypt(encrypted: string): unknown {
    const key = Buffer.from(`${this.secrets.aesKey}=`, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
      const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
      const full = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
      const end = 20 + full.readUInt32BE(16);
      if (full.subarray(end).toString() !== this.secrets.appid) return null;
      return JSON.parse(full.subarray(20, end).toString()) as unknown;
    } catch {
      return null;
    }
  }
}

function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** WeChat sends one entry bare and several as an array. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item), item.transform((one) => [one])]) as z.ZodType<z.output<T>[]>;

const envelope = { FromUserName: z.string().min(1), CreateTime: z.coerce.string() };
const subscribed = z.looseObject({ TemplateId: z.string(), SubscribeStatusString: z.string() });
const delivery = z.looseObject({
  TemplateId: z.string(),
  MsgID: z.coerce.string(),
  ErrorCode: z.coerce.number(),
});

const pushed = z.discriminatedUnion('Event', [
  z.looseObject({
    Event: z.literal('wxa_media_check'),
    trace_id: z.string().min(1),
    errcode: z.coerce.number(),
    result: z.looseObject({ suggest: z.enum(['pass', 'review', 'risky']) }).optional(),
  }),
  z.looseObject({ ...envelope, Event: z.literal('subscribe_msg_popup_event'), List: listOf(subscribed) }),
  z.looseObject({ ...envelope, Event: z.literal('subscribe_msg_change_event'), List: listOf(subscribed) }),
  z.looseObject({ ...envelope, Event: z.literal('subscribe_msg_sent_event'), List: listOf(delivery) }),
]);

/** The events in a decrypted message; empty for kinds that we have no use for. */
export function readEvents(message: unknown): WeChatEvent[] {
  const read = pushed.safeParse(message);
  if (!read.success) return [];
  const { data } = read;
  if (data.Event === 'wxa_media_check') {
    const suggest = data.errcode === 0 ? (data.result?.suggest ?? null) : null;
    return [{ kind: 'checked', id: data.trace_id, suggest }];
  }
  const base = (templateId: string, more = '') => ({
    id: createHash('sha256')
      .update([data.FromUserName, data.CreateTime, data.Event, templateId, more].join('\n'))
      .digest('hex'),
    openid: data.FromUserName,
    templateId,
  });
  if (data.Event === 'subscribe_msg_sent_event') {
    return data.List.map(({ TemplateId, MsgID, ErrorCode }) => ({
      ...base(TemplateId, MsgID),
      kind: 'sent',
      msgid: MsgID,
      errcode: ErrorCode,
    }));
  }
  if (data.Event === 'subscribe_msg_popup_event') {
    return data.List.map(({ TemplateId, SubscribeStatusString: answer }) => ({
      ...base(TemplateId),
      kind: 'answered',
      // Also acceptWithAudio and acceptWithAlert.
      answer: answer.startsWith('accept') ? 'accept' : 'reject',
    }));
  }
  return data.List.filter(({ SubscribeStatusString }) => SubscribeStatusString === 'reject').map(
    ({ TemplateId }) => ({
      ...base(TemplateId),
      kind: 'turnedOff',
    }),
  );
}
