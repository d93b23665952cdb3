import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { factorApi } from '@songtao/shared/api/door.js';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { RosterService } from '../identity/roster.service.js';
import { SessionService } from '../identity/session.service.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Audit } from '../platform/audit.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Crypto } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Writes } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/logger.js';
import type { Tx } from '../platform/tx.js';
import { FactorStore, type Factor } from './factor.store.js';
import { keyUri, newKey, stepOf } from './totp.js';

type Api = typeof factorApi;

const MOST_FAILURES = 5;
const LOCK_MINUTES = 15;
const RECOVERY_CODES = 8;

type Outcome<T> =
  | { readonly kind: 'right'; readonly answer: T }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'locked'; readonly until: string }
  | { readonly kind: 'none' };

/** The second factor of staff: set up, shown, and taken away by the admin. */
@Injectable()
export class FactorService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FactorStore) private readonly factors: FactorStore,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Crypto) private readonly crypto: Crypto,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  async state({ personId, sessionId }: Caller): Promise<OutputOf<Api['state']>> {
    const factor = await this.factors.of(this.database.read(), personId);
    return {
      enrolled: factor !== null && factor.secret !== null,
      recoveryLeft: factor?.recovery.length ?? 0,
      shownUntil: await this.sessions.shownUntil(sessionId),
      lockedUntil: factor && this.lockOf(factor),
    };
  }

  /** A new key; the one in use goes on until the new one has shown a code, and must have been shown itself. */
  async begin(caller: Caller): Promise<OutputOf<Api['begin']>> {
    if ((await this.state(caller)).enrolled) await this.sessions.checkStepUp(caller);
    const key = newKey();
    await this.database.write((tx) => this.factors.change(tx, caller.personId, { pending: key }));
    return { key, uri: keyUri(key) };
  }

  async confirm({ personId, sessionId }: Caller, code: string): Promise<OutputOf<Api['confirm']>> {
    return this.attempt(personId, async (tx, { pending }) => {
      const lastStep = pending === null ? null : stepOf(pending, code, this.clock.wall());
      if (lastStep === null) return null;
      const recovery = Array.from({ length: RECOVERY_CODES }, recoveryCode);
      const digests = recovery.map((each) => this.digestOf(personId, each));
      const change = { secret: pending, pending: null, lastStep, recovery: digests };
      await this.factors.change(tx, personId, change);
      await this.sessions.stepUp(tx, sessionId);
      await this.audit.record(tx, eventOf('secondFactor.set', personId, personId));
      return { recovery };
    });
  }

  async show({ personId, sessionId }: Caller, code: string): Promise<OutputOf<Api['show']>> {
    return this.attempt(personId, async (tx, factor) => {
      const change = this.taken(factor, code);
      if (change === null) return null;
      await this.factors.change(tx, personId, change);
      return { until: await this.sessions.stepUp(tx, sessionId) };
    });
  }

  /** Takes it away from the person of that line of the roster, with every session: the phone may be in other hands. */
  async reset({ personId, scope }: Caller, input: ParsedInputOf<Api['reset']>): Promise<void> {
    const area = scope.grants.find(({ role }) => role === 'admin')?.area ?? '';
    const person = await this.roster.holderOf(input.id, area);
    if (person === null) throw new AppError('notFound');
    const request = { actor: personId, requestId: input.requestId, body: input };
    await this.database.write((tx) =>
      this.writes.once(tx, request, async () => {
        if (!(await this.factors.drop(tx, person)))
          throw new AppError('blocked', {
            message: '这个人还没有动态口令',
            details: { guard: 'secondFactor' },
          });
        await this.sessions.endAll(tx, person);
        await this.audit.record(tx, {
          ...eventOf('secondFactor.reset', personId, person),
          reason: input.reason,
        });
        await this.tell(tx, person, {
          title: '您的动态口令收回了',
          body: `管理员收回了，因为：${input.reason}。请到“我”里重新设。`,
        });
      }),
    );
  }

  // What is wrong is counted, and so has to be committed; the refusal comes after.
  private async attempt<T>(person: string, tried: (tx: Tx, factor: Factor) => Promise<T | null>): Promise<T> {
    const outcome = await this.database.write((tx) => this.judge(tx, person, tried));
    switch (outcome.kind) {
      case 'right':
        return outcome.answer;
      case 'wrong':
        throw new AppError('blocked', {
          message: outcome.left === 0 ? lockWords : `数字不对，还能试${outcome.left}次`,
          details: { guard: 'code' },
        });
      case 'locked': {
        const ms = Date.parse(outcome.until) - this.clock.now().getTime();
        throw new AppError('slowDown', { message: lockWords, retryAfter: Math.ceil(ms / 1_000) });
      }
      case 'none':
        throw new AppError('blocked', {
          message: '先设好动态口令，再来填',
          details: { guard: 'secondFactor' },
        });
    }
  }

  private async judge<T>(
    tx: Tx,
    person: string,
    tried: (tx: Tx, factor: Factor) => Promise<T | null>,
  ): Promise<Outcome<T>> {
    const factor = await this.factors.locked(tx, person);
    if (factor === null) return { kind: 'none' };
    const until = this.lockOf(factor);
    if (until !== null) return { kind: 'locked', until };
    const answer = await tried(tx, factor);
    if (answer === null) return { kind: 'wrong', left: await this.countFailure(tx, factor) };
    await this.factors.change(tx, person, { failures: 0 });
    return { kind: 'right', answer };
  }

  private async countFailure(tx: Tx, { person, failures }: Factor): Promise<number> {
    const left = MOST_FAILURES - failures - 1;
    if (left > 0) {
      await this.factors.change(tx, person, { failures: failures + 1 });
      return left;
    }
    const lockedUntil = addMinutes(this.clock.iso(), LOCK_MINUTES);
    await this.factors.change(tx, person, { failures: 0, lockedUntil });
    await this.audit.record(tx, eventOf('secondFactor.locked', person, person));
    await this.tell(tx, person, {
      title: `有人填错${MOST_FAILURES}次您的口令`,
      body: `先停${LOCK_MINUTES}分钟。不是您填的，请告诉管理员。`,
    });
    tx.afterCommit(() => this.log.warn('second factor locked', { actor: person }));
    return 0;
  }

  /** What a right code changes; null where it is wrong or was used before. */
  private taken(factor: Factor, code: string): Partial<Factor> | null {
    const digest = this.digestOf(factor.person, code);
    if (factor.recovery.includes(digest))
      return { recovery: factor.recovery.filter((each) => each !== digest) };
    const step = factor.secret === null ? null : stepOf(factor.secret, code, this.clock.wall());
    return step !== null && step > factor.lastStep ? { lastStep: step } : null;
  }

  private lockOf({ lockedUntil }: Factor): string | null {
    return lockedUntil !== null && lockedUntil > this.clock.iso() ? lockedUntil : null;
  }

  private digestOf(person: string, code: string): string {
    return this.crypto.digest({ recovery: code, person });
  }

  private tell(tx: Tx, person: string, words: { title: string; body: string }): Promise<void> {
    return this.outbox.tell(tx, {
      ...words,
      person,
      event: `secondFactor.${newId()}`,
      about: { kind: 'none', id: null },
      card: 'taskUrgent',
      waiting: false,
      urgent: true,
      pushAt: this.clock.iso(),
    });
  }
}

const lockWords = `错了${MOST_FAILURES}次，${LOCK_MINUTES}分钟后再试`;

/** Ten digits, which a hand can copy: with five tries a quarter of an hour nobody guesses them. */
const recoveryCode = (): string => String(randomInt(10 ** 10)).padStart(10, '0');

const eventOf = (what: string, actor: string, id: string) => ({
  actor,
  role: 'staff',
  what,
  object: { kind: 'person', id },
  reason: null,
});
