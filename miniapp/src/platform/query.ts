import './polyfills';
import {
  dehydrate,
  focusManager,
  hydrate,
  onlineManager,
  QueryClient,
  useQuery,
  type DehydratedState,
  type UseQueryResult,
} from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import type { Endpoint, InputOf, OutputOf } from '@songtao/shared/api/endpoint.js';
import { call } from './call';
import { asCallError, type CallError } from './call.core';
import { online } from './network';
import { newestThatFit } from './query.core';
import { room, windowKey } from './storage';

const keptKey = windowKey<DehydratedState>('answers.1');
const saveEvery = 2_000;
const week = 7 * 24 * 3_600_000;

/** The one cache of what the server told us. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: week,
      // A refusal stays a refusal; only a missing answer is worth asking again.
      retry: (failures, error) => failures < 2 && asCallError(error).offline,
      // Without a network the old answer stays on the screen and the pages say so themselves.
      networkMode: 'offlineFirst',
    },
  },
});

function keep(): void {
  const { queries } = dehydrate(queryClient, {
    shouldDehydrateQuery: ({ state, meta }) => state.status === 'success' && meta?.offline === true,
  });
  // What was read can be read again: the last room belongs to what people say.
  if (room.get() === 'enough') keptKey.write({ queries: newestThatFit(queries), mutations: [] });
  else keptKey.remove();
}

function keepOnChange(): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  queryClient.getQueryCache().subscribe(({ type }) => {
    if (type !== 'updated' || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      keep();
    }, saveEvery);
  });
}

/** Called once when the app opens: what was read before is there at once, and coming back refreshes what is shown. */
export function watchQueries(): void {
  const kept = keptKey.read();
  if (kept) hydrate(queryClient, kept);
  keepOnChange();
  focusManager.setEventListener((setFocused) => {
    Taro.onAppShow(() => setFocused(true));
    Taro.onAppHide(() => setFocused(false));
    return () => undefined;
  });
  onlineManager.setEventListener((setOnline) => online.watch(() => setOnline(online.get())));
}

/** Forgets everything that was read, on the phone too: another person signs in. */
export function forgetAnswers(): void {
  queryClient.clear();
  keptKey.remove();
}

/** The key under which an answer lies: the row of the contract, then the input. */
export function keyOf<E extends Endpoint>(endpoint: E, input?: InputOf<E>): readonly unknown[] {
  const row = `${endpoint.method} ${endpoint.path}`;
  return input === undefined ? [row] : [row, input];
}

/** How a page wants its answer. */
export interface ReadOptions {
  /** Kept on the phone for reading without a network; only for what somebody who finds the phone may see. */
  readonly offline?: true;
  /** `false`: not yet, something is still missing. */
  readonly enabled?: boolean;
}

/** Reads one row of the contract and keeps it fresh. */
export function useRead<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { offline, enabled = true }: ReadOptions = {},
): UseQueryResult<OutputOf<E>, CallError> {
  return useQuery<OutputOf<E>, CallError>({
    queryKey: keyOf(endpoint, input),
    queryFn: () => call(endpoint, input),
    enabled,
    meta: { offline: offline === true },
  });
}

/** After a write: what was read from these rows is asked for again. */
export async function refresh(...endpoints: readonly Endpoint[]): Promise<void> {
  await Promise.all(
    endpoints.map((endpoint) => queryClient.invalidateQueries({ queryKey: keyOf(endpoint) })),
  );
}
