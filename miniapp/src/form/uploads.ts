import { signal, useSignal } from '../platform/signal';
import type { FormServices, KeptFile } from './services';

type UploadState = 'sending' | 'sent' | 'failed';

const uploads = signal<ReadonlyMap<string, UploadState>>(new Map());
const running = new Map<string, Promise<boolean>>();

function mark(id: string, state: UploadState): void {
  uploads.set(new Map(uploads.get()).set(id, state));
}

async function attempt(file: KeptFile, send: FormServices['send']): Promise<boolean> {
  mark(file.id, 'sending');
  const sent = await send(file).then(
    () => true,
    () => false,
  );
  mark(file.id, sent ? 'sent' : 'failed');
  running.delete(file.id);
  return sent;
}

/** Sends one file, once at a time; answers whether the server has it. */
export function sendOne(file: KeptFile, send: FormServices['send']): Promise<boolean> {
  if (uploads.get().get(file.id) === 'sent') return Promise.resolve(true);
  const attempted = running.get(file.id) ?? attempt(file, send);
  if (uploads.get().get(file.id) === 'sending') running.set(file.id, attempted);
  return attempted;
}

/** Sends what the server does not have yet; answers whether it has all of it. */
export async function sendAll(files: readonly KeptFile[], send: FormServices['send']): Promise<boolean> {
  const sent = await Promise.all(files.map((file) => sendOne(file, send)));
  return sent.every(Boolean);
}

const WORDS: Partial<Record<UploadState, string>> = { sending: '正在传', failed: '没传上，点一下再传' };

/** Says of a file how far it is; nothing once it is there. */
export function useUploadWords(): (id: string) => string | undefined {
  const states = useSignal(uploads);
  return (id) => WORDS[states.get(id) ?? 'sent'];
}
