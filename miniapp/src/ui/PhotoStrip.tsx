import { Image, View } from '@tarojs/components';
import { a11y } from './a11y';
import { Icon } from './Icon';
import { Press } from './Press';

export interface Photo {
  key: string;
  src: string;
  /** What it shows, or how it was named: 住院单子. */
  name?: string;
  /** 等网络, 正在传, 没传上，点一下再传. */
  state?: string;
}

interface PhotoStripProps {
  photos: readonly Photo[];
  /** Words of the tile that adds one; without `onAdd` there is none. */
  addWords?: string;
  onAdd?: () => void;
  onOpen?: (key: string) => void;
  onRemove?: (key: string) => void;
}

interface TileProps extends Pick<PhotoStripProps, 'onOpen' | 'onRemove'> {
  photo: Photo;
  place: number;
}

function Tile({ photo, place, onOpen, onRemove }: TileProps) {
  const { key, src, name, state } = photo;
  const said = [name ?? `照片${place + 1}`, state].filter(Boolean).join('，');
  return (
    <View className="st-photo">
      <Press className="st-photo__open" label={`看${said}`} disabled={!onOpen} onPress={() => onOpen?.(key)}>
        <Image className="st-photo__img" src={src} mode="aspectFill" {...a11y({ hidden: true })} />
      </Press>
      {onRemove && (
        <Press className="st-photo__x" label={`删掉${said}`} onPress={() => onRemove(key)}>
          <View className="st-photo__xi">
            <Icon name="close" />
          </View>
        </Press>
      )}
      {(state ?? name) && <View className="st-photo__s">{state ?? name}</View>}
    </View>
  );
}

/** Photos, three in a row (two in elder mode). */
export function PhotoStrip({ photos, addWords, onAdd, onOpen, onRemove }: PhotoStripProps) {
  const add = addWords ?? (photos.length ? '再拍一张' : '拍一张');
  return (
    <View className="st-photos">
      {photos.map((photo, place) => (
        <Tile key={photo.key} photo={photo} place={place} onOpen={onOpen} onRemove={onRemove} />
      ))}
      {onAdd && (
        <Press className="st-photo is-add" label={add} onPress={onAdd}>
          <Icon name="camera" size="l" />
          <View>{add}</View>
        </Press>
      )}
    </View>
  );
}
