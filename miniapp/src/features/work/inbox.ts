import { messageApi, type Message } from '@songtao/shared/api/registry.js';
import { sessionApi } from '@songtao/shared/api/session.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';
import type { CallError } from '../../platform/call.core';
import { keyOf, refresh } from '../../platform/query';

type Inbox = Awaited<ReturnType<typeof messagesAfter>>;

const messagesAfter = (after: string | null) =>
  call(messageApi.list, { limit: 20, ...(after !== null && { after }) });

/** One's messages, newest first, page by page. */
export function useInbox() {
  return useInfiniteQuery<Inbox, CallError, readonly Message[], readonly unknown[], string | null>({
    queryKey: [...keyOf(messageApi.list), 'staff'],
    queryFn: ({ pageParam }) => messagesAfter(pageParam),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** Whoever opened a message has read it; a lost reply is made up for the next time. */
export async function markRead(id: string): Promise<void> {
  await call(messageApi.read, { ids: [id] }).then(
    () => refresh(messageApi.list, sessionApi.me),
    () => undefined,
  );
}
