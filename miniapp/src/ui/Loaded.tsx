import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Loading, PageState } from './PageState';
import type { PageStateKind } from './PageState';
import type { Words } from './words';

/** What a page asked for, as far as it has come. */
interface Reading<Data> {
  data: Data | undefined;
  error: { code: string; offline: boolean; requestId: string | undefined } | null;
  /** `paused`: it waits for a network. */
  fetchStatus?: 'fetching' | 'paused' | 'idle';
  refetch: () => unknown;
}

interface LoadedProps<Data> {
  of: Reading<Data>;
  rows?: number;
  /** Something else to try beside 再试一次. */
  aside?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Nobody looks longer at a grey page. */
const TOO_LONG_MS = 15_000;

const KIND: Record<string, PageStateKind> = {
  notFound: 'gone',
  gone: 'expired',
  notYours: 'refused',
  updateApp: 'update',
};

function useTooLong(waiting: boolean): boolean {
  const [tooLong, setTooLong] = useState(false);
  useEffect(() => {
    setTooLong(false);
    if (!waiting) return undefined;
    const timer = setTimeout(() => setTooLong(true), TOO_LONG_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  return tooLong;
}

/** The page once its data is there; before that its shape, and where it failed what happened and what to do. What was read earlier stays while it is read again. */
export function Loaded<Data>({ of, rows, aside, children }: LoadedProps<Data>) {
  const { data, error, fetchStatus } = of;
  const tooLong = useTooLong(data === undefined && error === null);
  if (data !== undefined) return <>{children(data)}</>;
  const waits = error === null && fetchStatus !== 'paused' && !tooLong;
  if (waits) return <Loading rows={rows} />;
  const again = { onAction: () => void of.refetch(), children: aside };
  if (error === null || error.offline) {
    return <PageState kind="offline" title="现在没有网" line="有网才能打开。您说过的话都还在。" {...again} />;
  }
  const kind = KIND[error.code] ?? 'error';
  if (kind !== 'error') return <PageState kind={kind} {...again} />;
  const line: Words = ['不是您的错，', '是我们的。', '您说过的话都还在。'];
  return <PageState kind="error" title="这一页打不开" line={line} {...again} />;
}
