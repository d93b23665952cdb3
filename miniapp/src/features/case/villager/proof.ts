import { blobs } from '../../../platform/blobs';
import type { BlobSource } from '../../../platform/blob';
import { newId } from '../../../platform/ids';
import { takePhotos } from '../../../platform/photos';
import type { ActFile } from './acts';

/** How somebody shows that they agree: written, pressed or said. */
export interface Proof {
  readonly how: 'signature' | 'handprint' | 'voice';
  readonly file: ActFile;
}

/** A browser's signature pad gives a data URL; the phone keeps bytes. */
function sourceOf(picture: string): BlobSource {
  if (!picture.startsWith('data:')) return picture;
  const text = atob(picture.slice(picture.indexOf(',') + 1));
  return new Blob([Uint8Array.from(text, (char) => char.charCodeAt(0))], { type: 'image/png' });
}

/** Keeps a written name on the phone; null where it is full. */
export async function keepSignature(picture: string): Promise<Proof | null> {
  const kept = await blobs.put(newId(), sourceOf(picture), 'image/png');
  return kept.ok ? { how: 'signature', file: { id: kept.blob.id, kind: 'signature' } } : null;
}

/** A photo of a handprint on paper; what to say where there is none. */
export async function takeHandprint(): Promise<Proof | string | null> {
  const taken = await takePhotos({ count: 1, from: 'cameraOrAlbum' });
  if (!taken.ok) return taken.words;
  const photo = taken.photos[0];
  return photo ? { how: 'handprint', file: { id: photo.id, kind: 'signature' } } : null;
}

/** A recorded yes. */
export function spokenProof({ id, seconds }: { id: string; seconds: number }): Proof {
  return { how: 'voice', file: { id, kind: 'voice', seconds } };
}
