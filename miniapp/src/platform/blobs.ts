import Taro from '@tarojs/taro';
import type { Blobs, BlobType, StoredBlob } from './blob';
import { makeFolder, sizeOf } from './folder';
import { forgetPhrases } from './phrases';

// WeChat clears temporary files with the session; USER_DATA_PATH stays until the mini-program is deleted (200 MB).
const folder = `${Taro.env.USER_DATA_PATH}/blobs`;
const endings: Record<BlobType, string> = { 'audio/mpeg': 'mp3', 'image/jpeg': 'jpg', 'image/png': 'png' };
const types = Object.keys(endings) as BlobType[];

function pathOf(id: string, type: BlobType): string {
  return `${folder}/${id}.${endings[type]}`;
}

function copy(srcPath: string, destPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().copyFile({
      srcPath,
      destPath,
      success: () => resolve(true),
      fail: () => resolve(false),
    });
  });
}

function unlink(filePath: string): Promise<void> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().unlink({ filePath, success: () => resolve(), fail: () => resolve() });
  });
}

async function find(id: string): Promise<StoredBlob | null> {
  for (const type of types) {
    const path = pathOf(id, type);
    const bytes = await sizeOf(path);
    if (bytes !== null) return { id, type, bytes, src: path, source: path };
  }
  return null;
}

/** On weapp files lie in the mini-program's own folder; `blobs.h5.ts` keeps them in IndexedDB. */
export const blobs: Blobs = {
  put: async (id, source, type) => {
    if (typeof source !== 'string') throw new Error('a mini-program keeps files by their path');
    await makeFolder(folder);
    const path = pathOf(id, type);
    const keep = async (): Promise<number | null> => ((await copy(source, path)) ? sizeOf(path) : null);
    // Phrases can be fetched again; what somebody said cannot.
    const bytes = (await keep()) ?? (await forgetPhrases().then(keep));
    if (bytes === null) return { ok: false, reason: 'full' };
    return { ok: true, blob: { id, type, bytes, src: path, source: path } };
  },
  get: find,
  remove: async (id) => {
    const blob = await find(id);
    if (blob) await unlink(blob.src);
  },
  list: () =>
    new Promise((resolve) => {
      Taro.getFileSystemManager().readdir({
        dirPath: folder,
        success: ({ files }) => resolve(files.map((name) => name.replace(/\.\w+$/, ''))),
        fail: () => resolve([]),
      });
    }),
};
