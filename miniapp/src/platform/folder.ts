import Taro from '@tarojs/taro';

/** Bytes of a file of this mini-program; null where there is none. */
export function sizeOf(path: string): Promise<number | null> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().stat({
      path,
      success: ({ stats }) => resolve(Array.isArray(stats) ? null : stats.size),
      fail: () => resolve(null),
    });
  });
}

/** Sees to it that a folder exists. */
export function makeFolder(dirPath: string): Promise<void> {
  return new Promise((resolve) => {
    // Fails when it exists, which is what we want; a real failure shows at the next step.
    Taro.getFileSystemManager().mkdir({ dirPath, recursive: true, complete: () => resolve() });
  });
}
