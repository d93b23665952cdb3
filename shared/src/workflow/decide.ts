import { levels, type Level } from '../access/role.js';
import { dayOf, deadline, endOfDay, fullDaysAfter, type Instant } from '../calendar/calendar.js';
import {
  choose,
  leadsFrom,
  levelAbove,
  type ActionDefinition,
  type Assign,
  type Ctx,
  type Due,
  type Guard,
  type TaskDefinition,
  type Who,
  type Workflow,
} from './define.js';
import { lastMain, type Acting, type Task } from './fold.js';
import { latestDay } from './plan.js';

/** A refusal is a value; only the HTTP edge turns it into a status. */
export interface Refusal {
  readonly refused: 'notFound' | 'notYours' | 'notNow' | 'blocked' | 'badInput';
  /** The guard that blocked, or the first key of the form that was wrong. */
  readonly code: string;
  readonly words: string;
  readonly retry?: true;
}

/** A button: the action, whether it is the page's main one, and why it must wait. */
export interface Ability {
  readonly action: string;
  readonly title: string;
  readonly main: boolean;
  /** Id of the form that it asks. */
  readonly form: string | null;
  /** The page on which it is done, where that is not the form's sheet. */
  readonly screen: 'publicNotice' | 'join' | null;
  readonly blockedBy?: { readonly code: string; readonly words: string };
}

/** A task to be opened; the server finds its holder. */
export interface Opening {
  readonly key: string;
  readonly assign: Assign;
  readonly due: Instant;
  readonly main: boolean;
}

/** What an action decides, before its tasks have found their holders. */
export interface Decision {
  readonly action: string;
  readonly as: Acting;
  readonly form: Readonly<Record<string, unknown>>;
  readonly to?: string;
  readonly opens: readonly Opening[];
  /** Ids of tasks. */
  readonly closes: readonly string[];
  readonly floor?: Level;
  readonly reached?: Level;
  readonly outcome?: string | null;
  readonly urgent?: boolean;
  readonly round?: Instant;
  readonly effects: readonly string[];
}

/** Everything that this person may do now; what must wait carries its reason. Guards over the form are left to `decide`. */
export function available(workflow: Workflow, ctx: Ctx): readonly Ability[] {
  return Object.entries(workflow.actions).flatMap(([name, action]) => {
    const as = capacity(action, ctx);
    if (action.quiet || !as || as.kind === 'system' || !mayBeDone(workflow, name, action, ctx)) return [];
    const failing = action.guards?.filter((guard) => !guard.form && !guard.holds(ctx)) ?? [];
    if (failing.some((guard) => guard.hides)) return [];
    const [blocking] = failing;
    return [
      {
        action: name,
        title: action.title,
        main: action.main ?? false,
        form: action.form?.id ?? null,
        screen: action.screen ?? null,
        ...(blocking && { blockedBy: { code: blocking.code, words: blocking.words } }),
      },
    ];
  });
}

/** Decides one action with its form, or refuses it. Nobody acts outside state, capacity and guards. */
export function decide(workflow: Workflow, name: string, input: unknown, ctx: Ctx): Decision | Refusal {
  // The name comes out of an address: only a declared one counts, not every key that an object has.
  const action = Object.keys(workflow.actions).includes(name) ? workflow.actions[name] : undefined;
  if (!action || action.from === 'start') return refuse('notFound', 'action', '没有这一步');
  const as = capacity(action, ctx);
  if (!as) return notYours;
  if (!mayBeDone(workflow, name, action, ctx)) return refuse('notNow', 'state', '现在不能办这一步');
  return settle({ workflow, name, action, ctx }, as, input);
}

/** Decides how a case begins; `ctx.state` is not read. */
export function begin(
  workflow: Workflow,
  input: unknown,
  as: Acting,
  ctx: Omit<Ctx, 'state'>,
): Decision | Refusal {
  const [name, action] = Object.entries(workflow.actions).find(([, { from }]) => from === 'start') ?? [];
  if (!name || !action) throw new Error(`${workflow.category} has no action that starts it`);
  const { floor, reached } = workflow;
  const unborn = { started: ctx.now, round: ctx.now, tasks: [], outcome: null, floor, reached };
  const born: Ctx = { ...ctx, state: unborn as unknown as Ctx['state'] };
  if (!action.who.some((who) => isWho(who, as, born))) return notYours;
  const decision = settle({ workflow, name, action, ctx: born }, as, input);
  return 'refused' in decision ? decision : { floor, reached, ...decision };
}

/** When the engine itself acts in the present state, or null. */
export function actsAt(workflow: Workflow, ctx: Pick<Ctx, 'state' | 'params' | 'calendar'>): Instant | null {
  const after = workflow.states[ctx.state.status]?.after;
  if (!after) return null;
  const span = ctx.params.span(after.param);
  if (after.count === 'fullDays') return fullDaysAfter(ctx.state.entered, span.value).ends;
  return deadline(ctx.state.entered, span, ctx.calendar);
}

/** One action under decision, and the state that it enters. */
interface Move {
  readonly workflow: Workflow;
  readonly name: string;
  readonly action: ActionDefinition;
  readonly ctx: Ctx;
  readonly to?: string | undefined;
}

function settle({ ctx: bare, ...asked }: Move, as: Acting, input: unknown): Decision | Refusal {
  const { workflow, name, action } = asked;
  const form = parse(action, input);
  if ('refused' in form) return form;
  const ctx: Ctx = { ...bare, form: form.value };
  const blocking = action.guards?.find((guard) => !guard.holds(ctx));
  if (blocking) return refuseBy(blocking);
  const to = choose(action.to, ctx);
  const round = action.newRound?.(ctx) ? ctx.now : undefined;
  const opens = openings({ ...asked, to, ctx: round ? { ...ctx, state: { ...ctx.state, round } } : ctx });
  const floor = choose(action.floor, ctx);
  const reached = reachedBy(opens, ctx);
  const reopens = to !== undefined && workflow.states[to]?.kind === 'open' && ctx.state.outcome !== null;
  const outcome = choose(action.outcome, ctx) ?? (reopens ? null : undefined);
  const urgent = choose(action.urgent, ctx);
  return {
    action: name,
    as,
    form: form.value,
    ...(to !== undefined && { to }),
    opens,
    closes: closings({ ...asked, to, ctx }),
    ...(floor && { floor }),
    ...(reached && { reached }),
    ...(outcome !== undefined && { outcome }),
    ...(urgent !== undefined && { urgent }),
    ...(round && { round }),
    effects: choose(action.effects, ctx) ?? [],
  };
}

function openings({ workflow, action, to, ctx }: Move): readonly Opening[] {
  const { tasks } = ctx.state;
  const assign = choose(action.assign, ctx);
  const closes = choose(action.closes, ctx) ?? [];
  const open = ({ key, due, assign: own }: Omit<TaskDefinition, 'when'>, main: boolean): Opening => ({
    key,
    assign: main ? (assign ?? own) : own,
    due: dueOf(workflow, due, ctx),
    main,
  });
  const side = (action.opens ?? [])
    .filter(({ when }) => when?.(ctx) ?? true)
    .filter(({ key }) => closes.includes(key) || !tasks.some((task) => task.key === key))
    .map((task) => open(task, false));
  const entered = to === undefined ? undefined : workflow.states[to]?.task;
  if (entered) return [open(entered, true), ...side];
  // A mark that names an owner moves the main task as it is: same act, same date, another pair of hands.
  const moved = to === undefined && assign ? tasks.filter(({ main }) => main) : [];
  return [...moved.flatMap(({ key, due }) => (assign ? [{ key, assign, due, main: true }] : [])), ...side];
}

function closings({ workflow, action, to, ctx }: Move): readonly string[] {
  const named = choose(action.closes, ctx) ?? [];
  const closesAll = to !== undefined && workflow.states[to]?.kind === 'closed';
  const movesMain = to !== undefined || choose(action.assign, ctx) !== undefined;
  return ctx.state.tasks
    .filter((task) => closesAll || named.includes(task.key) || (movesMain && task.main))
    .map((task) => task.id);
}

/** A case is opened to the level to which it is handed, so that whoever holds a task of it can load it; undefined where it is open so far already. */
function reachedBy(opens: readonly Opening[], { state, history }: Ctx): Level | undefined {
  const oneLevelUp = levelAbove(lastMain(history)?.level ?? 'village');
  const handed: Partial<Record<Assign['to'], Level>> = {
    line: 'town',
    town: 'town',
    county: 'county',
    oneLevelUp,
  };
  const wanted = new Set(opens.map(({ assign }) => handed[assign.to]));
  return levels.slice(levels.indexOf(state.reached) + 1).findLast((level) => wanted.has(level));
}

/** A step is due on its day of the schedule, and never before the end of the day on which it begins. */
function dueOf(workflow: Workflow, due: Due, ctx: Ctx): Instant {
  if ('day' in due) return agreedDay(due.day, ctx as Ctx<Record<string, unknown>>);
  if (due.from === 'now') return deadline(ctx.now, ctx.params.span(due.param), ctx.calendar);
  const scheduled = latestDay(workflow, due.param, { ...ctx, round: ctx.state.round });
  const today = endOfDay(dayOf(ctx.now));
  return scheduled > today ? scheduled : today;
}

/** The end of the day that was named last, in this form or before; of today where that is past. */
function agreedDay(field: string, { form, history, now }: Ctx<Record<string, unknown>>): Instant {
  const before = history.findLast((row) => typeof row.form[field] === 'string');
  const day = String(form[field] ?? before?.form[field] ?? '');
  const today = dayOf(now);
  return endOfDay(day > today ? day : today);
}

function parse(action: ActionDefinition, input: unknown): { value: Record<string, unknown> } | Refusal {
  if (!action.form) return { value: {} };
  const parsed = action.form.schema.safeParse(input);
  if (parsed.success) return { value: parsed.data as Record<string, unknown> };
  const issue = parsed.error.issues[0];
  const key = String(issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : 'form'));
  const title = action.form.fields[key]?.title;
  return refuse('badInput', key, title ? `“${title}”没写对，改一下` : '有一处没写对，改一下再发');
}

function mayBeDone(workflow: Workflow, name: string, action: ActionDefinition, ctx: Ctx): boolean {
  const { status } = ctx.state;
  // What the engine does by itself it does once in a state, like an act that nobody repeats.
  const isOnce = action.once === true || workflow.states[status]?.after?.do === name;
  const isSpent = isOnce && ctx.since.some((row) => row.action === name && row.actor === ctx.actor.person);
  return leadsFrom(action, status, workflow) && !isSpent;
}

function capacity(action: ActionDefinition, ctx: Ctx): Acting | undefined {
  for (const who of action.who) {
    const as = ctx.actor.as.find((acting) => isWho(who, acting, ctx));
    if (as) return as;
  }
  return undefined;
}

function isWho(who: Who, acting: Acting, ctx: Ctx): boolean {
  if (who === 'system') return acting.kind === 'system';
  if (who === 'owner' || who === 'holder') {
    // Covering somebody, one holds that person's tasks: those not yet handed over, and those that were.
    const mine = [ctx.actor.person, acting.kind === 'role' ? acting.for : undefined];
    const holds = (task: Task): boolean =>
      (who === 'holder' || task.main) && acting.kind === 'role' && mine.includes(task.holder);
    return ctx.state.tasks.some(holds);
  }
  if ('roles' in who) return acting.kind === 'role' && who.roles.includes(acting.role);
  return acting.kind === 'party' && who.parties.includes(acting.party);
}

function refuse(refused: Refusal['refused'], code: string, words: string): Refusal {
  return { refused, code, words };
}

const notYours = refuse('notYours', 'who', '这一步要别的人来办');

const refuseBy = (guard: Guard): Refusal =>
  guard.retry
    ? { refused: 'notNow', code: guard.code, words: guard.words, retry: true }
    : refuse('blocked', guard.code, guard.words);
