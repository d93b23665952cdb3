import { useDidShow } from '@tarojs/taro';
import type { Message } from '@songtao/shared/api/registry.js';
import { timeWords } from '@songtao/shared/calendar/words.js';
import { markRead, useInbox } from '../../features/work/inbox';
import { refreshWork } from '../../features/work/reads';
import { useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { NoticeCard } from '../../ui/NoticeCard';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle, Stack } from '../../ui/Section';
import { back, open, staffPaths } from '../paths';

function pageOf({ about: { kind, id } }: Message): string | null {
  if (kind === 'leave') return staffPaths.me;
  if (id === null) return null;
  if (kind === 'case') return staffPaths.task(id);
  return kind === 'notice' ? staffPaths.draft(id) : null;
}

/** What one was told, newest first. */
export default function InboxPage() {
  const now = useNow();
  const inbox = useInbox();
  useDidShow(() => void refreshWork());
  const look = (message: Message): void => {
    void markRead(message.id);
    const page = pageOf(message);
    if (page !== null) open(page);
  };
  return (
    <Page title="消息">
      <AppBar onBack={() => back()} />
      <Main>
        <PageTitle words="消息" />
        <Loaded of={inbox}>
          {(messages) =>
            messages.length === 0 ? (
              <PageState kind="empty" icon="mail" title="还没有消息" line="有了会告诉您" />
            ) : (
              <Stack>
                {messages.map((message) => (
                  <NoticeCard
                    key={message.id}
                    icon={message.urgent ? 'alert' : 'mail'}
                    title={message.title}
                    line={message.body}
                    date={timeWords(message.at, now)}
                    unread={message.readAt === null}
                    waiting={message.waiting}
                    onPress={() => look(message)}
                  />
                ))}
                {inbox.hasNextPage && (
                  <Button
                    look="text"
                    words="再看20条"
                    busy={inbox.isFetchingNextPage}
                    busyWords="正在打开"
                    onPress={() => void inbox.fetchNextPage()}
                  />
                )}
              </Stack>
            )
          }
        </Loaded>
      </Main>
    </Page>
  );
}
