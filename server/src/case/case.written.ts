import type { CaseView } from '@songtao/shared/api/case.js';
import type { FileRef } from '@songtao/shared/api/common.js';
import { filesIn } from '@songtao/shared/form/form.js';
import { branches, type ActionDefinition, type Workflow } from '@songtao/shared/workflow/define.js';
import type { Row } from '@songtao/shared/workflow/fold.js';
import type { LoadedCase } from './case.model.js';
import { isStaff, sectionsFor, type Reader, type Surroundings } from './case.reader.js';
import { actorOf } from './case.told.js';

// A voice says who speaks: whoever asked to be hidden from the subject is not heard by it.
export function storyFor(
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

/** What was written in the course of a case, as far as this reader may read it. */
export function formsOf(
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

/** What was done, with the photos of it. */
export function resultsOf(
  workflow: Workflow,
  rows: readonly Row[],
  around: Surroundings,
): CaseView['results'] {
  return rows
    .filter((row) => workflow.actions[row.action]?.shows === 'result')
    .map(({ at, form }) => ({ at, words: String(form['words']), photos: filesOf(form['photos'], around) }));
}

/** What help was given. */
export function helpsOf(workflow: Workflow, rows: readonly Row[]): CaseView['helps'] {
  return rows
    .filter((row) => workflow.actions[row.action]?.shows === 'help')
    .map(({ form }) => ({
      what: String(form['what']),
      by: String(form['by']),
      on: String(form['on']),
      amount: typeof form['amount'] === 'number' ? form['amount'] : null,
    }));
}
