import type { BlobKept, StoredBlob } from './blob';

/** The longest side of what is sent (px) and its quality: a bill stays readable, a 2G line bears it. */
const photoSide = 1600;
export const photoQuality = 0.8;

/** What came of asking for photos. Somebody who changed their mind took none: that is no failure. */
export type PhotosTaken =
  | { readonly ok: true; readonly photos: readonly StoredBlob[] }
  | {
      readonly ok: false;
      readonly reason: 'refused' | 'full';
      readonly words: string;
      readonly photos: readonly StoredBlob[];
    };

export interface PhotoOptions {
  /** At most so many at once. */
  readonly count: number;
  /** Proof of a visit must be taken on the spot; for everything else the album will do. */
  readonly from: 'camera' | 'cameraOrAlbum';
}

export type TakePhotos = (options: PhotoOptions) => Promise<PhotosTaken>;

/** Keeps what fits; the first that does not fit ends the row. */
export async function keepAll(puts: readonly (() => Promise<BlobKept>)[]): Promise<PhotosTaken> {
  const photos: StoredBlob[] = [];
  for (const put of puts) {
    const kept = await put();
    if (!kept.ok) return { ok: false, reason: 'full', words: '手机满了，先发完再拍', photos };
    photos.push(kept.blob);
  }
  return { ok: true, photos };
}

/** Width and height after fitting into the longest side. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, photoSide / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
