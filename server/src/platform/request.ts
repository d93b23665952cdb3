import { AsyncLocalStorage } from 'node:async_hooks';
import type { MultipartFile } from '@fastify/multipart';
import type { Endpoint } from '@songtao/shared/api/endpoint.js';
import type { Caller } from './caller.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: Endpoint;
  }

  interface FastifyRequest {
    caller: Caller | null;
    /** What was sent, once it was checked. */
    input: unknown;
    /** The file of a `file` endpoint, and the fields that came before it. */
    part: MultipartFile | null;
    partFields: Readonly<Record<string, unknown>>;
    /** The code of the error that was answered, for the log. */
    errorCode: string | null;
  }
}

const current = new AsyncLocalStorage<string>();

/** Runs what follows as part of one request, so that logs and audit rows carry its id. */
export function withRequestId<T>(id: string, run: () => T): T {
  return current.run(id, run);
}

/** The id of the request being served; null in background work. */
export function currentRequestId(): string | null {
  return current.getStore() ?? null;
}
