import { timeWords } from '@songtao/shared/calendar/words.js';
import { aloud, told } from '@songtao/shared/voice/aloud.js';
import { useLooks, useNow } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle } from '../../ui/Section';

/** 谁看过我家的信息: every look, by whom, at what and why. */
export default function Looks() {
  const now = useNow();
  return (
    <Page title="谁看过我家的信息">
      <AppBar />
      <Main>
        <Loaded of={useLooks()}>
          {({ items }) => (
            <>
              <PageTitle
                words="谁看过|我家的信息"
                line="谁、哪天、为什么看，都在这里"
                aside={
                  <ReadPage
                    text={aloud`谁看过我家的信息。${told(items.map(({ at, by, what }) => `${timeWords(at, now)}，${by}，${what}`).join('。'))}`}
                  />
                }
              />
              {items.length === 0 ? (
                <PageState kind="empty" icon="eye" title="还没有人看过" />
              ) : (
                <Rows>
                  {items.map(({ at, by, what, reason }, place) => (
                    <Row
                      key={place}
                      icon="eye"
                      title={`${by}，${what}`}
                      line={[timeWords(at, now), reason].filter(Boolean).join('，')}
                    />
                  ))}
                </Rows>
              )}
            </>
          )}
        </Loaded>
      </Main>
    </Page>
  );
}
