import type { Acting, Party } from '../access/acting.js';
import type { Level } from '../access/role.js';
import type { Instant } from '../calendar/calendar.js';

export type { Acting, Party };

/** A task as it was opened; `key` is unique among the open tasks of its case. */
export interface Task {
  readonly id: string;
  readonly key: string;
  /** The person who must do it. */
  readonly holder: string;
  /** The level at which it is held: one level up is told when it is late. */
  readonly level: Level;
  readonly opened: Instant;
  readonly due: Instant;
  /** The task whose holder owns the case. */
  readonly main: boolean;
}

/** What an action decided, recorded with it: the fold never asks today's policy, roster or calendar again. */
export interface Decided {
  /** Version of the definition that decided. */
  readonly definition: number;
  /** The state entered; absent on a mark. */
  readonly to?: string;
  readonly opened?: readonly Task[];
  /** Ids of the tasks that it closed. */
  readonly closed?: readonly string[];
  readonly floor?: Level;
  readonly reached?: Level;
  /** How it ended; null where it is open again. */
  readonly outcome?: string | null;
  readonly urgent?: boolean;
  /** A new round of checking began: its schedule counts from here. */
  readonly round?: Instant;
}

/** One line of the append-only history of a case. */
export interface Row {
  /** 1, 2, 3 ... without a gap. */
  readonly seq: number;
  readonly action: string;
  readonly actor: string;
  readonly as: Acting;
  readonly form: Readonly<Record<string, unknown>>;
  readonly at: Instant;
  readonly decided: Decided;
}

/** What is, folded from what happened. */
export interface CaseState {
  readonly status: string;
  /** When the present state was entered, and by which row. */
  readonly entered: Instant;
  readonly enteredSeq: number;
  /** When the lead came in, and when the schedule in force began. */
  readonly started: Instant;
  readonly round: Instant;
  readonly tasks: readonly Task[];
  /** Holder, level and due time of the main task; null once the case is closed. */
  readonly owner: string | null;
  readonly level: Level | null;
  readonly due: Instant | null;
  readonly floor: Level;
  readonly reached: Level;
  readonly outcome: string | null;
  readonly urgent: boolean;
  /** Seq of the last row that changed state, owner or floor: what a guarded update compares. */
  readonly version: number;
  readonly seq: number;
}

/** Folds the history of one case into its state. Throws on an empty history, on a gap in `seq` and on a first row without a state. */
export function fold(rows: readonly Row[]): CaseState {
  const first = rows[0];
  if (!first?.decided.to) throw new Error('a history begins with a row that enters a state');
  return rows.reduce(step, {
    status: first.decided.to,
    entered: first.at,
    enteredSeq: first.seq,
    started: first.at,
    round: first.at,
    tasks: [],
    owner: null,
    level: null,
    due: null,
    floor: 'village',
    reached: 'town',
    outcome: null,
    urgent: false,
    version: 0,
    seq: 0,
  });
}

/** Applies one more row to a state. */
export function step(state: CaseState, row: Row): CaseState {
  const { decided } = row;
  if (row.seq !== state.seq + 1) throw new Error(`row ${row.seq} does not follow row ${state.seq}`);
  const closed = new Set(decided.closed);
  const tasks = [...state.tasks.filter((task) => !closed.has(task.id)), ...(decided.opened ?? [])];
  const main = tasks.find((task) => task.main);
  const moved = decided.to !== undefined;
  const changes = moved || decided.floor !== undefined || (main?.holder ?? null) !== state.owner;
  return {
    ...state,
    status: decided.to ?? state.status,
    entered: moved ? row.at : state.entered,
    enteredSeq: moved ? row.seq : state.enteredSeq,
    round: decided.round ?? state.round,
    tasks,
    owner: main?.holder ?? null,
    level: main?.level ?? null,
    due: main?.due ?? null,
    floor: decided.floor ?? state.floor,
    reached: decided.reached ?? state.reached,
    outcome: decided.outcome === undefined ? state.outcome : decided.outcome,
    urgent: decided.urgent ?? state.urgent,
    version: changes ? row.seq : state.version,
    seq: row.seq,
  };
}

/** The main task that was opened last, open or closed: who held the case. */
export const lastMain = (rows: readonly Row[]): Task | undefined =>
  rows.flatMap((row) => row.decided.opened ?? []).findLast((task) => task.main);

/** The rows since the present state was entered, that row included. */
export function since(rows: readonly Row[]): readonly Row[] {
  return rows.slice(rows.findLastIndex((row) => row.decided.to !== undefined));
}
