import { dayOf, deadline, type Calendar, type Day, type Instant } from '../calendar/calendar.js';
import type { Params } from '../policy/param.js';
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

/** The latest moment of every step, counted from the start of the round; no step is due before the one preceding it. */
export function plan(
  workflow: Workflow,
  start: Instant,
  params: Params,
  calendar: Calendar,
): readonly { step: StepDefinition; by: Instant | null }[] {
  let latest = '';
  return workflow.steps.map((step) => {
    if (!step.by) return { step, by: null };
    const own = deadline(start, params.span(step.by), calendar);
    latest = own > latest ? own : latest;
    return { step, by: latest };
  });
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
