import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { KeptToken, TokenStore } from './token.store.js';
import { ask, type Answer, type WeChatHost } from './wechat.answer.js';

/** An access token and the version that `drop` asks for. */
interface HeldToken {
  readonly token: string;
  readonly version: number;
}

/** Below this WeChat hands out the next token, while the old one lives on until its end. */
const RENEW_BELOW_MS = 300_000;
/** Longer than a call may take, so that a lease is lost only by a process that died. */
const LEASE_MS = 10_000;
const LOOK_AGAIN_MS = 50;
const LOOKS = (LEASE_MS * 1.5) / LOOK_AGAIN_MS;

const minted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/**
 * The stable access token, kept in the database for all replicas, with one renewal under way at a time.
 * Nothing here ever forces a new one: that would kill the token that the other replicas are using.
 */
export class WeChatTokens {
  #renewal: { readonly version: number; readonly answer: Promise<Answer<HeldToken>> } | null = null;

  constructor(
    private readonly account: WeChatHost & { readonly appid: string; readonly secret: string },
    private readonly store: TokenStore,
    private readonly now: () => Date,
  ) {}

  /** The token to use, renewed first where it is about to end; a refusal or an outage as a value. */
  async current(): Promise<Answer<HeldToken>> {
    const kept = await this.store.getToken(this.account.appid);
    if (this.#left(kept) >= RENEW_BELOW_MS) return held(kept);
    return this.#renewal?.version === kept.version ? this.#renewal.answer : this.#startRenewal(kept);
  }

  /** WeChat no longer takes this version. Nothing happens when somebody has renewed it meanwhile. */
  drop(version: number): Promise<void> {
    return this.store.expire(this.account.appid, version);
  }

  #startRenewal(kept: KeptToken): Promise<Answer<HeldToken>> {
    const { version } = kept;
    const answer = this.#renewed(kept).finally(() => {
      if (this.#renewal?.version === version) this.#renewal = null;
    });
    this.#renewal = { version, answer };
    return answer;
  }

  #left(kept: KeptToken): number {
    return kept.expiresAt - this.now().getTime();
  }

  /** Renews it, or waits for the replica that does. */
  async #renewed(kept: KeptToken): Promise<Answer<HeldToken>> {
    const { appid } = this.account;
    for (let look = 0; look < LOOKS; look += 1) {
      if (await this.store.lease(appid, kept.version, this.now().getTime(), LEASE_MS)) {
        const answer = await this.#fetch(kept.version);
        return answer.kind !== 'ok' && this.#left(kept) > 0 ? held(kept) : answer;
      }
      if (this.#left(kept) > 0) return held(kept);
      await sleep(LOOK_AGAIN_MS);
      const next = await this.store.getToken(appid);
      if (next.version !== kept.version) return held(next);
    }
    return { kind: 'away' };
  }

  async #fetch(version: number): Promise<Answer<HeldToken>> {
    const { appid, secret } = this.account;
    const asked = this.now().getTime();
    const body = { grant_type: 'client_credential', appid, secret, force_refresh: false };
    const answer = await ask(this.account, { path: '/cgi-bin/stable_token', query: {}, body, reply: minted });
    if (answer.kind !== 'ok') {
      await this.store.release(appid, version);
      // Asking for a token applies nothing that matters: whatever went wrong, it may be asked again.
      return answer.kind === 'unknownOutcome' ? { kind: 'away' } : answer;
    }
    const { access_token: token, expires_in: seconds } = answer.value;
    await this.store.save(appid, version, { token, expiresAt: asked + seconds * 1000 });
    return { kind: 'ok', value: { token, version: version + 1 } };
  }
}

const held = ({ token, version }: KeptToken): Answer<HeldToken> => ({
  kind: 'ok',
  value: { token, version },
});
