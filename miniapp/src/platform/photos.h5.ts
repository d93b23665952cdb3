import { blobs } from './blobs';
import type { BlobKept } from './blob';
import { newId } from './ids';
import { fitted, keepAll, photoQuality, type PhotoOptions, type TakePhotos } from './photo';

function pick({ count, from }: PhotoOptions): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/*';
  input.multiple = count > 1;
  if (from === 'camera') input.capture = 'environment';
  // Some phones open the chooser only for an input that stands in the page.
  input.style.display = 'none';
  document.body.append(input);
  return new Promise<File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])].slice(0, count)));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  }).finally(() => input.remove());
}

async function toJpeg(file: File): Promise<Blob> {
  const image = await createImageBitmap(file);
  const { width, height } = fitted(image.width, image.height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) return file;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0, width, height);
  image.close();
  return new Promise((resolve) => {
    canvas.toBlob((jpeg) => resolve(jpeg ?? file), 'image/jpeg', photoQuality);
  });
}

async function keep(file: File): Promise<BlobKept> {
  return blobs.put(newId(), await toJpeg(file), 'image/jpeg');
}

/** Chooses photos in the browser, draws them smaller (place and camera data are gone by that) and keeps them. */
export const takePhotos: TakePhotos = async (options) => {
  const files = await pick(options);
  return keepAll(files.filter(({ type }) => type.startsWith('image/')).map((file) => () => keep(file)));
};
