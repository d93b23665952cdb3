import { caseApi } from '@songtao/shared/api/case.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import { sessionApi } from '@songtao/shared/api/session.js';
import type { Day } from '@songtao/shared/calendar/calendar.js';
import { call } from '../../platform/call';
import { newId } from '../../platform/ids';
import { refresh, useRead } from '../../platform/query';

/** One leave: one's own, or one that asks oneself for cover. */
export type Leave = OutputOf<typeof staffApi.leaves>['items'][number];

/** One's own leave and that of others who ask oneself. */
export const useLeaves = () => useRead(staffApi.leaves, {});

/** After coming back to the page. */
export const refreshLeaves = () => refresh(sessionApi.me, staffApi.leaves);

/** Who is on duty in the town. */
export const useDuty = () => useRead(staffApi.duty, {});

/** What is asked for: who covers, from when to when; `id` makes a second try the same leave. */
export interface Asking {
  readonly id: string;
  readonly cover: string;
  readonly from: Day;
  readonly to: Day;
}

/** Asks a colleague. Rejects with a CallError. */
export async function askLeave(asking: Asking): Promise<void> {
  await call(staffApi.askLeave, { ...asking, requestId: asking.id });
  await refresh(staffApi.leaves);
}

/** Agrees, declines, or cancels. Rejects with a CallError. */
export async function answerLeave(id: string, answer: 'agreed' | 'declined' | 'cancelled'): Promise<void> {
  await call(staffApi.answerLeave, { id, requestId: newId(), answer });
  await refresh(staffApi.leaves, caseApi.today, sessionApi.me);
}
