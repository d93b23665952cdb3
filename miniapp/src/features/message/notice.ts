import { noticeApi, type NoticeLine } from '@songtao/shared/api/notice.js';
import { useRead } from '../../platform/query';

/** The list of names that hangs in one's village now, the one that ends first. Null where none does. */
export function usePublicNotice(): NoticeLine | null {
  const lists = useRead(noticeApi.list, { kind: 'publicNotice', limit: 20 }).data?.items ?? [];
  const hanging = lists.filter(({ daysLeft }) => daysLeft !== null && daysLeft >= 0);
  return hanging.sort((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0))[0] ?? null;
}
