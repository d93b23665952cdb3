import { blobs } from '../platform/blobs';
import { newId } from '../platform/ids';

/** The bytes of a data URL; fetching it would be refused by a strict content policy. */
function blobOf(dataUrl: string): Blob {
  const bytes = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  return new Blob([Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))], { type: 'image/png' });
}

/** Keeps the picture of a signature on the phone; its id, or null when the phone is full. */
export async function keepInk(picture: string): Promise<string | null> {
  const source = process.env.TARO_ENV === 'h5' ? blobOf(picture) : picture;
  const kept = await blobs.put(newId(), source, 'image/png');
  return kept.ok ? kept.blob.id : null;
}
