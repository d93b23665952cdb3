import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { CaseView } from '@songtao/shared/api/case.js';
import type { Instant } from '@songtao/shared/calendar/calendar.js';
import { timeWords } from '@songtao/shared/calendar/words.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { useCase } from '../../features/case/villager/reads';
import { useNow } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { VoiceLine } from '../../features/sound/VoiceLine';
import { AppBar } from '../../ui/AppBar';
import { Rows, Row } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PhotoStrip } from '../../ui/PhotoStrip';
import { PageTitle, Section, Stack, Surface } from '../../ui/Section';

function saidAloud({ story, timeline, reportedAt }: CaseView, now: Instant): Aloud {
  const happened = timeline.map(({ at, words }) => `${words}，${timeWords(at, now)}`).join('。');
  return aloud`我说过的话。${told(timeWords(reportedAt, now))}说的。${told(story?.words ?? '')}。办过的事。${told(happened)}`;
}

/** 我说过的话、照片, and everything that happened since. */
export default function CaseSaid() {
  const now = useNow();
  return (
    <Page title="我说过的话">
      <AppBar />
      <Main>
        <Loaded of={useCase(useRouter().params.id ?? '')}>
          {(view) => {
            const { story, timeline, reportedAt } = view;
            return (
              <>
                <PageTitle
                  words="我说过的话"
                  line={`${timeWords(reportedAt, now)} 说的`}
                  aside={<ReadPage text={saidAloud(view, now)} />}
                />
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
            );
          }}
        </Loaded>
      </Main>
    </Page>
  );
}
