import type { Blobs, BlobType, StoredBlob } from './blob';
import { forgetPhrases } from './phrases';

interface Row {
  readonly id: string;
  readonly type: BlobType;
  readonly blob: Blob;
}

const storeName = 'blobs';
const urls = new Map<string, string>();
let opened: Promise<IDBDatabase> | null = null;

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('songtao', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      opened = null;
      reject(request.error ?? new Error('IndexedDB is closed'));
    };
  });
  return opened;
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await open()).transaction(storeName, mode).objectStore(storeName);
}

/** Resolves when the browser has really written, not when it has merely accepted. */
async function write(row: Row): Promise<void> {
  const { transaction } = (await store('readwrite')).put(row);
  await new Promise<void>((resolve, reject) => {
    if (!transaction) return resolve();
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('not written'));
  });
}

function shown({ id, type, blob }: Row): StoredBlob {
  const src = urls.get(id) ?? URL.createObjectURL(blob);
  urls.set(id, src);
  return { id, type, bytes: blob.size, src, source: blob };
}

function forgetUrl(id: string): void {
  const url = urls.get(id);
  if (url !== undefined) URL.revokeObjectURL(url);
  urls.delete(id);
}

/** In the browser files lie in IndexedDB, so that they outlive the page. */
export const blobs: Blobs = {
  put: async (id, source, type) => {
    if (typeof source === 'string') throw new Error('a browser keeps files as Blobs');
    const row: Row = { id, type, blob: source };
    try {
      // Phrases can be fetched again; what somebody said cannot.
      await write(row).catch(() => forgetPhrases().then(() => write(row)));
    } catch {
      return { ok: false, reason: 'full' };
    }
    forgetUrl(id);
    return { ok: true, blob: shown(row) };
  },
  get: async (id) => {
    const row = await settled<Row | undefined>((await store('readonly')).get(id));
    return row ? shown(row) : null;
  },
  remove: async (id) => {
    forgetUrl(id);
    await settled((await store('readwrite')).delete(id));
  },
  list: async () => (await settled((await store('readonly')).getAllKeys())).map(String),
};
