import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';
import type { CallError } from '../../platform/call.core';
import { keyOf, useRead } from '../../platform/query';

type RosterPage = OutputOf<typeof staffApi.roster>;

/** One line of the roster. */
export type RosterLine = RosterPage['items'][number];

/** Who holds what today, page by page. */
export function useRoster() {
  return useInfiniteQuery<RosterPage, CallError, readonly RosterLine[], readonly unknown[], string | null>({
    queryKey: keyOf(staffApi.roster),
    queryFn: ({ pageParam }) =>
      call(staffApi.roster, { limit: 20, ...(pageParam !== null && { after: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** The numbers of policy in force today. */
export const useParams = () => useRead(staffApi.params, {});
