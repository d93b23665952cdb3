import { timeWords } from '@songtao/shared/calendar/words.js';
import { endSession, useSessions, type OpenSession } from '../../features/door/sessions';
import { useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle } from '../../ui/Section';
import { back } from '../paths';

function SessionRow({ session, now }: { session: OpenSession; now: string }) {
  const { id, browser, device, openedAt, current } = session;
  const title = device ?? (browser ? '一台电脑' : '一部手机');
  return (
    <Row
      icon={browser ? 'building' : 'phone'}
      title={title}
      line={openedAt === null ? undefined : timeWords(openedAt, now)}
      aside={
        current ? (
          <Chip words="这一台" />
        ) : (
          <Button
            look="quiet"
            small
            words="退出"
            label={`退出${title}`}
            onPress={() => void endSession(id)}
          />
        )
      }
    />
  );
}

/** 在哪儿登录着: what is not one's own any more is ended here. */
export default function SessionsPage() {
  const sessions = useSessions();
  const now = useNow();
  return (
    <Page title="在哪儿登录着">
      <AppBar onBack={() => back()} />
      <Main>
        <PageTitle words="在哪儿登录着" line="不认得的，点“退出”" />
        <Loaded of={sessions}>
          {({ items }) => (
            <Rows label="在哪儿登录着">
              {items.map((session) => (
                <SessionRow key={session.id} session={session} now={now} />
              ))}
            </Rows>
          )}
        </Loaded>
      </Main>
    </Page>
  );
}
