import type { Line } from '../access/line.js';
import { levels, type Level, type StaffRole } from '../access/role.js';
import type { Calendar, Instant } from '../calendar/calendar.js';
import type { Form } from '../form/form.js';
import type { SpanKey, Params } from '../policy/param.js';
import type { Acting, CaseState, Party, Row } from './fold.js';

/** Who may act: a role whose reach covers the case, a party to it, whoever holds its main task or any open one, or the engine itself. */
export type Who =
  | { readonly roles: readonly StaffRole[] }
  | { readonly parties: readonly Party[] }
  | 'owner'
  | 'holder'
  | 'system';

/** Who is to hold a task; the server finds the person in the roster. */
export type Assign =
  | { readonly to: 'keep' | 'actor' | 'routed' | 'oneLevelUp' | 'oneLevelDown' | 'county' | 'town' }
  /** A colleague of the village other than the present owner where there is one. */
  | { readonly to: 'village' }
  /** The line, or the person, that this field of the form names. */
  | { readonly to: 'line' | 'person'; readonly field: string }
  /** The one line whose business it is whoever reports it. */
  | { readonly to: 'line'; readonly line: Line };

/** What a task must be done by: a policy parameter counted from the start of the round or from now, or the day on which people agreed: the one that this field named last. */
export type Due = { readonly param: SpanKey; readonly from: 'round' | 'now' } | { readonly day: string };

/** A task that is opened; `title` is an act of at most 14 characters without the hardship. */
export interface TaskDefinition {
  readonly key: string;
  readonly title: string;
  readonly assign: Assign;
  readonly due: Due;
  readonly when?: Predicate;
}

/** What the store knows beside the case itself. */
export interface Facts {
  /** Cases linked to this one, seen from this one. */
  readonly links: readonly {
    readonly kind: LinkKind;
    readonly direction: 'from' | 'to';
    readonly category: string;
    readonly open: boolean;
    readonly outcome: string | null;
  }[];
  /** The meeting that the form names. */
  readonly meeting?: {
    /** Representatives of the village called to it. */
    readonly roster: readonly string[];
    readonly present: readonly string[];
    /** Those of the roster who are kin of this household. */
    readonly kin: readonly string[];
    readonly hasMinutes: boolean;
  };
  /** The subject has an account, so that a message arrives. */
  readonly subjectReachable?: boolean;
  /** The acting villager belongs to the household, by a cadre's word; false while a phone number only claims it. */
  readonly actorConfirmed?: boolean;
  /** Level of the person who decided the case that this one appeals against, or who holds it while it is open. */
  readonly decidedAt?: Level;
}

/** How two cases hang together. */
export type LinkKind = 'joined' | 'objectsTo' | 'appealsAgainst' | 'refersTo';

/** The acting person, with every capacity in which that person may touch this case. */
export interface Actor {
  readonly person: string;
  readonly as: readonly Acting[];
}

/** All that a guard may look at; no clock and no database. */
export interface Ctx<V extends object = object> {
  readonly state: CaseState;
  readonly history: readonly Row[];
  readonly since: readonly Row[];
  readonly actor: Actor;
  /** The parsed form; empty while only the buttons are being drawn. */
  readonly form: V;
  readonly facts: Facts;
  readonly params: Params;
  readonly calendar: Calendar;
  readonly now: Instant;
}

/** A pure question about the case. */
export type Predicate<V extends object = object> = (ctx: Ctx<V>) => boolean;

/** A condition of an action, with the words that say what is missing. */
export interface Guard<V extends object = object> {
  readonly code: string;
  readonly words: string;
  readonly holds: Predicate<V>;
  /** Looks at the form, so it cannot grey out a button. */
  readonly form?: true;
  /** Where it does not hold the act makes no sense, and no button is drawn. */
  readonly hides?: true;
  /** Too early rather than wrong: the phone keeps it and tries again. */
  readonly retry?: true;
}

/** What people are told about a row: names already carry their role. */
export interface Telling {
  readonly row: Row;
  /** Every row before it. */
  readonly history: readonly Row[];
  /** 李建国（网格员） */
  readonly actor: string;
  /** The present owner. */
  readonly owner: string;
  /** The person whom the form names; empty where it names nobody. */
  readonly person: string;
  /** Due time of the main task in words, '11月27日 周五前'; empty once closed. */
  readonly until: string;
}

/** Words for one row; null says nothing to that side. */
export type Words = (telling: Telling) => string | null;

/** A value, or the first of several whose condition holds. */
export type Conditional<T, V extends object = object> =
  T | readonly { readonly when?: Predicate<V>; readonly is: T }[];

/** One act that a person, or the engine, can do to a case. */
export interface ActionDefinition<S extends string = string, V extends object = object> {
  /** The words on the staff button, or on the villager's. */
  readonly title: string;
  /** States in which it can be done; `open` is every state that is not closed. */
  readonly from: readonly S[] | 'open' | 'start';
  /** The state it leads to; absent, or with no branch that holds, it is a mark. */
  readonly to?: Conditional<S, V>;
  readonly who: readonly Who[];
  readonly form?: Form<V>;
  readonly guards?: readonly Guard<V>[];
  /** Who holds the main task from now on; without it the entered state's own rule decides. */
  readonly assign?: Conditional<Assign, V>;
  readonly opens?: readonly (Omit<TaskDefinition, 'when'> & { readonly when?: Predicate<V> })[];
  /** Keys of open tasks that it closes; entering a state closes the main one by itself. */
  readonly closes?: Conditional<readonly string[], V>;
  readonly floor?: Conditional<Level, V>;
  readonly outcome?: Conditional<string, V>;
  readonly urgent?: Conditional<boolean, V>;
  /** Begins a new round of checking, with a new schedule. */
  readonly newRound?: Predicate<V>;
  /** Not offered a second time to the same person while the state lasts. */
  readonly once?: true;
  /** The natural next act of its states: the one button at the bottom. */
  readonly main?: true;
  /** Done by the screen itself or by the engine, never a button. */
  readonly quiet?: true;
  /** Done on a page of its own and through an endpoint of its own: other cases have a part in it. */
  readonly screen?: 'publicNotice' | 'join';
  readonly tells: { readonly villager: Words; readonly staff: Words };
  /** Sent to the parties' inbox, not only written into the timeline. */
  readonly announces?: true;
  /** Its form fills this part of the case page: reason, rule and door of a no, a help that was given, that the door was taken, or what was done with the photos of it. */
  readonly shows?: 'refusal' | 'help' | 'door' | 'result';
  /** Actions whose answers nobody reads from then on: what was allowed to be asked no longer is. */
  readonly seals?: readonly string[];
  /** Names of effects, done in the same transaction. */
  readonly effects?: Conditional<readonly string[], V>;
}

/** One state of a procedure. */
export interface StateDefinition {
  readonly kind: 'open' | 'waiting' | 'closed';
  /** The villager's step it belongs to. */
  readonly step: string;
  /** The sentence a villager reads: what happens now. */
  readonly says: string;
  /** What the villager gets ready for it, always or as what was said asks it. */
  readonly prepare?: readonly string[] | ((history: readonly Row[]) => readonly string[]);
  /** Opened on entry and closed on leaving; every state that is not closed has one. */
  readonly task?: Omit<TaskDefinition, 'when'>;
  /** When so much time has passed in this state the engine acts by itself. */
  readonly after?: { readonly param: SpanKey; readonly count: 'span' | 'fullDays'; readonly do: string };
}

/** A part of a case page; `errand` is what a line was asked, of the forms that alone. */
export type Section = 'status' | 'story' | 'timeline' | 'household' | 'people' | 'forms' | 'errand';

/** Who reads a case: a party, or staff by their level, but for those who work for one errand or one household and not for the place. */
export type Side = Party | Level | 'townLine' | 'helpPerson';

/** One step in the villager's words. */
export interface StepDefinition {
  readonly key: string;
  readonly title: string;
  /** The parameter that says its latest day, counted from the start of the round. */
  readonly by?: SpanKey;
  readonly hint?: string;
}

/** The row that leads to the beginning of a case. */
export interface Door {
  readonly icon: 'camera' | 'visit';
  readonly title: string;
  readonly line: string;
}

/** A declared procedure. */
export interface Workflow<S extends string = string> {
  readonly category: string;
  /** Raised with every change that decides otherwise; written into each row. */
  readonly version: number;
  readonly title: string;
  readonly floor: Level;
  readonly reached: Level;
  readonly steps: readonly StepDefinition[];
  readonly states: Readonly<Record<S, StateDefinition>>;
  readonly actions: Readonly<Record<string, ActionDefinition<S>>>;
  /** Outcomes of a closed case, in official words. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** What one of it is filed about: a case that may be appealed, or a public notice. */
  readonly about?: 'case' | 'notice';
  /** 向镇里反映 stands on its page. */
  readonly mayBeAppealed?: true;
  /** The field of the start form that gives a case its title in lists: the villager's tile. */
  readonly titleField?: string;
  /** What makes two reports one case: the same title on the same household, or, for titles that a whole group has at once (no water), in the same group of the village. */
  readonly joins?: 'household' | { readonly inGroup: readonly string[] };
  /** Villagers begin one by themselves, and its start form is asked question by question. */
  readonly door?: Door;
  /** What each side sees. */
  readonly sees: Readonly<Record<Side, readonly Section[]>>;
  /** Line to which it belongs from the start, if the category itself is one line's. */
  readonly line?: Line;
}

/** Infers the form's type for the guards of one action. */
export function action<const S extends string, V extends object>(
  definition: ActionDefinition<S, V>,
): ActionDefinition<S> {
  // The form is parsed by the same definition before any guard sees it.
  return definition as unknown as ActionDefinition<S>;
}

/** Every value that a conditional may take. */
export const branches = <T, V extends object>(conditional: Conditional<T, V> | undefined): readonly T[] => {
  if (conditional === undefined) return [];
  return isBranching(conditional) ? conditional.map((branch) => branch.is) : [conditional];
};

/** The value that a conditional takes here, or undefined when no branch holds. */
export function choose<T, V extends object>(
  conditional: Conditional<T, V> | undefined,
  ctx: Ctx<V>,
): T | undefined {
  if (conditional === undefined) return undefined;
  if (!isBranching(conditional)) return conditional;
  return conditional.find((branch) => branch.when?.(ctx) ?? true)?.is;
}

function isBranching<T, V extends object>(
  conditional: Conditional<T, V>,
): conditional is readonly { readonly when?: Predicate<V>; readonly is: T }[] {
  return (
    Array.isArray(conditional) &&
    conditional.every((item) => typeof item === 'object' && item !== null && 'is' in item)
  );
}

/** Checks a procedure when it is loaded. Throws with the first word that does not exist, state that cannot be reached or open state without a task. */
export function defineWorkflow<const S extends string>(workflow: Workflow<S>): Workflow<S> {
  const fail = (what: string): never => {
    throw new Error(`${workflow.category}: ${what}`);
  };
  const steps = new Set(workflow.steps.map((step) => step.key));
  const states = Object.entries<StateDefinition>(workflow.states);
  for (const [name, state] of states) {
    if (!steps.has(state.step)) fail(`state ${name} belongs to step ${state.step}, which does not exist`);
    if (state.kind !== 'closed' && !state.task) fail(`state ${name} is not closed and opens no task`);
    const own = state.after && workflow.actions[state.after.do];
    if (state.after && !own) fail(`state ${name} wants ${state.after.do}, which is no action`);
    if (own && !(own.who.includes('system') && leadsFrom(own, name, workflow)))
      fail(`the engine may not do ${state.after?.do} in ${name}`);
    if (state.task && [...state.task.title].length > 14)
      fail(`the title ${state.task.title} is longer than 14`);
  }
  for (const [name, action] of Object.entries<ActionDefinition>(workflow.actions)) {
    const from = typeof action.from === 'string' ? [] : action.from;
    for (const state of [...from, ...branches(action.to)]) {
      if (!(state in workflow.states)) fail(`action ${name} names ${state}, which is no state`);
    }
    for (const sealed of action.seals ?? [])
      if (!(sealed in workflow.actions)) fail(`action ${name} seals ${sealed}, which is no action`);
    for (const outcome of branches(action.outcome)) {
      if (!(outcome in workflow.outcomes)) fail(`action ${name} ends with ${outcome}, which is no outcome`);
    }
    for (const task of action.opens ?? [])
      if ([...task.title].length > 14) fail(`the title ${task.title} is longer than 14`);
  }
  const reached = reachable(workflow);
  for (const [name] of states) if (!reached.has(name)) fail(`state ${name} cannot be reached`);
  return workflow;
}

/** Can the action be done in that state? The one that starts a case can be done in none. */
export function leadsFrom(action: ActionDefinition, state: string, workflow: Workflow): boolean {
  if (action.from === 'open') return workflow.states[state]?.kind !== 'closed';
  return action.from !== 'start' && action.from.includes(state);
}

function reachable(workflow: Workflow): ReadonlySet<string> {
  const actions = Object.values(workflow.actions);
  const reached = new Set(
    actions.filter((action) => action.from === 'start').flatMap((action) => branches(action.to)),
  );
  for (const state of reached) {
    const leaving = actions.filter((action) => leadsFrom(action, state, workflow));
    for (const to of leaving.flatMap((action) => branches(action.to))) reached.add(to);
  }
  return reached;
}

/** The level above, or the same at the top. */
export const levelAbove = (level: Level): Level =>
  levels[Math.min(levels.indexOf(level) + 1, levels.length - 1)] ?? level;
