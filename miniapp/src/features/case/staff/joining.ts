import { caseApi, type CaseLine, type CaseView } from '@songtao/shared/api/case.js';
import { useState } from 'react';
import { call } from '../../../platform/call';
import { asCallError } from '../../../platform/call.core';
import { answered, requestOf } from './acting';
import { lookAgain, take } from './reads';

/** Whether this reader may join it to another one now. */
export function mayJoin({ abilities }: CaseView): boolean {
  return abilities.some(({ screen, blockedBy }) => screen === 'join' && !blockedBy);
}

/** Of the cases that were found, those to which this one could belong; the server knows the households. */
export function joinable(view: CaseView, lines: readonly CaseLine[]): readonly CaseLine[] {
  return lines.filter(
    ({ id, category, kind }) => id !== view.id && category === view.category && kind !== 'closed',
  );
}

/** Joins one case to another, at once: in the meantime either may be over. */
export function useJoining({ id, version }: Pick<CaseView, 'id' | 'version'>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const join = async (into: string): Promise<boolean> => {
    const key = `${id}/join/${into}`;
    setBusy(true);
    setProblem(null);
    try {
      take(await call(caseApi.join, { id, into, version, requestId: requestOf(key, String(version)) }));
      answered(key);
      void lookAgain();
      return true;
    } catch (thrown) {
      const { code, offline, message } = asCallError(thrown);
      if (!offline) answered(key);
      if (code === 'stale') await lookAgain();
      setProblem(offline ? '没有网，现在并不了' : message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, join };
}
