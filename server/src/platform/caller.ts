import type { EndpointAccess } from '@songtao/shared/api/endpoint.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import { AppError } from './errors.js';

/** Who calls, and in whose name the stores are asked. */
export interface Caller {
  readonly sessionId: string;
  readonly personId: string;
  readonly scope: Extract<Scope, { kind: 'person' }>;
}

/** Turns the bearer token of a request into its caller; provided by identity under this class as its token. */
export abstract class CallerResolver {
  /** Null where the token is unknown, over or revoked. */
  abstract resolve(token: string): Promise<Caller | null>;

  /** Throws `stepUp` unless the session has shown the second factor lately. */
  abstract checkStepUp(caller: Caller): Promise<void>;
}

/** Throws unless that caller may call an endpoint of that access at all. */
export function checkAccess(access: EndpointAccess, caller: Caller | null): void {
  if (access === 'public') return;
  if (!caller) throw new AppError('signedOut');
  if (access === 'signedIn') return;
  const { grants } = caller.scope;
  const fits =
    access === 'staff'
      ? grants.length > 0
      : access.includes('villager') || grants.some(({ role }) => access.includes(role));
  if (!fits) throw new AppError('notYours');
}

/** The token of an Authorization header; null where there is none in that form. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer ([\w-]{16,128})$/.exec(header ?? '')?.[1] ?? null;
}
