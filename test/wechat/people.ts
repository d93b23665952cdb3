import { randomBytes } from 'node:crypto';
import { ok, refuse, type Reply } from './reply.js';

const CODE_LIFE = 5 * 60_000;
const VISIT_LIFE = 2 * 3600_000;
const LOGINS_A_MINUTE = 100;

interface Code {
  readonly openid: string;
  readonly issued: number;
  used: boolean;
}

interface LoginCode extends Code {
  readonly unionid?: string;
}

interface PhoneCode extends Code {
  readonly phone: string;
}

/** Who WeChat knows: login codes, phone codes and the last visit of each openid. */
export class People {
  readonly #logins = new Map<string, LoginCode>();
  readonly #phones = new Map<string, PhoneCode>();
  readonly #visits = new Map<string, number>();
  readonly #blocked = new Set<string>();
  readonly #recent = new Map<string, number[]>();

  constructor(
    private readonly now: () => number,
    private readonly appid: string,
    private readonly secret: string,
  ) {}

  /** A login code; to get one the person has the mini-program open, so it counts as a visit. */
  issueCode(openid: string, unionid?: string): string {
    const code = `0${randomBytes(16).toString('hex').slice(1)}`;
    this.meet(openid);
    this.#logins.set(code, { openid, issued: this.now(), used: false, ...(unionid && { unionid }) });
    return code;
  }

  issuePhoneCode(openid: string, phone: string): string {
    const code = randomBytes(32).toString('hex');
    this.meet(openid);
    this.#phones.set(code, { openid, phone, issued: this.now(), used: false });
    return code;
  }

  meet(openid: string): void {
    this.#visits.set(openid, this.now());
  }

  block(openid: string): void {
    this.#blocked.add(openid);
  }

  knows(openid: unknown): openid is string {
    return typeof openid === 'string' && this.#visits.has(openid);
  }

  visitedLately(openid: string): boolean {
    return this.now() - (this.#visits.get(openid) ?? -Infinity) <= VISIT_LIFE;
  }

  session(query: Record<string, unknown>): Reply {
    if (!query.appid) return refuse(41002);
    if (query.appid !== this.appid) return refuse(40013);
    if (!query.secret) return refuse(41004);
    if (query.secret !== this.secret) return refuse(40125);
    if (query.grant_type !== 'authorization_code') return refuse(40002);
    const code = this.#logins.get(String(query.js_code ?? ''));
    if (!code || this.#stale(code)) return refuse(40029);
    if (code.used) return refuse(40163);
    if (this.#tooOften(code.openid)) return refuse(45011);
    code.used = true;
    if (this.#blocked.has(code.openid)) return refuse(40226);
    const session_key = randomBytes(16).toString('base64');
    return { openid: code.openid, session_key, ...(code.unionid && { unionid: code.unionid }) };
  }

  phone(body: Record<string, unknown>): Reply {
    const code = this.#phones.get(String(body.code ?? ''));
    if (!code || code.used || this.#stale(code)) return refuse(40029);
    if (body.openid !== undefined && body.openid !== code.openid) return refuse(40003);
    code.used = true;
    const watermark = { timestamp: Math.floor(this.now() / 1000), appid: this.appid };
    return ok({
      phone_info: { phoneNumber: code.phone, purePhoneNumber: code.phone, countryCode: '86', watermark },
    });
  }

  #stale(code: Code): boolean {
    return this.now() - code.issued > CODE_LIFE;
  }

  #tooOften(openid: string): boolean {
    const since = this.now() - 60_000;
    const recent = (this.#recent.get(openid) ?? []).filter((at) => at > since);
    this.#recent.set(openid, [...recent, this.now()]);
    return recent.length >= LOGINS_A_MINUTE;
  }
}
