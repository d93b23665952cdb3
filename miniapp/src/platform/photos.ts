import Taro from '@tarojs/taro';
import { blobs } from './blobs';
import type { BlobKept, BlobType } from './blob';
import { newId } from './ids';
import { refusedWords } from './permission';
import { fitted, keepAll, photoQuality, type TakePhotos } from './photo';

async function compressed(src: string): Promise<string> {
  try {
    const size = await Taro.getImageInfo({ src });
    const { width, height } = fitted(size.width, size.height);
    const { tempFilePath } = await Taro.compressImage({
      src,
      quality: photoQuality * 100,
      compressedWidth: width,
      compressedHeight: height,
    });
    return tempFilePath;
  } catch {
    // iOS compresses jpeg only; WeChat has already made the picture smaller when it was chosen.
    return src;
  }
}

async function keep(path: string): Promise<BlobKept> {
  const small = await compressed(path);
  const type: BlobType = /\.png$/i.test(small) ? 'image/png' : 'image/jpeg';
  return blobs.put(newId(), small, type);
}

/** Takes or chooses photos, makes them small and keeps them on the phone; `photos.h5.ts` does the same in a browser. */
export const takePhotos: TakePhotos = async ({ count, from }) => {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: from === 'camera' ? ['camera'] : ['camera', 'album'],
      camera: 'back',
    });
    return await keepAll(
      tempFiles.map(
        ({ tempFilePath }) =>
          () =>
            keep(tempFilePath),
      ),
    );
  } catch (failure) {
    if (!/auth|deny|permission/i.test(String((failure as { errMsg?: string }).errMsg)))
      return { ok: true, photos: [] };
    return { ok: false, reason: 'refused', words: refusedWords.camera, photos: [] };
  }
};
