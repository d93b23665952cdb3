import { blobs } from './blobs';
import type { BlobKept } from './blob';
import { newId } from './ids';

/** Chooses an mp3 of the computer and keeps it in the browser. Null when nothing was chosen. */
export async function chooseSound(): Promise<BlobKept | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'audio/mpeg,.mp3';
  input.style.display = 'none';
  document.body.append(input);
  const file = await new Promise<File | undefined>((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  }).finally(() => input.remove());
  return file ? blobs.put(newId(), file, 'audio/mpeg') : null;
}
