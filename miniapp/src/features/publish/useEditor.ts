import type { NoticeView } from '@songtao/shared/api/notice.js';
import { useCallback, useRef, useState } from 'react';
import { asCallError } from '../../platform/call.core';
import { dropDraft, readDraft, saveDraft } from '../../platform/draft';
import { contentOf, type Content } from './draft';
import { submit, write } from './reads';

interface Kept {
  readonly version: number;
  readonly content: Content;
}

/** A notice in its writer's hands. */
export interface Editor {
  readonly content: Content;
  readonly set: (change: Partial<Content>) => void;
  /** The server has a version of it, so that a checker can be asked for. */
  readonly saved: boolean;
  readonly busy: boolean;
  readonly problem: string | null;
  /** Whether the server has it now. */
  readonly save: () => Promise<boolean>;
  /** Whether it is in the second person's hands now. */
  readonly handOver: (checker: string) => Promise<boolean>;
}

const nameOf = (id: string): string => `notice/${id}`;

function startOf(id: string, view: NoticeView | null, fresh: Content): Kept {
  const draft = readDraft<Kept>(nameOf(id));
  const version = view?.version ?? 0;
  // A draft of an older version must not overwrite what somebody else has written since.
  if (draft && (view === null || draft.version === version)) return draft;
  return { version, content: view ? contentOf(view) : fresh };
}

/** Keeps what is written on the phone at each change, and on the server when asked to. */
export function useEditor(id: string, view: NoticeView | null, fresh: Content): Editor {
  const [kept, setKept] = useState(() => startOf(id, view, fresh));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef(kept);
  const change = useCallback(
    (next: Kept) => {
      latest.current = next;
      saveDraft(nameOf(id), next);
      setKept(next);
    },
    [id],
  );
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(asCallError(error).message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const saveNow = async (): Promise<NoticeView> => {
    const { version, content } = latest.current;
    const written = await write(id, version, content);
    change({ content, version: written.version });
    return written;
  };
  return {
    content: kept.content,
    set: (some) => change({ ...latest.current, content: { ...latest.current.content, ...some } }),
    saved: kept.version > 0,
    busy,
    problem,
    save: () => attempt(saveNow),
    handOver: (checker) =>
      attempt(async () => {
        await submit(await saveNow(), checker);
        dropDraft(nameOf(id));
      }),
  };
}
