import { dayOf, deadline, type Calendar, type Day, type Instant } from '../calendar/calendar.js';
import type { Params, SpanKey } from '../policy/param.js';
import type { StepDefinition, Workflow } from './define.js';
import type { Row } from './fold.js';

/** One step of a procedure as both sides see it: when it happened, or by which day it will. */
export interface PlannedStep {
  readonly key: string;
  readonly title: string;
  readonly hint: string | null;
  /** When the step was left for a later one. */
  readonly done: Instant | null;
  /** Latest moment (24:00 +08:00); null where policy sets no day. */
  readonly by: Instant | null;
  readonly now: boolean;
}

/** By when, at the latest, a scheduled act is due: on its own day counted from the start of the round, and never before the acts that the states put before it. */
export function latestDay(
  workflow: Workflow,
  key: SpanKey,
  { round, params, calendar }: { round: Instant; params: Params; calendar: Calendar },
): Instant {
  const order = Object.values(workflow.states).flatMap(({ task }) =>
    task && 'param' in task.due && task.due.from === 'round' ? [task.due.param] : [],
  );
  const before = order.slice(0, order.indexOf(key) + 1);
  const days = [...before, key].map((param) => deadline(round, params.span(param), calendar));
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/** The latest moment of every step, counted from the start of the round; no step is due before the one preceding it. */
export function plan(
  workflow: Workflow,
  start: Instant,
  params: Params,
  calendar: Calendar,
): readonly { step: StepDefinition; by: Instant | null }[] {
  const round = { round: start, params, calendar };
  return workflow.steps.map((step) => ({ step, by: step.by ? latestDay(workflow, step.by, round) : null }));
}

/** The plan with what has happened written over it; a step that was sent back is to come again. */
export function progress(
  workflow: Workflow,
  { rows, round, status }: { rows: readonly Row[]; round: Instant; status: string },
  params: Params,
  calendar: Calendar,
): readonly PlannedStep[] {
  const order = workflow.steps.map((step) => step.key);
  const at = order.indexOf(workflow.states[status]?.step ?? '');
  const closed = workflow.states[status]?.kind === 'closed';
  return plan(workflow, round, params, calendar).map(({ step, by }, index) => ({
    key: step.key,
    title: step.title,
    hint: step.hint ?? null,
    done: index < at || (closed && index === at) ? leftAt(workflow, rows, step.key) : null,
    by,
    now: index === at && !closed,
  }));
}

function leftAt(workflow: Workflow, rows: readonly Row[], step: string): Instant | null {
  const stepOf = (row: Row): string | undefined => row.decided.to && workflow.states[row.decided.to]?.step;
  const last = rows.findLastIndex((row) => stepOf(row) === step);
  if (last < 0) return null;
  const left = rows.slice(last + 1).find((row) => stepOf(row) !== undefined && stepOf(row) !== step);
  return (left ?? rows[last])?.at ?? null;
}

/** The nth day of the procedure, the day of the lead being the first. */
export function dayNumber(started: Instant, now: Instant): number {
  const days = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  return days(dayOf(now)) - days(dayOf(started)) + 1;
}
