import { Inject, Injectable } from '@nestjs/common';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { CONFIG, type Config } from '../config/config.js';
import { CallerResolver, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { newToken, tokenHash } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
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

const kindOf = ({ grants }: Caller['scope']): Kind => (grants.length > 0 ? 'staff' : 'villager');

/** Opaque sessions, of which only a hash is kept. */
@Injectable()
export class SessionService extends CallerResolver {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'sessions' | 'demo'>,
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
    const idleAt = addMinutes(now, this.limits(kindOf(scope)).idleMinutes);
    // Once a minute is enough; a role that was given meanwhile shortens what a villager had.
    if (Math.abs(Date.parse(idleAt) - Date.parse(session.idleAt)) >= 60_000) {
      await this.database.write((tx) => this.sessions.keepAwake(tx, sessionId, idleAt));
    }
    return { sessionId, personId: session.person, scope };
  }

  async open(person: string): Promise<NewSession> {
    const token = newToken();
    const kind = kindOf(await this.scopes.scopeOf(person));
    const times = this.times(kind);
    await this.database.write(async (tx) => {
      await this.sessions.sweep(tx, person, this.clock.iso());
      await this.sessions.insert(tx, { tokenHash: tokenHash(token), person, ...times });
    });
    return { token, expires: times.expiresAt, staff: kind === 'staff' };
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
