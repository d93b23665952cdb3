import Taro from '@tarojs/taro';
import { drawLines, pictureHeight, pictureWidth, type PictureLine } from './picture.core';
import { refusedWords } from './permission';

/** Draws the lines on white and keeps the picture in the album; `picture.h5.ts` hands it to the browser. Answers what to say where it did not work. */
export async function savePicture(lines: readonly PictureLine[], _name: string): Promise<string | null> {
  const canvas = Taro.createOffscreenCanvas({
    type: '2d',
    width: pictureWidth,
    height: pictureHeight(lines),
  });
  drawLines(canvas as unknown as HTMLCanvasElement, lines);
  try {
    const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas: canvas as unknown as Taro.Canvas });
    await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath });
    return null;
  } catch {
    return refusedWords.album;
  }
}
