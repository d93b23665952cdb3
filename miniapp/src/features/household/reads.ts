import { levelOf } from '@songtao/shared/access/role.js';
import { householdApi, type HouseholdView } from '@songtao/shared/api/registry.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import type { Me } from '@songtao/shared/api/session.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';
import type { CallError } from '../../platform/call.core';
import { newId } from '../../platform/ids';
import { keyOf, queryClient, useRead } from '../../platform/query';

type Page = OutputOf<typeof householdApi.search>;

/** A household as a list shows it. */
export type HouseholdLine = Page['items'][number];

const pageAfter = (q: string, after: string | null): Promise<Page> =>
  call(householdApi.search, { ...(q !== '' && { q }), limit: 20, ...(after !== null && { after }) });

/** Households within reach, page by page; all of them where nothing is sought. */
export function useHouseholds(q: string) {
  return useInfiniteQuery<Page, CallError, readonly HouseholdLine[], readonly unknown[], string | null>({
    queryKey: [...keyOf(householdApi.search), q],
    queryFn: ({ pageParam }) => pageAfter(q, pageParam),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** Whether the files of households are for this person: the county sees the cases handed up to it, a line its referrals. */
export const opensHouseholds = (me: Me): boolean =>
  me.roles.some(
    ({ role }) =>
      role === 'townOfficer' || role === 'townLeader' || (role !== 'villager' && levelOf[role] === 'village'),
  );

/** One household; that one looked is kept. */
export const useHousehold = (id: string) => useRead(householdApi.get, { id });

/** Shows one covered field, with a reason that the household reads. Rejects with a CallError. */
export async function reveal(
  id: string,
  what: { field: 'phone' } | { field: 'birthDate'; member: string },
  reason: string,
): Promise<string | null> {
  const { value } = await call(householdApi.reveal, { id, requestId: newId(), reason, ...what });
  return value;
}

/** Says whether a phone belongs to the household. Rejects with a CallError. */
export async function confirmClaim(id: string, person: string, belongs: boolean): Promise<void> {
  const view: HouseholdView = await call(householdApi.confirm, { id, requestId: newId(), person, belongs });
  queryClient.setQueryData(keyOf(householdApi.get, { id }), view);
}
