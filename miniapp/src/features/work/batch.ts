import { caseApi, type CaseLine } from '@songtao/shared/api/case.js';
import { householdApi } from '@songtao/shared/api/registry.js';
import { workflowOf, type Category } from '@songtao/shared/category/registry.js';
import type { ActionDefinition } from '@songtao/shared/workflow/define.js';
import { worklists, type Worklist, type WorklistKey } from '@songtao/shared/worklist/worklist.js';
import { useRef, useState } from 'react';
import { call } from '../../platform/call';
import { asCallError } from '../../platform/call.core';
import { newId } from '../../platform/ids';
import { refresh } from '../../platform/query';

/** A list whose rows may be acted on together, and the act. */
export interface BatchList {
  readonly key: WorklistKey;
  readonly title: string;
  readonly name: string;
  readonly action: ActionDefinition;
}

/** The act that a list names; null where rows are acted on one by one. */
export function batchOf(key: string): BatchList | null {
  const list: Worklist | undefined = worklists[key as WorklistKey];
  const category = list?.where.category;
  if (list?.batch === undefined || category === undefined) return null;
  const action = workflowOf(category as Category).actions[list.batch];
  return action ? { key: key as WorklistKey, title: list.title, name: list.batch, action } : null;
}

/** What became of one row. */
export interface RowResult {
  readonly line: CaseLine;
  readonly ok: boolean;
  readonly message: string | null;
}

/** Acting on several at once; each row is recorded by itself and answers for itself. */
export function useBatch(name: string) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [results, setResults] = useState<readonly RowResult[] | null>(null);
  // After a lost reply the same rows are sent under the same ids.
  const requests = useRef(new Map<string, string>());
  const requestOf = (key: string): string => {
    const id = requests.current.get(key) ?? newId();
    requests.current.set(key, id);
    return id;
  };
  const act = async (lines: readonly CaseLine[], form: Record<string, unknown>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const body = JSON.stringify(form);
    const items = lines.map(({ id, version }) => ({
      id,
      version,
      requestId: requestOf(`${id}/${version}/${body}`),
    }));
    try {
      const answer = await call(caseApi.batch, { action: name, form, items });
      const byId = new Map(answer.items.map((item) => [item.id, item]));
      setResults(
        lines.map((line) => ({
          line,
          ok: byId.get(line.id)?.ok ?? false,
          message: byId.get(line.id)?.message ?? null,
        })),
      );
      requests.current.clear();
      await refresh(caseApi.list, caseApi.get, caseApi.today, householdApi.get);
    } catch (error) {
      setProblem(asCallError(error).message);
    }
    setBusy(false);
  };
  return { busy, problem, results, act, again: () => setResults(null) };
}
