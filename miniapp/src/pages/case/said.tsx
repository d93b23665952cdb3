import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { timeWords } from '@songtao/shared/calendar/words.js';
import { useCase } from '../../features/case/villager/reads';
import { useNow } from '../../features/session/person';
import { VoiceLine } from '../../features/sound/VoiceLine';
import { AppBar } from '../../ui/AppBar';
import { Rows, Row } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PhotoStrip } from '../../ui/PhotoStrip';
import { PageTitle, Section, Stack, Surface } from '../../ui/Section';

/** 我说过的话、照片, and everything that happened since. */
export default function CaseSaid() {
  const now = useNow();
  return (
    <Page title="我说过的话">
      <AppBar />
      <Main>
        <Loaded of={useCase(useRouter().params.id ?? '')}>
          {({ story, timeline, reportedAt }) => (
            <>
              <PageTitle words="我说过的话" line={`${timeWords(reportedAt, now)} 说的`} />
              {story && (
                <Surface>
                  <Stack>
                    {story.voice.map(({ id, url, seconds }) => (
                      <VoiceLine key={id} source={url === null ? null : { url }} seconds={seconds ?? 0} />
                    ))}
                    {story.words && <View>{story.words}</View>}
                    {story.place && <View className="st-sub">在{story.place}</View>}
                  </Stack>
                </Surface>
              )}
              {story && story.photos.length > 0 && (
                <Section title="照片">
                  <PhotoStrip
                    photos={story.photos.map(({ id, url }) => ({
                      key: id,
                      src: url ?? '',
                      ...(url === null && { state: '还没传到' }),
                    }))}
                  />
                </Section>
              )}
              <Section title="办过的事">
                <Rows>
                  {timeline.map(({ seq, at, words }) => (
                    <Row key={seq} title={words} line={timeWords(at, now)} />
                  ))}
                </Rows>
              </Section>
            </>
          )}
        </Loaded>
      </Main>
    </Page>
  );
}
