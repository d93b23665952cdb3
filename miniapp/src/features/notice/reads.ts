import { noticeApi, type NoticeLine, type NoticeView } from '@songtao/shared/api/notice.js';
import { dayOf, type Day } from '@songtao/shared/calendar/calendar.js';
import { instantOf } from '@songtao/shared/calendar/instant.js';
import type { Need, NoticeKind } from '@songtao/shared/notice/notice.js';
import { useInfiniteQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../platform/call';
import type { CallError } from '../../platform/call.core';
import { useNow } from '../../platform/now';
import { keyOf, queryClient, refresh, useRead } from '../../platform/query';

/** Everything that is published may lie on the phone; names of a 公示 until their last day. */
const offline = { offline: true } as const;

/** Which policies: of one need, or those that answer some words. */
export interface PolicyWish {
  readonly need?: Need;
  readonly q?: string;
}

function pageOf(kind: NoticeKind, { need, q }: PolicyWish, after: string | null) {
  const page = { kind, limit: 20, ...(need && { need }), ...(after !== null && { after }) };
  return q === undefined ? call(noticeApi.list, page) : call(noticeApi.search, { ...page, q });
}

function useNoticePages(kind: NoticeKind, wish: PolicyWish = {}) {
  return useInfiniteQuery<
    Awaited<ReturnType<typeof pageOf>>,
    CallError,
    readonly NoticeLine[],
    readonly unknown[],
    string | null
  >({
    queryKey: [...keyOf(noticeApi.list), 'pages', kind, wish],
    queryFn: ({ pageParam }) => pageOf(kind, wish, pageParam),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    meta: offline,
  });
}

/** Policies page by page, the newest first. */
export const usePolicies = (wish: PolicyWish) => useNoticePages('policy', wish);

/** Announcements page by page, the newest first. */
export const useAnnouncements = () => useNoticePages('announcement');

/** What hangs in the village now. */
export const useHanging = () => useRead(noticeApi.list, { kind: 'publicNotice', limit: 20 }, offline);

/** What was taken down of late: title and result, never names. */
export const useTakenDown = () =>
  useRead(noticeApi.list, { kind: 'publicNotice', ended: 'yes', limit: 20 }, offline);

const newOnes = 3;

/** 新来的 */
export const useNewPolicies = () => useRead(noticeApi.list, { kind: 'policy', limit: newOnes }, offline);

/** Two other doors, where one policy does not fit. */
export function useOtherDoors(view: NoticeView): readonly NoticeLine[] {
  const lines =
    useRead(noticeApi.list, { kind: 'policy', need: view.needs[0], limit: newOnes }, offline).data?.items ??
    [];
  return lines.filter(({ id }) => id !== view.id).slice(0, 2);
}

/** One notice; it is marked as read the first time it shows. */
export function useNotice(id: string): UseQueryResult<NoticeView, CallError> {
  const notice = useRead(noticeApi.get, { id }, offline);
  const unread = notice.data?.read === false && notice.error === null;
  useEffect(() => {
    if (unread) void markRead(id);
  }, [id, unread]);
  return notice;
}

// What the phone changes by itself makes no answer of the server newer.
function change(id: string, part: Partial<NoticeView>): void {
  const key = keyOf(noticeApi.get, { id });
  const updatedAt = queryClient.getQueryState(key)?.dataUpdatedAt ?? 0;
  queryClient.setQueryData<NoticeView>(key, (view) => view && { ...view, ...part }, { updatedAt });
}

async function markRead(id: string): Promise<void> {
  // Without a network it counts as unread until it is opened again.
  const kept = await call(noticeApi.read, { id }).catch(() => null);
  if (kept) change(id, { read: true });
}

/** After an objection was received: the notice knows its number. And whenever a notice comes to the front: a name may have come off. */
export const refreshNotices = () => refresh(noticeApi.get, noticeApi.list);

/** Signed addresses are good for five minutes. */
const signedFor = 4 * 60_000;

/** The recording of a notice under an address that still works. */
export async function freshAudio(id: string): Promise<readonly string[]> {
  const { audio } = await queryClient.fetchQuery<NoticeView, CallError>({
    queryKey: keyOf(noticeApi.get, { id }),
    queryFn: () => call(noticeApi.get, { id }),
    staleTime: signedFor,
    meta: offline,
  });
  return audioOf({ audio });
}

/** Where its recording lies, as a list for the player. */
export function audioOf({ audio }: Pick<NoticeLine, 'audio'>): readonly string[] {
  return audio?.url ? [audio.url] : [];
}

/** A notice that is no longer to be seen: it ended (and when), or it is none of this reader's. */
export type Over = { readonly kind: NoticeKind; readonly lastDay: Day | null } | 'foreign';

type Reading = Pick<UseQueryResult<NoticeView, CallError>, 'data' | 'error' | 'dataUpdatedAt'>;

const isKind = (kind: unknown): kind is NoticeKind =>
  kind === 'policy' || kind === 'announcement' || kind === 'publicNotice';

function overOf({ data, error, dataUpdatedAt }: Reading, today: Day): Over | null {
  if (error?.code === 'notFound') return 'foreign';
  if (error?.code === 'gone') {
    const { kind, lastDay } = error.details ?? {};
    const said = typeof lastDay === 'string' ? lastDay : (data?.lastDay ?? null);
    return { kind: isKind(kind) ? kind : (data?.kind ?? 'announcement'), lastDay: said };
  }
  if (!data?.lastDay || data.lastDay >= today) return null;
  // An old answer is taken down by the phone's own date; one that came after that day knows better, unless the phone's clock has been set back since.
  if (dataUpdatedAt <= Date.now() && dayOf(instantOf(dataUpdatedAt)) > data.lastDay) return null;
  return { kind: data.kind, lastDay: data.lastDay };
}

/** Whether a notice is over; then its names leave the phone, too. */
export function useOver(id: string, reading: Reading): Over | null {
  const over = overOf(reading, dayOf(useNow()));
  const names = (reading.data?.items.length ?? 0) > 0;
  useEffect(() => {
    if (over !== null && names) change(id, { items: [], audio: null, phones: [] });
  }, [id, over, names]);
  return over;
}
