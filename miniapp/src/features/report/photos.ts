import { useEffect, useState } from 'react';
import { blobs } from '../../platform/blobs';
import { takePhotos } from '../../platform/photos';
import type { Photo } from '../../ui/PhotoStrip';

/** Photos that lie on this phone, as pictures. */
export function useKeptPhotos(ids: readonly string[]): readonly Photo[] {
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const wanted = ids.join();
  useEffect(() => {
    let current = true;
    const load = async () => {
      const found = await Promise.all((wanted === '' ? [] : wanted.split(',')).map((id) => blobs.get(id)));
      if (current) setPhotos(found.flatMap((blob) => (blob ? [{ key: blob.id, src: blob.src }] : [])));
    };
    void load();
    return () => {
      current = false;
    };
  }, [wanted]);
  return photos;
}

/** What came of asking for photos: their ids, and what to say where the phone refused or is full. */
export async function addPhotos(room: number): Promise<{ ids: string[]; problem: string | null }> {
  const taken = await takePhotos({ count: room, from: 'cameraOrAlbum' });
  return { ids: taken.photos.map(({ id }) => id), problem: taken.ok ? null : taken.words };
}
