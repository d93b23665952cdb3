import type { Form } from '@songtao/shared/form/form.js';
import { useCallback, useRef, useState } from 'react';
import { dropDraft, readDraft, saveDraft } from '../platform/draft';
import type { KeptFile } from './services';
import { faultsOf, tidy, type Values } from './values';

interface Kept {
  readonly values: Values;
  readonly files: readonly KeptFile[];
}

/** A form in somebody's hands. */
export interface FilledForm {
  readonly form: Form;
  readonly values: Values;
  /** What is wrong, by question; shown only after somebody wanted to send it. */
  readonly faults: Readonly<Record<string, string>>;
  /** The files that stand in it. */
  readonly files: readonly KeptFile[];
  readonly set: (name: string, value: unknown) => void;
  /** Remembers a file of this phone; its id is set by `set`. */
  readonly keep: (...files: readonly KeptFile[]) => void;
  /** The answers as the schema wants them, or null with the faults shown. */
  readonly check: () => Record<string, unknown> | null;
  /** It was sent, or given up. */
  readonly forget: () => void;
}

function idsIn(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

/** A form with its draft, which is kept on the phone at every change. */
export function useForm(form: Form, draft: string, start: Values = {}): FilledForm {
  const [kept, setKept] = useState<Kept>(() => readDraft<Kept>(draft) ?? { values: start, files: [] });
  const [tried, setTried] = useState(false);
  // Two changes of one moment (a photo and its file) must not overwrite each other.
  const latest = useRef(kept);
  const change = useCallback(
    (next: Kept) => {
      latest.current = next;
      saveDraft(draft, next);
      setKept(next);
    },
    [draft],
  );
  const set = useCallback(
    (name: string, value: unknown) =>
      change({ ...latest.current, values: { ...latest.current.values, [name]: value } }),
    [change],
  );
  const keep = useCallback(
    (...files: readonly KeptFile[]) =>
      change({ ...latest.current, files: [...latest.current.files, ...files] }),
    [change],
  );
  const check = (): Record<string, unknown> | null => {
    const { values } = latest.current;
    setTried(true);
    return Object.keys(faultsOf(form, values)).length > 0 ? null : tidy(form, values);
  };
  const sent = idsIn(tidy(form, kept.values));
  return {
    form,
    values: kept.values,
    faults: tried ? faultsOf(form, kept.values) : {},
    files: kept.files.filter(({ id }) => sent.includes(id)),
    set,
    keep,
    check,
    forget: () => dropDraft(draft),
  };
}
