import Taro from '@tarojs/taro';
import { addressOf } from './env';
import { makeFolder, sizeOf } from './folder';
import { keptBy, phraseLink, type KeptPhrases } from './phrases.core';

const folder = `${Taro.env.USER_DATA_PATH}/voice`;

// Moved, not copied: a phone that dies in between has all of it or nothing.
function move(tempFilePath: string, filePath: string): Promise<string> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath,
      filePath,
      success: () => resolve(filePath),
      // A phone that is full reads it from where it arrived.
      fail: () => resolve(tempFilePath),
    });
  });
}

async function keep(name: string): Promise<string> {
  const path = `${folder}/${name}.mp3`;
  if ((await sizeOf(path)) !== null) return path;
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url: addressOf(phraseLink(name)) });
  if (statusCode !== 200) throw new Error(`no recording ${name}`);
  await makeFolder(folder);
  return move(tempFilePath, path);
}

/** Makes room for what cannot be fetched again. */
export function forgetPhrases(): Promise<void> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().rmdir({ dirPath: folder, recursive: true, complete: () => resolve() });
  });
}

/** On weapp phrases lie in a folder of their own; `phrases.h5.ts` keeps them in the browser's cache. */
export const keptPhrases: KeptPhrases = keptBy(keep);
