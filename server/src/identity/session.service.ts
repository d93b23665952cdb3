import { Inject, Injectable } from '@nestjs/common';
import type { openSessionApi } from '@songtao/shared/api/door.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { CONFIG, type Config } from '../config/config.js';
import { CallerResolver, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { newToken, tokenHash } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import type { Tx } from '../platform/tx.js';
import { ScopeService } from './scope.service.js';
import { SessionStore } from './session.store.js';

/** A session as its phone gets it; the token is nowhere else. */
export interface NewSession {
  readonly token: string;
  readonly expires: string;
  readonly staff: boolean;
}

// The demo's day is moved on by weeks, and nobody should have to sign in again for it.
const year = { idleMinutes: 366 * 1_440, minutes: 366 * 1_440 };

type Kind = keyof Config['sessions'];

const kindOf = ({ grants }: Caller['scope'], door: string | null): Kind => {
  if (door === 'browser') return 'browser';
  return grants.length > 0 ? 'staff' : 'villager';
};

/** How a session begins. */
export interface Opening {
  readonly door: 'phone' | 'browser';
  readonly device: string | null;
  /** Token of the session that this phone had before. */
  readonly follows?: string | null;
  /** The session that let this one in. */
  readonly by?: string | null;
}

const unknownPhone: Opening = { door: 'phone', device: null };

/** Opaque sessions, of which only a hash is kept. */
@Injectable()
export class SessionService extends CallerResolver {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'sessions' | 'stepUp' | 'demo'>,
    @Inject(Database) private readonly database: Database,
    @Inject(SessionStore) private readonly sessions: SessionStore,
    @Inject(ScopeService) private readonly scopes: ScopeService,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  async resolve(token: string): Promise<Caller | null> {
    const sessionId = tokenHash(token);
    const now = this.clock.iso();
    const session = await this.sessions.find(sessionId);
    if (!session || session.expiresAt <= now || session.idleAt <= now) return null;
    const scope = await this.scopes.scopeOf(session.person);
    const kind = kindOf(scope, session.door);
    // A browser is for staff: with the last role its door is shut.
    if (kind === 'browser' && scope.grants.length === 0) return null;
    const idleAt = addMinutes(now, this.limits(kind).idleMinutes);
    // Once a minute is enough; a role that was given meanwhile shortens what a villager had.
    if (Math.abs(Date.parse(idleAt) - Date.parse(session.idleAt)) >= 60_000) {
      await this.database.write((tx) => this.sessions.keepAwake(tx, sessionId, idleAt));
    }
    return { sessionId, personId: session.person, scope };
  }

  async checkStepUp({ sessionId }: Caller): Promise<void> {
    if (!this.config.stepUp.demanded || (await this.shownUntil(sessionId))) return;
    throw new AppError('stepUp');
  }

  /** Until when this session has shown the second factor; null where it must be shown again. */
  async shownUntil(sessionId: string): Promise<string | null> {
    const until = (await this.sessions.factorOf(sessionId))?.steppedUpUntil ?? null;
    return until !== null && until > this.clock.iso() ? until : null;
  }

  /** The second factor was shown just now; answers for how long that holds. */
  async stepUp(tx: Tx, sessionId: string): Promise<string> {
    const until = addMinutes(this.clock.iso(), this.config.stepUp.minutes);
    await this.sessions.stepUp(tx, sessionId, until);
    return until;
  }

  open(person: string, opening: Opening = unknownPhone): Promise<NewSession> {
    return this.database.write((tx) => this.openIn(tx, person, opening));
  }

  async openIn(tx: Tx, person: string, opening: Opening): Promise<NewSession> {
    const { door, device } = opening;
    const token = newToken();
    const now = this.clock.iso();
    const scope = await this.scopes.scopeOf(person);
    const times = this.times(kindOf(scope, door));
    const steppedUpUntil = await this.inherited(person, opening);
    await this.sessions.sweep(tx, person, now);
    await this.sessions.insert(tx, {
      tokenHash: tokenHash(token),
      person,
      door,
      device,
      openedAt: now,
      steppedUpUntil,
      ...times,
    });
    return { token, expires: times.expiresAt, staff: scope.grants.length > 0 };
  }

  /** Where the caller is signed in. */
  async openOf({ personId, sessionId }: Caller): Promise<OutputOf<typeof openSessionApi.list>> {
    const found = await this.sessions.openOf(personId, this.clock.iso());
    const items = found.map(({ tokenHash: id, door, device, openedAt }) => {
      return { id, browser: door === 'browser', device, openedAt, current: id === sessionId };
    });
    return { items };
  }

  /** Whose session that is; null where it has ended. */
  async ownerOf(sessionId: string): Promise<string | null> {
    return (await this.sessions.factorOf(sessionId))?.person ?? null;
  }

  /** The phone turns out to be in the hand of a member of staff: from now on it is that person's, with the shorter times. */
  async handTo(tx: Tx, sessionId: string, person: string): Promise<void> {
    await this.sessions.handTo(tx, sessionId, { person, ...this.times('staff') });
  }

  /** Whether somebody is signed in anywhere. */
  isSignedIn(person: string): Promise<boolean> {
    return this.sessions.has(person, this.clock.iso());
  }

  async end(sessionId: string): Promise<void> {
    await this.database.write((tx) => this.sessions.end(tx, sessionId));
  }

  /** Ends one of this person's own. */
  async endOf(person: string, sessionId: string): Promise<void> {
    const ended = await this.database.write((tx) => this.sessions.endOf(tx, person, sessionId));
    if (!ended) throw new AppError('notFound');
  }

  /** A phone that was lost opens nothing any more. */
  endAll(tx: Tx, person: string): Promise<void> {
    return this.sessions.endAll(tx, person);
  }

  // A phone that fell asleep shows its old token when it signs in anew, and need not show the second factor again; a
  // browser was let in by somebody who had shown it. Whoever has the WeChat account alone inherits nothing.
  private async inherited(person: string, { follows, by }: Opening): Promise<string | null> {
    const from = by ?? (follows ? tokenHash(follows) : null);
    const before = from === null ? null : await this.sessions.factorOf(from);
    if (before?.person !== person || before.expiresAt <= this.clock.iso()) return null;
    return before.steppedUpUntil;
  }

  private times(kind: Kind): { expiresAt: string; idleAt: string } {
    const { minutes, idleMinutes } = this.limits(kind);
    const now = this.clock.iso();
    return { expiresAt: addMinutes(now, minutes), idleAt: addMinutes(now, idleMinutes) };
  }

  private limits(kind: Kind): Config['sessions']['staff'] {
    if (this.config.demo) return year;
    return this.config.sessions[kind];
  }
}
