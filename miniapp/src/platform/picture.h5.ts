import { drawLines, pictureHeight, pictureWidth, type PictureLine } from './picture.core';

/** Draws the lines on white and lets the browser save the picture. */
export async function savePicture(lines: readonly PictureLine[], name: string): Promise<string | null> {
  const canvas = document.createElement('canvas');
  canvas.width = pictureWidth;
  canvas.height = pictureHeight(lines);
  drawLines(canvas, lines);
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
  return null;
}
