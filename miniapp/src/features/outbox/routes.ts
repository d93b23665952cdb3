import { caseApi, meetingApi } from '@songtao/shared/api/case.js';
import type { Endpoint } from '@songtao/shared/api/endpoint.js';
import { sessionApi } from '@songtao/shared/api/session.js';

/** The writes that may wait on the phone. Their keys lie in storage: they are added to, never renamed. */
export const routes = {
  'case.create': caseApi.create,
  'case.act': caseApi.act,
  'meeting.create': meetingApi.create,
  'me.consent': sessionApi.consent,
} as const satisfies Record<string, Endpoint>;

export type RouteKey = keyof typeof routes;

/** The row behind a stored key; an item of a newer build may lie on a phone that went back. */
export function routeOf(key: string): Endpoint | null {
  return Object.hasOwn(routes, key) ? routes[key as RouteKey] : null;
}
