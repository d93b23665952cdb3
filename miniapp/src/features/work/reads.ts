import { caseApi, type CaseLine } from '@songtao/shared/api/case.js';
import { worklists, type Worklist, type WorklistKey } from '@songtao/shared/worklist/worklist.js';
import { sessionApi, type Me } from '@songtao/shared/api/session.js';
import { messageApi } from '@songtao/shared/api/registry.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';
import type { CallError } from '../../platform/call.core';
import { keyOf, refresh, useRead } from '../../platform/query';

const PAGE = 20;

/** What this person must do now; the last list stays readable without a network. */
export const useToday = () => useRead(caseApi.today, {}, { offline: true });

/** After coming back to a list: what was done meanwhile is gone from it, and the day may be another one. */
export const refreshWork = () => refresh(caseApi.today, caseApi.list, messageApi.list, sessionApi.me);

/** A list that is offered to somebody. */
export interface OfferedList {
  readonly key: WorklistKey;
  readonly list: Worklist;
}

const all = Object.entries(worklists) as [WorklistKey, Worklist][];

/** The lists that these roles are offered: those named for one of them, then those for everybody but the villager's own. */
export function listsFor(me: Pick<Me, 'roles'>): OfferedList[] {
  const roles = me.roles.map(({ role }) => role as string);
  const named = all.filter(([, { roles: whom }]) => whom?.some((role) => roles.includes(role)) ?? false);
  const open = all.filter(([, { roles: whom, where }]) => whom === undefined && where.mine !== 'party');
  return [...named, ...open].map(([key, list]) => ({ key, list }));
}

type CasePage = Awaited<ReturnType<typeof casesAfter>>;

function casesAfter(worklist: WorklistKey, q: string | null, after: string | null) {
  const page = { worklist, limit: PAGE, ...(after !== null && { after }) };
  return q === null ? call(caseApi.list, page) : call(caseApi.search, { ...page, q });
}

/** A named list page by page, or those of it that a search finds. */
export function useCaseList(worklist: WorklistKey, q: string | null = null) {
  return useInfiniteQuery<CasePage, CallError, readonly CaseLine[], readonly unknown[], string | null>({
    queryKey: [...keyOf(caseApi.list), worklist, q],
    queryFn: ({ pageParam }) => casesAfter(worklist, q, pageParam),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    enabled: q === null || q !== '',
  });
}
