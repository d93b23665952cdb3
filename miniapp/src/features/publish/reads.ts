import { noticeApi, type NoticeLine, type NoticeView } from '@songtao/shared/api/notice.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';
import type { CallError } from '../../platform/call.core';
import { newId } from '../../platform/ids';
import { keyOf, queryClient, refresh, useRead } from '../../platform/query';
import { sendable, type Content } from './draft';

type Drafts = Awaited<ReturnType<typeof draftsAfter>>;

const draftsAfter = (after: string | null) =>
  call(noticeApi.list, { drafts: 'yes', limit: 20, ...(after !== null && { after }) });

/** What is being written, checked and has been published, newest first. */
export function useDrafts() {
  return useInfiniteQuery<Drafts, CallError, readonly NoticeLine[], readonly unknown[], string | null>({
    queryKey: [...keyOf(noticeApi.list), 'drafts'],
    queryFn: ({ pageParam }) => draftsAfter(pageParam),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** After coming back to the list. */
export const refreshDrafts = () => refresh(noticeApi.list);

/** The id of a sheet that is begun. */
export const newNotice = newId;

/** One notice, as its staff see it. */
export const useNotice = (id: string, enabled = true) => useRead(noticeApi.get, { id }, { enabled });

/** Who may look it over. */
export const useCheckers = (id: string, enabled: boolean) => useRead(noticeApi.checkers, { id }, { enabled });

/** Villages of the town, for saying who is told. */
export const useAreas = () => useRead(staffApi.areas, {});

function take(view: NoticeView): NoticeView {
  queryClient.setQueryData(keyOf(noticeApi.get, { id: view.id }), view);
  void refresh(noticeApi.list);
  return view;
}

/** Saves what was written. Rejects with a CallError. */
export async function write(id: string, version: number, content: Content): Promise<NoticeView> {
  return take(await call(noticeApi.write, { ...sendable(content), id, version, requestId: newId() }));
}

type Named = Pick<NoticeView, 'id' | 'version'>;

/** Hands it to the second person. Rejects with a CallError. */
export const submit = async ({ id, version }: Named, checker: string): Promise<NoticeView> =>
  take(await call(noticeApi.submit, { id, version, checker, requestId: newId() }));

/** The second person lets it out. Rejects with a CallError. */
export const publish = async ({ id, version }: Named): Promise<NoticeView> =>
  take(await call(noticeApi.publish, { id, version, requestId: newId() }));

/** The second person gives it back. Rejects with a CallError. */
export const sendBack = async ({ id, version }: Named, note: string): Promise<NoticeView> =>
  take(await call(noticeApi.sendBack, { id, version, note, requestId: newId() }));

/** Takes it off before its time. Rejects with a CallError. */
export const withdraw = async ({ id, version }: Named, reason: string): Promise<NoticeView> =>
  take(await call(noticeApi.withdraw, { id, version, reason, requestId: newId() }));
