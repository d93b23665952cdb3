import { caseApi, type CaseView } from '@songtao/shared/api/case.js';
import { householdApi } from '@songtao/shared/api/registry.js';
import { sessionApi } from '@songtao/shared/api/session.js';
import { keyOf, queryClient, refresh, useRead } from '../../../platform/query';

export { useOnline } from '../../../platform/network';

/** One case as its staff see it. */
export const useCaseWork = (id: string) => useRead(caseApi.get, { id });

/** Shows at once what the server answered, and asks anew for everything that lists it. */
export function take(view: CaseView): void {
  queryClient.setQueryData(keyOf(caseApi.get, { id: view.id }), view);
  void refresh(caseApi.list, caseApi.today, householdApi.get);
}

/** Somebody else may have changed it. */
export const lookAgain = () => refresh(caseApi.get, caseApi.list, caseApi.today, sessionApi.me);
