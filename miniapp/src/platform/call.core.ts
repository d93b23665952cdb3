import type { Endpoint, Method } from '@songtao/shared/api/endpoint.js';
import { errorTable, type ErrorCode } from '@songtao/shared/api/errors.js';

/** What goes over the wire for one call. */
export interface WireRequest {
  readonly method: Method;
  readonly url: string;
  /** Absent where the method has no body. */
  readonly body?: Record<string, unknown>;
}

/** What came back, before anybody has judged it. */
export interface WireAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Failure {
  readonly requestId?: string;
  readonly retry?: boolean;
  readonly details?: Record<string, unknown>;
  readonly offline?: true;
}

/** Every failure of a call: `message` is already in words for the person. `offline` means that no answer of our server came, so nothing is known about what it did. */
export class CallError extends Error {
  readonly requestId: string | undefined;
  readonly retry: boolean;
  readonly details: Record<string, unknown> | undefined;
  readonly offline: boolean;

  constructor(
    readonly code: ErrorCode,
    message: string,
    failure: Failure = {},
  ) {
    super(message);
    this.name = 'CallError';
    this.requestId = failure.requestId;
    this.retry = failure.retry ?? false;
    this.details = failure.details;
    this.offline = failure.offline ?? false;
  }
}

/** No answer, or an answer that is not our server's (the sign-in page of a hotel's network says 200, too). */
export function noAnswer(): CallError {
  return new CallError('away', errorTable.away.message, { offline: true });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Turns whatever was thrown into the one error that callers know. */
export function asCallError(thrown: unknown): CallError {
  return thrown instanceof CallError ? thrown : noAnswer();
}

function queryOf(values: Record<string, unknown>): string {
  const pairs = Object.entries(values)
    .flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((one) => [key, one] as const))
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** Splits an input over path, query and body as its row of the contract says. */
export function wireRequest(
  endpoint: Pick<Endpoint, 'method' | 'path' | 'wire'>,
  input: Record<string, unknown>,
  base: string,
): WireRequest {
  const rest = { ...input };
  const path = endpoint.path.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    if (value === undefined || value === null || value === '')
      throw new Error(`${endpoint.path} needs ${name}`);
    return encodeURIComponent(String(value));
  });
  const url = base + path;
  if (endpoint.method === 'GET') return { method: 'GET', url: url + queryOf(rest) };
  // WeChat calls every body JSON; an empty one would be refused as broken JSON, so {} goes along.
  if (endpoint.method === 'DELETE') return { method: 'DELETE', url: url + queryOf(rest), body: {} };
  return { method: endpoint.method, url, body: rest };
}

function codeOfStatus(status: number): ErrorCode {
  const known = (Object.keys(errorTable) as ErrorCode[]).find((code) => errorTable[code].status === status);
  if (known) return known;
  return status >= 400 && status < 500 ? 'badInput' : 'away';
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorTable, code);
}

function failureOf({ status, body }: WireAnswer): CallError {
  if (!isRecord(body) || typeof body.code !== 'string') {
    // A gateway in between answers for a server that is down; only our server's own words are a refusal.
    return status >= 500
      ? noAnswer()
      : new CallError(codeOfStatus(status), errorTable[codeOfStatus(status)].message);
  }
  // A newer server may know codes that this build does not: the status still says what kind it is.
  const code = isCode(body.code) ? body.code : codeOfStatus(status);
  return new CallError(code, typeof body.message === 'string' ? body.message : errorTable[code].message, {
    ...(typeof body.requestId === 'string' && { requestId: body.requestId }),
    ...(typeof body.retry === 'boolean' && { retry: body.retry }),
    ...(isRecord(body.details) && { details: body.details }),
  });
}

/** The answer's body, or the CallError that it stands for, thrown. */
export function readAnswer(answer: WireAnswer): unknown {
  if (answer.status < 200 || answer.status >= 300) throw failureOf(answer);
  if (answer.status === 204) return undefined;
  if (typeof answer.body !== 'object' || answer.body === null) throw noAnswer();
  return answer.body;
}
