import { openSessionApi } from '@songtao/shared/api/door.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { call } from '../../platform/call';
import { refresh, useRead } from '../../platform/query';

/** One place where one is signed in. */
export type OpenSession = OutputOf<typeof openSessionApi.list>['items'][number];

/** Where one is signed in. */
export const useSessions = () => useRead(openSessionApi.list, {});

/** Ends one of them; one that is gone already is gone. */
export async function endSession(id: string): Promise<void> {
  await call(openSessionApi.end, { id }).catch(() => undefined);
  await refresh(openSessionApi.list);
}
