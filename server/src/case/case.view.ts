import { levelOf } from '@songtao/shared/access/role.js';
import type { CaseLine, CaseView } from '@songtao/shared/api/case.js';
import { deadline, dayOf } from '@songtao/shared/calendar/calendar.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { maskName } from '@songtao/shared/notice/mask.js';
import { available } from '@songtao/shared/workflow/decide.js';
import type { Ctx, StateDefinition, Workflow } from '@songtao/shared/workflow/define.js';
import type { Row } from '@songtao/shared/workflow/fold.js';
import { dayNumber, progress } from '@songtao/shared/workflow/plan.js';
import type { CaseSummary, LoadedCase } from './case.model.js';
import { isStaff, sectionsFor, type Reader, type Surroundings } from './case.reader.js';
import { lastTold, timeline } from './case.told.js';
import { formsOf, helpsOf, resultsOf, storyFor } from './case.written.js';

/** The page of a case as one reader may see it: a section that is not for the reader is null, never merely hidden. */
export function viewOf(loaded: LoadedCase, ctx: Ctx, reader: Reader, around: Surroundings): CaseView {
  const { head, rows, state, links } = loaded;
  const workflow = workflowOf(head.category);
  const sections = sectionsFor(workflow, reader.as);
  const staff = isStaff(reader);
  const isHidden = staff && around.isWithheld;
  const seesForms = sections.has('forms') || sections.has('errand');
  const refusal = sections.has('timeline') ? refusalOf(workflow, loaded, around) : null;
  return {
    ...lineOf(summarise(loaded), reader, around, lastTold(workflow, loaded, reader, around)),
    steps: steps(workflow, loaded, around),
    dayNumber: dayNumber(state.started, around.now),
    decideBy: decideBy(workflow, loaded, around),
    tentative: around.calendar.isTentative(Number(dayOf(state.due ?? around.now).slice(0, 4))),
    holder: sections.has('people') ? (around.people.get(state.owner ?? '') ?? null) : null,
    prepare: [...prepareOf(workflow, loaded)],
    story: sections.has('story') && !isHidden ? storyFor(reader, loaded, around) : null,
    subject:
      staff || sections.has('story')
        ? subjectOf(loaded, reader, { ...around, isClaim: ctx.facts.actorConfirmed === false })
        : null,
    timeline: sections.has('timeline') ? timeline(workflow, loaded, reader, around) : [],
    forms: seesForms && !isHidden ? formsOf(workflow, loaded, reader, around) : [],
    results: sections.has('timeline') ? resultsOf(workflow, rows, around) : [],
    calls: [...around.calls],
    helps: sections.has('timeline') ? helpsOf(workflow, rows) : [],
    refusal,
    outcome: sections.has('timeline') ? state.outcome : null,
    followers: staff ? loaded.parties.filter(({ party }) => party === 'follower').length : 0,
    links: staff
      ? links.map(({ kind, caseId, number, category, open }) => ({ kind, caseId, number, category, open }))
      : [],
    mayAppeal:
      workflow.mayBeAppealed === true &&
      reader.as.some((as) => as.kind === 'party' && as.party !== 'checker'),
    abilities: available(workflow, ctx).map((ability) => ({ ...ability })),
  };
}

function prepareOf(workflow: Workflow, { state, rows }: LoadedCase): readonly string[] {
  const { prepare = [] } = workflow.states[state.status] ?? {};
  return typeof prepare === 'function' ? prepare(rows) : prepare;
}

/** One line of a list; `told` is what happened last in the reader's words. */
export function lineOf(
  summary: CaseSummary,
  reader: Reader,
  around: Pick<Surroundings, 'villageName'>,
  told: { readonly words: string; readonly at: string } | null,
): CaseLine {
  const workflow = workflowOf(summary.category);
  const state = workflow.states[summary.status];
  const staff = isStaff(reader);
  const isSubject = reader.as.some((as) => as.kind === 'party' && as.party === 'subject');
  const place = `${around.villageName}${summary.group === null ? '' : `${summary.group}组`}`;
  return {
    id: summary.id,
    number: summary.number,
    category: summary.category,
    title: titleOf(workflow, summary.titleKey),
    status: summary.status,
    kind: state?.kind ?? 'open',
    step: workflow.steps.find((step) => step.key === state?.step)?.title ?? '',
    urgent: summary.urgent,
    version: summary.version,
    person: staff ? summary.subjectName : null,
    place: staff ? place : null,
    reportedAt: summary.started,
    sentence: {
      done: told?.words ?? null,
      doneAt: told?.at ?? null,
      next: nextWords(state, staff),
      until: state?.kind === 'closed' ? null : summary.due,
      mine: staff ? summary.owner === reader.person : state?.kind === 'waiting' && isSubject,
    },
    blockedBy: null,
  };
}

function nextWords(state: StateDefinition | undefined, isForStaff: boolean): string | null {
  if (!state || state.kind === 'closed') return null;
  return isForStaff ? (state.task?.title ?? null) : state.says;
}

/** The tile's words, or the name of the procedure. */
export function titleOf(workflow: Workflow, key: string | null): string {
  const start = Object.values(workflow.actions).find((action) => action.from === 'start');
  const field = start?.form?.fields[workflow.titleField ?? ''];
  return field?.options?.find((option) => option.value === key)?.title ?? workflow.title;
}

/** A loaded case as a list would show it. */
function summarise({ head, state, rows }: LoadedCase): CaseSummary {
  const { status, urgent, version, owner, level, due, started } = state;
  return { ...head, status, urgent, version, owner, level, due, started, lastAt: rows.at(-1)?.at ?? started };
}

function steps(workflow: Workflow, { rows, state }: LoadedCase, around: Surroundings): CaseView['steps'] {
  const stepOf = (row: Row): string | undefined => row.decided.to && workflow.states[row.decided.to]?.step;
  return progress(
    workflow,
    { rows, round: state.round, status: state.status },
    around.params,
    around.calendar,
  ).map((step) => {
    const from = rows.findLastIndex((row) => stepOf(row) === step.key);
    const until = rows.findIndex(
      (row, index) => index > from && stepOf(row) !== undefined && stepOf(row) !== step.key,
    );
    const inside = from < 0 ? [] : rows.slice(from, until < 0 ? undefined : until + 1);
    const names = inside
      .filter((row) => row.as.kind === 'role')
      .map((row) => around.people.get(row.actor)?.name);
    return { ...step, who: [...new Set(names)].filter(Boolean).join('、') || null };
  });
}

function subjectOf(
  { head, parties }: LoadedCase,
  reader: Reader,
  around: Surroundings & { readonly isClaim: boolean },
): CaseView['subject'] {
  const reporter = parties.find(({ party }) => party === 'reporter');
  const isOther =
    reporter !== undefined &&
    !parties.some(({ person, party }) => party === 'subject' && person === reporter.person);
  const isTown = reader.as.some((as) => as.kind === 'role' && levelOf[as.role] !== 'village');
  const maySee = isOther && (isTown || !reporter.hidden);
  return {
    // A phone number that only claims a household does not learn whose it is.
    name: around.isClaim && !isStaff(reader) ? maskName(head.subjectName) : head.subjectName,
    village: head.village,
    villageName: around.villageName,
    group: head.group,
    householdId: head.household,
    people: around.householdSize,
    phone: around.phone,
    reporter: maySee ? (around.people.get(reporter.person)?.name ?? null) : null,
  };
}

function refusalOf(
  workflow: Workflow,
  { rows, state }: LoadedCase,
  around: Surroundings,
): CaseView['refusal'] {
  if (workflow.states[state.status]?.kind !== 'closed') return null;
  const row = rows.findLast((candidate) => workflow.actions[candidate.action]?.shows === 'refusal');
  if (!row) return null;
  const options = workflow.actions[row.action]?.form?.fields['door']?.options;
  const door = String(row.form['door']);
  return {
    at: row.at,
    words: String(row.form['words']),
    rule: String(row.form['rule']),
    door,
    doorTitle: options?.find((option) => option.value === door)?.title ?? door,
    doorTaken: rows.some((other) => other.seq > row.seq && workflow.actions[other.action]?.shows === 'door'),
    appealUntil: deadline(row.at, around.params.span('appeal.days'), around.calendar),
  };
}

function decideBy(workflow: Workflow, { rows, state }: LoadedCase, around: Surroundings): string | null {
  const planned = progress(
    workflow,
    { rows, round: state.round, status: state.status },
    around.params,
    around.calendar,
  );
  return planned.findLast((step) => step.by !== null)?.by ?? null;
}
