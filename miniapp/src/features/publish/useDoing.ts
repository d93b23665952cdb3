import type { NoticeView } from '@songtao/shared/api/notice.js';
import { useState } from 'react';
import { asCallError } from '../../platform/call.core';
import { publish, sendBack, withdraw } from './reads';

/** One act on a notice. */
export type NoticeAbility = NoticeView['abilities'][number];

const DOES: Partial<
  Record<NoticeAbility['action'], (notice: NoticeView, words: string) => Promise<NoticeView>>
> = {
  publish,
  return: sendBack,
  withdraw,
};

/** Lets a notice out, gives it back or takes it off. */
export function useDoing(notice: NoticeView) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const doIt = async (action: NoticeAbility['action'], words: string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await DOES[action]?.(notice, words);
    } catch (error) {
      setProblem(asCallError(error).message);
    }
    setBusy(false);
  };
  return { busy, problem, setProblem, doIt };
}
