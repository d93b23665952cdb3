import { randomBytes } from 'node:crypto';
import { refuse, type Reply } from './reply.js';

const MINUTE = 60_000;
const LIFE = 7200_000;
const OVERLAP = 5 * MINUTE;
const DAY = 24 * 60 * MINUTE;

interface Token {
  readonly value: string;
  expires: number;
  /** Set when a newer one killed it before its time. */
  replaced?: true;
}

/** Access tokens: the stable space and the plain one, which do not touch each other. */
export class Tokens {
  readonly #known = new Map<string, Token>();
  #stable: Token | null = null;
  #plain: Token | null = null;
  #forced: number[] = [];

  constructor(
    private readonly now: () => number,
    private readonly appid: string,
    private readonly secret: string,
  ) {}

  stable(body: Record<string, unknown>): Reply {
    const wrong = this.#credentials(body);
    if (wrong) return wrong;
    return body.force_refresh === true ? this.#force() : this.#answer(this.#renew());
  }

  plain(query: Record<string, unknown>): Reply {
    const wrong = this.#credentials(query);
    if (wrong) return wrong;
    this.#kill(this.#plain);
    this.#plain = this.#mint();
    return this.#answer(this.#plain);
  }

  /** What is wrong with a token that came with a call, or null. */
  check(value: string | undefined): Reply | null {
    if (!value) return refuse(41001);
    if (!/^[\w-]{100,512}$/u.test(value)) return refuse(40014);
    const token = this.#known.get(value);
    if (!token || token.replaced) return refuse(40001);
    return token.expires > this.now() ? null : refuse(42001);
  }

  /** Ends every token before its time, as an operator's reset in the console does. */
  revoke(): void {
    for (const token of this.#known.values()) token.replaced = true;
    this.#stable = null;
    this.#plain = null;
  }

  #credentials(sent: Record<string, unknown>): Reply | null {
    if (sent.grant_type !== 'client_credential') return refuse(40002);
    if (!sent.appid) return refuse(41002);
    if (sent.appid !== this.appid) return refuse(40013);
    if (!sent.secret) return refuse(41004);
    return sent.secret === this.secret ? null : refuse(40125);
  }

  #renew(): Token {
    const current = this.#stable;
    if (current && current.expires - this.now() >= OVERLAP) return current;
    if (current) current.expires = this.now() + OVERLAP;
    this.#stable = this.#mint();
    return this.#stable;
  }

  #force(): Reply {
    const now = this.now();
    this.#forced = this.#forced.filter((at) => now - at < DAY);
    if (this.#forced.length >= 20) return refuse(45009);
    if (now - (this.#forced.at(-1) ?? -DAY) < 30_000) return refuse(45011);
    this.#forced.push(now);
    this.#kill(this.#stable);
    this.#stable = this.#mint();
    return this.#answer(this.#stable);
  }

  #mint(): Token {
    const token = { value: `84_${randomBytes(99).toString('base64url')}`, expires: this.now() + LIFE };
    this.#known.set(token.value, token);
    return token;
  }

  #kill(token: Token | null): void {
    if (token) token.replaced = true;
  }

  #answer(token: Token): Reply {
    return { access_token: token.value, expires_in: Math.floor((token.expires - this.now()) / 1000) };
  }
}
