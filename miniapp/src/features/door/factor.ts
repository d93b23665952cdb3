import { factorApi } from '@songtao/shared/api/door.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { call } from '../../platform/call';
import { newId } from '../../platform/ids';
import { refresh, useRead } from '../../platform/query';

/** A key for an authenticator, to be scanned or typed. */
export type NewKey = OutputOf<typeof factorApi.begin>;

/** Whether one has a second factor. */
export const useFactor = () => useRead(factorApi.state, {});

/** A new key. Rejects with a CallError. */
export const beginFactor = (): Promise<NewKey> => call(factorApi.begin, {});

/** The first code of a new key; answers the recovery codes. Rejects with a CallError. */
export async function confirmFactor(code: string): Promise<readonly string[]> {
  const { recovery } = await call(factorApi.confirm, { code });
  await refresh(factorApi.state);
  return recovery;
}

/** Shows the second factor. Rejects with a CallError. */
export async function showFactor(code: string): Promise<void> {
  await call(factorApi.show, { code });
  await refresh(factorApi.state);
}

/** Takes it away from the person of a line of the roster. Rejects with a CallError. */
export const resetFactor = (id: string, reason: string): Promise<unknown> =>
  call(factorApi.reset, { id, requestId: newId(), reason });
