import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../platform/tx.js';
import type { Roster } from './route.model.js';

// What another replica changed is seen here within this time; a task that was given to somebody whose role had just
// ended is passed on by the minute's job.
const KEPT_MS = 3_000;

/** The rosters that were asked for lately: every task that is opened asks who works in its town. */
@Injectable()
export class RosterMemory {
  private readonly kept = new Map<string, { readonly roster: Promise<Roster>; readonly until: number }>();
  private readonly changing = new WeakSet<Reader>();

  /** The roster of that key, loaded where it is not fresh; a transaction that changed it reads its own. */
  of(key: string, db: Reader, load: () => Promise<Roster>): Promise<Roster> {
    if (this.changing.has(db)) return load();
    const known = this.kept.get(key);
    if (known && known.until > performance.now()) return known.roster;
    const roster = load();
    this.kept.set(key, { roster, until: performance.now() + KEPT_MS });
    roster.catch(() => this.kept.delete(key));
    return roster;
  }

  /** Somebody's role, leave or duty changes in this transaction. */
  forget(tx: Tx): void {
    this.changing.add(tx);
    tx.afterCommit(() => this.kept.clear());
  }
}
