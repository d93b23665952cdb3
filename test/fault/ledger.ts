/** One thing asked of a server, with all that it takes to ask again. */
export interface Errand {
  /** Names it on both sides: in the ledger and in the database. */
  readonly key: string;
  readonly path: string;
  readonly token: string;
  readonly body: object;
}

/** What the database holds: the key of every row that was written, and of every errand that somebody is told of. */
export interface Stored {
  readonly written: readonly string[];
  readonly told: ReadonlySet<string>;
}

/** By how much the database is not what its clients were promised. */
export interface Verdict {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly untold: number;
  /** Written, though nobody ever asked for it. */
  readonly strange: number;
}

/** The clients' own book of what they asked and what was promised to them. */
export class Ledger {
  readonly asked = new Set<string>();
  readonly acknowledged = new Map<string, unknown>();
  /** How often each status was answered; 0 for no answer at all. */
  readonly statuses = new Map<number, number>();

  heard(status: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }

  /** Held against what is there after everything has come back. */
  verdict({ written, told }: Stored): Verdict {
    const counts = new Map<string, number>();
    for (const key of written) counts.set(key, (counts.get(key) ?? 0) + 1);
    const keys = [...counts.keys()];
    return {
      acknowledged: this.acknowledged.size,
      lost: [...this.acknowledged.keys()].filter((key) => !counts.has(key)).length,
      doubled: keys.filter((key) => (counts.get(key) ?? 0) > 1).length,
      untold: keys.filter((key) => !told.has(key)).length,
      strange: keys.filter((key) => !this.asked.has(key)).length,
    };
  }
}

/** The verdict over a house that keeps its word. */
export const kept = { lost: 0, doubled: 0, untold: 0, strange: 0 } as const;
