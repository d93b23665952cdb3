import { workflowOf } from '@songtao/shared/category/registry.js';
import type { CaseState } from '@songtao/shared/workflow/fold.js';
import type { LoadedCase } from '../../server/src/case/case.model.js';
import { CaseRecordRow, CaseTaskRow } from '../../server/src/case/case.row.js';
import { rankOf } from '../../server/src/case/case.scope.js';
import { CaseStore } from '../../server/src/case/case.store.js';
import { Database } from '../../server/src/platform/database.js';
import type { House } from './town.js';

const engine = { kind: 'system', reason: 'test' } as const;

const columns = [
  'status',
  'kind',
  'floor',
  'reached',
  'owner',
  'level',
  'due',
  'urgent',
  'outcome',
  'waitsFor',
  'started',
  'round',
  'entered',
  'enteredSeq',
  'lastAt',
  'version',
  'seq',
] as const;

/** A case as its history says it is, whoever may read it. */
export async function loadedOf(town: House, id: string): Promise<LoadedCase> {
  const loaded = await town.get(CaseStore).find(town.get(Database).read(), engine, id);
  if (!loaded) throw new Error(`no case ${id}`);
  return loaded;
}

/** Ids of every case, the oldest first. */
export async function everyCase(town: House): Promise<string[]> {
  const found = await town
    .get(Database)
    .read()
    .all(CaseRecordRow, ['id'], (query) => query.orderBy('r.started').addOrderBy('r.id'));
  return found.map(({ id }) => id);
}

/** Everything in which a case is not what its history says: projection, open tasks, gaps, hash chain. Empty where all is well, also where somebody acts just between two reads. */
export async function faultsOf(town: House, id: string): Promise<string[]> {
  return (await faultsSeenIn(town, id)).length === 0 ? [] : faultsSeenIn(town, id);
}

async function faultsSeenIn(town: House, id: string): Promise<string[]> {
  const db = town.get(Database).read();
  const { head, rows, state } = await loadedOf(town, id);
  const stored = await db.first(CaseRecordRow, columns, (query) => query.where('r.id = :id', { id }));
  const tasks = await db.all(CaseTaskRow, ['id', 'holder', 'due'], (query) =>
    query.where('r.caseId = :id AND r.closedAt IS NULL', { id }),
  );
  const kind = workflowOf(head.category).states[state.status]?.kind;
  const folded: Record<string, unknown> = {
    ...projectionOf(state),
    kind,
    waitsFor: kind === 'waiting' ? 'villager' : null,
    lastAt: rows.at(-1)?.at,
  };
  const broken = await town.get(CaseStore).brokenAt(db, id);
  return [
    ...columns
      .filter((column) => stored?.[column] !== folded[column])
      .map(
        (column) => `${column}: ${String(stored?.[column])} is stored, ${String(folded[column])} is folded`,
      ),
    ...(asText(tasks) === asText(state.tasks) ? [] : [`tasks: ${asText(tasks)} / ${asText(state.tasks)}`]),
    ...rows.filter((row, index) => row.seq !== index + 1).map(({ seq }) => `a gap before row ${seq}`),
    ...(broken === null ? [] : [`the chain is broken at ${broken}`]),
  ];
}

const projectionOf = ({ tasks: _, floor, reached, ...state }: CaseState) => ({
  ...state,
  floor: rankOf(floor),
  reached: rankOf(reached),
});

const asText = (tasks: readonly { id: string; holder: string; due: string }[]): string =>
  tasks
    .map(({ id, holder, due }) => `${id} ${holder} ${due}`)
    .toSorted()
    .join('; ');
