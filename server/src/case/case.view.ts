import { levelOf } from '@songtao/shared/access/role.js';
import type { CaseLine, CaseView } from '@songtao/shared/api/case.js';
import type { FileRef, PersonRef } from '@songtao/shared/api/common.js';
import { deadline, dayOf, type Calendar } from '@songtao/shared/calendar/calendar.js';
import { dueWords } from '@songtao/shared/calendar/words.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { filesIn } from '@songtao/shared/form/form.js';
import { maskName } from '@songtao/shared/notice/mask.js';
import type { Params } from '@songtao/shared/policy/param.js';
import { available } from '@songtao/shared/workflow/decide.js';
import {
  branches,
  type ActionDefinition,
  type Ctx,
  type Section,
  type Side,
  type StateDefinition,
  type Telling,
  type Workflow,
} from '@songtao/shared/workflow/define.js';
import type { Acting, Row } from '@songtao/shared/workflow/fold.js';
import { dayNumber, progress } from '@songtao/shared/workflow/plan.js';
import type { CaseSummary, LoadedCase } from './case.model.js';

/** Who reads, and in what capacities. */
export interface Reader {
  readonly person: string;
  readonly as: readonly Acting[];
}

/** Everything a page needs that is not in the case itself. */
export interface Surroundings {
  readonly people: ReadonlyMap<string, PersonRef>;
  readonly files: ReadonlyMap<string, FileRef>;
  readonly params: Params;
  readonly calendar: Calendar;
  readonly now: string;
  readonly villageName: string;
  /** Whoever said it took the consent back: staff read it no longer. */
  readonly isWithheld: boolean;
  readonly householdSize: number | null;
  /** The subject's number as this reader may see it. */
  readonly phone: string | null;
  /** Whom this reader has to call. */
  readonly calls: readonly PersonRef[];
}

const isStaff = (reader: Reader): boolean => reader.as.some((as) => as.kind === 'role');

/** The sections that any of the reader's capacities opens. */
export function sectionsFor(workflow: Workflow, as: readonly Acting[]): ReadonlySet<Section> {
  return new Set(as.flatMap(sideOf).flatMap((side) => workflow.sees[side]));
}

// The engine reads nothing.
function sideOf(as: Acting): readonly Side[] {
  if (as.kind !== 'role') return as.kind === 'party' ? [as.party] : [];
  return [as.role === 'townLine' || as.role === 'helpPerson' ? as.role : as.level];
}

/** Name with the role in words: 李建国（网格员）. */
function named(person: PersonRef | undefined): string {
  if (!person) return '镇里';
  return person.role === '' ? person.name : `${person.name}（${person.role}）`;
}

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

/** What one side is told of one row; null when it is told nothing. */
export function told(
  workflow: Workflow,
  loaded: LoadedCase,
  row: Row,
  side: 'villager' | 'staff',
  people: Surroundings['people'],
): string | null {
  const { state } = loaded;
  const telling: Telling = {
    row,
    history: loaded.rows.slice(0, row.seq - 1),
    actor: actorOf(loaded, row, people),
    person: typeof row.form['person'] === 'string' ? named(people.get(row.form['person'])) : '',
    owner: named(people.get(mainHolderAt(loaded.rows, row.seq) ?? state.owner ?? '')),
    until: untilAt(loaded.rows, row.seq),
  };
  return workflow.actions[row.action]?.tells[side](telling) ?? null;
}

// Who spoke for somebody else is named, unless that was asked to be hidden.
function actorOf({ head, parties }: LoadedCase, row: Row, people: Surroundings['people']): string {
  if (row.as.kind !== 'party') return named(people.get(row.actor));
  const own = parties.filter(({ person }) => person === row.actor);
  if (own.some(({ party }) => party === 'subject')) return head.subjectName;
  return own.some(({ hidden }) => hidden) ? '有人' : named(people.get(row.actor));
}

function mainHolderAt(rows: readonly Row[], seq: number): string | undefined {
  return rows
    .slice(0, seq)
    .flatMap((row) => row.decided.opened ?? [])
    .findLast((task) => task.main)?.holder;
}

function untilAt(rows: readonly Row[], seq: number): string {
  const main = rows
    .slice(0, seq)
    .flatMap((row) => row.decided.opened ?? [])
    .findLast((task) => task.main);
  return main ? dueWords(main.due) : '';
}

function lastTold(
  workflow: Workflow,
  loaded: LoadedCase,
  reader: Reader,
  around: Surroundings,
): { words: string; at: string } | null {
  const side = isStaff(reader) ? 'staff' : 'villager';
  const sees = sectionsFor(workflow, reader.as).has('timeline');
  for (const row of [...loaded.rows].reverse()) {
    const words = told(workflow, loaded, row, side, around.people);
    // Whoever sees the status only is told the state, not what was written.
    if (words !== null)
      return { words: sees ? words : (workflow.states[loaded.state.status]?.says ?? ''), at: row.at };
  }
  return null;
}

function timeline(
  workflow: Workflow,
  loaded: LoadedCase,
  reader: Reader,
  around: Surroundings,
): CaseView['timeline'] {
  const side = isStaff(reader) ? 'staff' : 'villager';
  return loaded.rows
    .flatMap((row) => {
      const words = told(workflow, loaded, row, side, around.people);
      return words === null ? [] : [{ seq: row.seq, at: row.at, words, action: row.action }];
    })
    .reverse();
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

// A voice says who speaks: whoever asked to be hidden from the subject is not heard by it.
function storyFor(
  reader: Reader,
  { rows, parties }: LoadedCase,
  around: Surroundings,
): NonNullable<CaseView['story']> {
  const story = storyOf(rows, around);
  const isHidden = parties.some(
    ({ party, person, hidden }) => party === 'reporter' && hidden && person !== reader.person,
  );
  return isHidden && !isStaff(reader) ? { ...story, voice: [] } : story;
}

const filesOf = (ids: unknown, { files }: Surroundings): FileRef[] =>
  Array.isArray(ids) ? ids.flatMap((id) => files.get(String(id)) ?? []) : [];

function storyOf(rows: readonly Row[], around: Surroundings): NonNullable<CaseView['story']> {
  const form = rows[0]?.form ?? {};
  const text = (key: string): string | null => (typeof form[key] === 'string' ? form[key] : null);
  return {
    kind: text('kind') ?? text('about'),
    words: text('words'),
    voice: filesOf(form['voice'], around),
    photos: filesOf(form['photos'], around),
    place: text('place'),
    channel: text('channel') ?? 'self',
  };
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

function formsOf(
  workflow: Workflow,
  loaded: LoadedCase,
  reader: Reader,
  around: Surroundings,
): CaseView['forms'] {
  // A household that sees forms sees its own; only as staff one reads what others wrote.
  const asStaff = sectionsFor(
    workflow,
    reader.as.filter(({ kind }) => kind === 'role'),
  );
  return loaded.rows.slice(1).flatMap((row) => {
    const action = workflow.actions[row.action];
    if (!action?.form || isSealed(workflow, loaded, row)) return [];
    const isOwn = row.actor === reader.person;
    const isAsked = asStaff.has('errand') && asksLine(action);
    if (!asStaff.has('forms') && !isAsked && !isOwn) return [];
    const files = filesIn(action.form, row.form).flatMap((id) => around.files.get(id) ?? []);
    // A reporter who asked to be hidden stays so in what that person added later.
    const actor =
      row.as.kind === 'party'
        ? actorOf(loaded, row, around.people)
        : (around.people.get(row.actor)?.name ?? '');
    return [
      {
        action: row.action,
        title: action.title,
        at: row.at,
        actor,
        form: action.form.id,
        value: { ...row.form },
        files,
      },
    ];
  });
}

const asksLine = ({ assign }: ActionDefinition): boolean => branches(assign).some(({ to }) => to === 'line');

const isSealed = (workflow: Workflow, { rows }: LoadedCase, { action, seq }: Row): boolean =>
  rows.some((later) => later.seq > seq && workflow.actions[later.action]?.seals?.includes(action));

function resultsOf(workflow: Workflow, rows: readonly Row[], around: Surroundings): CaseView['results'] {
  return rows
    .filter((row) => workflow.actions[row.action]?.shows === 'result')
    .map(({ at, form }) => ({ at, words: String(form['words']), photos: filesOf(form['photos'], around) }));
}

function helpsOf(workflow: Workflow, rows: readonly Row[]): CaseView['helps'] {
  return rows
    .filter((row) => workflow.actions[row.action]?.shows === 'help')
    .map(({ form }) => ({
      what: String(form['what']),
      by: String(form['by']),
      on: String(form['on']),
      amount: typeof form['amount'] === 'number' ? form['amount'] : null,
    }));
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
