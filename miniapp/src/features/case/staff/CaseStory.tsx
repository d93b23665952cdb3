import { View } from '@tarojs/components';
import type { CaseView } from '@songtao/shared/api/case.js';
import type { FileRef } from '@songtao/shared/api/common.js';
import type { ReactNode } from 'react';
import { showPhotos } from '../../../platform/preview';
import { PhotoStrip } from '../../../ui/PhotoStrip';
import { Section, Stack, Surface } from '../../../ui/Section';
import { CHANNELS } from './words';

/** Draws one recording of the server; sound belongs to the page. */
export type DrawVoice = (file: FileRef) => ReactNode;

/** Photos of the server; one that has not arrived yet says so. */
export function ServerPhotos({ photos }: { photos: readonly FileRef[] }) {
  const urls = photos.flatMap(({ url }) => url ?? []);
  const open = (id: string): void => {
    const url = photos.find((photo) => photo.id === id)?.url;
    if (url) showPhotos(urls, url);
  };
  if (photos.length === 0) return null;
  return (
    <PhotoStrip
      photos={photos.map(({ id, url, flag }) => ({
        key: id,
        src: url ?? '',
        ...(flag && { state: '微信提醒：先看清' }),
        ...(url === null && { state: '还没传到' }),
      }))}
      onOpen={open}
    />
  );
}

/** What was said, in the person's own words and voice. */
export function CaseStory({ view, voice }: { view: CaseView; voice: DrawVoice }) {
  const { story, title } = view;
  if (!story) return null;
  const channel = CHANNELS[story.channel];
  return (
    <Section title="原话" aside={title}>
      <Surface>
        <Stack>
          {story.voice.map((file) => (
            <View key={file.id}>{voice(file)}</View>
          ))}
          {story.words && <View>“{story.words}”</View>}
          {story.voice.length > 0 && story.words && <View className="st-sub">以录音为准</View>}
          {!story.words && story.voice.length === 0 && <View>没有留话，请人上门来听</View>}
          {story.place && <View className="st-sub">在：{story.place}</View>}
          {channel && <View className="st-sub">{channel}</View>}
          <ServerPhotos photos={story.photos} />
        </Stack>
      </Surface>
    </Section>
  );
}

/** What was done so far, with the photos of after. */
export function CaseResults({ results }: Pick<CaseView, 'results'>) {
  if (results.length === 0) return null;
  return (
    <Section title="办得怎样">
      <Surface>
        <Stack>
          {results.map(({ at, words, photos }) => (
            <Stack key={at}>
              <View>{words}</View>
              <ServerPhotos photos={photos} />
            </Stack>
          ))}
        </Stack>
      </Surface>
    </Section>
  );
}
