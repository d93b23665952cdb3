import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { blobs } from '../platform/blobs';
import { takePhotos } from '../platform/photos';
import { PhotoStrip } from '../ui/PhotoStrip';
import { useServices, type KeptFile } from './services';
import { sendOne, useUploadWords } from './uploads';

interface PhotoPickProps {
  ids: readonly string[];
  max: number;
  addWords?: string;
  onChange: (ids: string[]) => void;
  /** Called before `onChange`, with the photos that came. */
  onKeep: (...files: readonly KeptFile[]) => void;
}

/** Where the pictures of this phone lie, by id. */
function useSources(ids: readonly string[]): Readonly<Record<string, string>> {
  const [sources, setSources] = useState<Readonly<Record<string, string>>>({});
  const key = ids.join();
  useEffect(() => {
    let wanted = true;
    const wantedIds = key === '' ? [] : key.split(',');
    void Promise.all(wantedIds.map((id) => blobs.get(id))).then((found) => {
      if (wanted)
        setSources(Object.fromEntries(found.flatMap((blob) => (blob ? [[blob.id, blob.src]] : []))));
    });
    return () => {
      wanted = false;
    };
  }, [key]);
  return sources;
}

/** Photos that are taken, sent at once, and may be taken away again. */
export function PhotoPick({ ids, max, addWords, onChange, onKeep }: PhotoPickProps) {
  const { send } = useServices();
  const [refusal, setRefusal] = useState<string | null>(null);
  const sources = useSources(ids);
  const wordsOf = useUploadWords();
  const add = async (): Promise<void> => {
    setRefusal(null);
    const taken = await takePhotos({ count: max - ids.length, from: 'cameraOrAlbum' });
    if (!taken.ok) setRefusal(taken.words);
    const files = taken.photos.map(({ id }) => ({ id, kind: 'photo' }) as const);
    if (files.length === 0) return;
    onKeep(...files);
    onChange([...ids, ...files.map(({ id }) => id)]);
    for (const file of files) void sendOne(file, send);
  };
  return (
    <>
      <PhotoStrip
        photos={ids.map((id) => ({ key: id, src: sources[id] ?? '', state: wordsOf(id) }))}
        addWords={addWords}
        onAdd={ids.length < max ? () => void add() : undefined}
        onOpen={(id) => void sendOne({ id, kind: 'photo' }, send)}
        onRemove={(gone) => onChange(ids.filter((id) => id !== gone))}
      />
      {refusal && <View className="st-sub fm__after">{refusal}</View>}
    </>
  );
}
