import { caseApi, type CaseLine } from '@songtao/shared/api/case.js';
import { sessionApi } from '@songtao/shared/api/session.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../../platform/call';
import type { CallError } from '../../../platform/call.core';
import { keyOf, refresh, useRead } from '../../../platform/query';

/** One's own cases, newest first: the first page, which the home page needs. */
export const useMyCases = () => useRead(caseApi.list, { worklist: 'mine', limit: 20 }, { offline: true });

/** One's own cases, page by page. */
export function useMyCasePages() {
  return useInfiniteQuery<
    Awaited<ReturnType<typeof pageAfter>>,
    CallError,
    readonly CaseLine[],
    readonly unknown[],
    string | null
  >({
    queryKey: [...keyOf(caseApi.list), 'mine', 'pages'],
    queryFn: ({ pageParam }) => pageAfter(pageParam),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

function pageAfter(after: string | null) {
  return call(caseApi.list, { worklist: 'mine', limit: 20, ...(after !== null && { after }) });
}

/** One case, as its villager sees it. */
export const useCase = (id: string) => useRead(caseApi.get, { id });

/** After something was done to a case; how many are open and wait is said by `me`. */
export const refreshCases = () => refresh(caseApi.get, caseApi.list, sessionApi.me);
