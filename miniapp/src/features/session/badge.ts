import { sessionApi } from '@songtao/shared/api/session.js';
import { useEffect } from 'react';
import { showBadge } from '../../platform/badge';
import { usePageShown } from '../../platform/lifecycle';
import { refresh } from '../../platform/query';
import { useMe } from '../../platform/session';

const MESSAGES_TAB = 1;

/** For the pages of the tab bar: what waits for the person is counted on 消息, anew whenever the page shows. */
export function useWaitingBadge(): void {
  const waiting = useMe().data?.waiting ?? 0;
  useEffect(() => showBadge(MESSAGES_TAB, waiting), [waiting]);
  usePageShown(() => {
    showBadge(MESSAGES_TAB, waiting);
    void refresh(sessionApi.me);
  });
}
