import { timeWords } from '@songtao/shared/calendar/words.js';
import { useWechat } from '../../features/session/demo';
import { useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { PageState } from '../../ui/PageState';
import { Main, Page } from '../../ui/Page';
import { PageTitle } from '../../ui/Section';

/** What went out to WeChat, or would have: neutral words only, as they would stand on a locked screen. */
export default function Wechat() {
  const now = useNow();
  return (
    <Page title="微信会收到什么">
      <AppBar />
      <Main>
        <PageTitle words="微信会收到什么" line="锁着的手机也看得到，所以不写名字和难处。" />
        <Loaded of={useWechat()}>
          {({ items }) =>
            items.length === 0 ? (
              <PageState kind="empty" icon="mail" title="还没有发过" />
            ) : (
              <Rows>
                {items.map(({ at, to, channel, words, result }, place) => (
                  <Row
                    key={place}
                    icon="mail"
                    title={words}
                    line={`给${to}，${channel}，${timeWords(at, now)}`}
                    value={result}
                  />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Main>
    </Page>
  );
}
