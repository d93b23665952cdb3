import type { CaseView } from '@songtao/shared/api/case.js';
import type { PersonRef } from '@songtao/shared/api/common.js';
import { dueWords } from '@songtao/shared/calendar/words.js';
import type { Telling, Workflow } from '@songtao/shared/workflow/define.js';
import { lastMain, type Row } from '@songtao/shared/workflow/fold.js';
import type { LoadedCase } from './case.model.js';
import { isStaff, sectionsFor, type Reader, type Surroundings } from './case.reader.js';

/** Name with the role in words: 李建国（网格员）. */
function named(person: PersonRef | undefined): string {
  if (!person) return '镇里';
  return person.role === '' ? person.name : `${person.name}（${person.role}）`;
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
    owner: named(people.get(lastMain(loaded.rows.slice(0, row.seq))?.holder ?? state.owner ?? '')),
    until: untilAt(loaded.rows, row.seq),
  };
  return workflow.actions[row.action]?.tells[side](telling) ?? null;
}

// Who spoke for somebody else is named, unless that was asked to be hidden.
export function actorOf({ head, parties }: LoadedCase, row: Row, people: Surroundings['people']): string {
  if (row.as.kind !== 'party') return named(people.get(row.actor));
  const own = parties.filter(({ person }) => person === row.actor);
  if (own.some(({ party }) => party === 'subject')) return head.subjectName;
  return own.some(({ hidden }) => hidden) ? '有人' : named(people.get(row.actor));
}

function untilAt(rows: readonly Row[], seq: number): string {
  const main = lastMain(rows.slice(0, seq));
  return main ? dueWords(main.due) : '';
}

/** The newest row of which this reader is told. */
export function lastTold(
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

/** Everything of which this reader is told, newest first. */
export function timeline(
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
