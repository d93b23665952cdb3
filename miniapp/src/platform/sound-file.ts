import Taro from '@tarojs/taro';
import { blobs } from './blobs';
import type { BlobKept } from './blob';
import { newId } from './ids';

/** Chooses an mp3 out of a chat and keeps it on the phone; `sound-file.h5.ts` takes one of the computer. Null when nothing was chosen. */
export async function chooseSound(): Promise<BlobKept | null> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: ['mp3'] });
    const path = tempFiles[0]?.path;
    return path === undefined ? null : await blobs.put(newId(), path, 'audio/mpeg');
  } catch {
    // WeChat reports the cancel button as a failure.
    return null;
  }
}
