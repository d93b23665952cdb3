import Taro from '@tarojs/taro';
import type { Endpoint, InputOf, OutputOf } from '@songtao/shared/api/endpoint.js';
import {
  asCallError,
  readAnswer,
  wireRequest,
  type CallError,
  type WireAnswer,
  type WireRequest,
} from './call.core';
import { apiBase, appVersion } from './env';
import { session } from './session-state';

/** How one call may differ from the others. */
export interface CallOptions {
  /** Milliseconds until the call counts as not answered. */
  readonly timeout?: number;
}

const defaultTimeout = 15_000;

/** Headers of every request, uploads included. */
export function callHeaders(): Record<string, string> {
  const token = session.get()?.token;
  return { 'x-app-version': appVersion, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
}

type Renewal = () => Promise<boolean>;
let renewSession: Renewal = () => Promise.resolve(false);
let announceUpdate: (error: CallError) => void = () => undefined;
let askForFactor: () => void = () => undefined;

/** Registers who signs in again when a session has ended; `true` means: ask once more. */
export function onSignedOut(renewal: Renewal): void {
  renewSession = renewal;
}

/** Registers who shows the page "please update" when the server no longer speaks with this build. */
export function onUpdateNeeded(listener: (error: CallError) => void): void {
  announceUpdate = listener;
}

/** Registers who asks for the second factor; what was refused is tapped again afterwards. */
export function onStepUp(listener: () => void): void {
  askForFactor = listener;
}

async function overTaro(request: WireRequest, timeout: number): Promise<WireAnswer> {
  const answer = await Taro.request<unknown, Record<string, unknown>>({
    url: request.url,
    method: request.method,
    header: { ...callHeaders(), ...(request.body && { 'content-type': 'application/json' }) },
    timeout,
    ...(request.body && { data: request.body }),
  });
  return { status: answer.statusCode, body: answer.data };
}

async function judged(ask: () => Promise<WireAnswer>): Promise<unknown> {
  try {
    return readAnswer(await ask());
  } catch (thrown) {
    const error = asCallError(thrown);
    if (error.code === 'updateApp') announceUpdate(error);
    if (error.code === 'stepUp') askForFactor();
    throw error;
  }
}

/** Judges an answer; after a renewed session it is asked for once more. Writes carry their own request id, so asking twice is safe. */
export async function settle(
  endpoint: Pick<Endpoint, 'access'>,
  ask: () => Promise<WireAnswer>,
): Promise<unknown> {
  try {
    return await judged(ask);
  } catch (error) {
    const ended = (error as CallError).code === 'signedOut' && endpoint.access !== 'public';
    if (!ended || !(await renewSession())) throw error;
  }
  return judged(ask);
}

/** Calls one row of the contract. Resolves with its output, rejects with a CallError and nothing else. */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<OutputOf<E>> {
  const request = wireRequest(endpoint, input as Record<string, unknown>, apiBase);
  const body = await settle(endpoint, () => overTaro(request, options.timeout ?? defaultTimeout));
  return body as OutputOf<E>;
}
