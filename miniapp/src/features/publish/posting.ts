import { caseApi, type CaseLine } from '@songtao/shared/api/case.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { noticeApi, type NoticeView } from '@songtao/shared/api/notice.js';
import { useState } from 'react';
import { call } from '../../platform/call';
import { asCallError } from '../../platform/call.core';
import { newId } from '../../platform/ids';
import { refresh, useRead } from '../../platform/query';

/** What neighbours would see. */
export type Preview = OutputOf<typeof noticeApi.preview>;

const MOST = 50;

/** Households whose list is still to be posted. */
export const useToPost = () => useRead(caseApi.list, { worklist: 'toPost', limit: MOST });

/** What the neighbours would see of these; with another headline where one was written. */
export function usePreview(cases: readonly string[], title: string) {
  const named = title === '' ? {} : { title };
  return useRead(noticeApi.preview, { cases: [...cases], ...named }, { enabled: cases.length > 0 });
}

/** Which cases go on one notice: the one it was opened for stands first, and those that must wait are left out. */
export function chosenCases(first: string, lines: readonly CaseLine[], left: readonly string[]): string[] {
  const ids = [first, ...lines.map(({ id }) => id)].filter((id) => id !== '' && !left.includes(id));
  return [...new Set(ids)].slice(0, MOST);
}

/** Posts the list; the id is made once, so that it hangs once. */
export function usePosting() {
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const post = async (preview: Preview, title: string): Promise<NoticeView | null> => {
    setBusy(true);
    setProblem(null);
    const named = title === '' ? {} : { title };
    const cases = preview.items
      .filter(({ blockedBy }) => blockedBy === null)
      .map((item) => ({ id: item.case, version: item.version }));
    try {
      const posted = await call(noticeApi.post, { id, requestId: id, cases, ...named });
      await refresh(caseApi.get, caseApi.list, caseApi.today, noticeApi.list);
      return posted;
    } catch (error) {
      setProblem(asCallError(error).message);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, post };
}
