import { messageApi, type Message } from '@songtao/shared/api/registry.js';
import { sessionApi } from '@songtao/shared/api/session.js';
import { timeWords } from '@songtao/shared/calendar/words.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';
import type { CallError } from '../../platform/call.core';
import { keyOf, refresh } from '../../platform/query';
import type { IconName } from '../../ui/Icon';

/** The inbox as far as it was read on. */
export interface Inbox {
  readonly items: readonly Message[];
  readonly unread: number;
  readonly waiting: number;
}

function pageAfter(after: string | null) {
  return call(messageApi.list, { limit: 20, ...(after !== null && { after }) });
}

/** The inbox, newest first, page by page. */
export function useInbox() {
  return useInfiniteQuery<
    Awaited<ReturnType<typeof pageAfter>>,
    CallError,
    Inbox,
    readonly unknown[],
    string | null
  >({
    queryKey: [...keyOf(messageApi.list), 'pages'],
    queryFn: ({ pageParam }) => pageAfter(pageParam),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => ({
      items: pages.flatMap(({ items }) => items),
      unread: pages[0]?.unread ?? 0,
      waiting: pages[0]?.waiting ?? 0,
    }),
    meta: { offline: true },
  });
}

/** Anew, when the page shows again. */
export const refreshInbox = () => refresh(messageApi.list);

/** After it was opened. Without a network it stays new, which harms nobody. */
export async function markRead({ id, readAt }: Message): Promise<void> {
  if (readAt !== null) return;
  await call(messageApi.read, { ids: [id] }).catch(() => undefined);
  await refresh(messageApi.list, sessionApi.me);
}

/** What was told of a record is read once that is open, by whatever door: nobody sends a short message or calls for it. */
export const markReadAbout = (about: string): void =>
  void call(messageApi.read, { about }).catch(() => undefined);

/** What a message is about, as a picture. */
export function iconOf({ waiting, urgent, about }: Message): IconName {
  if (waiting) return 'hourglass';
  if (urgent) return 'alert';
  return about.kind === 'notice' ? 'board' : 'talk';
}

/** 1件等您办，1条新的 */
export function countWords({ waiting, unread }: Inbox): Aloud {
  const pieces = [waiting > 0 && aloud`${waiting}件等您办`, unread > 0 && aloud`${unread}条新的`].filter(
    Boolean,
  );
  return pieces.length > 0 ? told(pieces.join('，')) : aloud`都看过了`;
}

/** The first messages as one says them. */
export function inboxAloud(inbox: Inbox, now: string): Aloud {
  const letters = inbox.items
    .slice(0, 5)
    .map(({ title, body, at }) => `${title}。${body}。${timeWords(at, now)}`);
  return told([countWords(inbox), ...letters].join('。'));
}
