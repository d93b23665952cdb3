import { useDidShow, useReachBottom } from '@tarojs/taro';
import type { Message } from '@songtao/shared/api/registry.js';
import { timeWords } from '@songtao/shared/calendar/words.js';
import {
  countWords,
  iconOf,
  inboxAloud,
  markRead,
  refreshInbox,
  useInbox,
  type Inbox,
} from '../../features/message/messages';
import { OfflineBanner } from '../../features/outbox/OfflineBanner';
import { useWaitingBadge } from '../../features/session/badge';
import { useNow } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { TabTitleBar } from '../../ui/AppBar';
import { Loaded } from '../../ui/Loaded';
import { NoticeCard } from '../../ui/NoticeCard';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle, Stack } from '../../ui/Section';
import { open, paths } from '../paths';

const target: Record<Message['about']['kind'], (id: string) => string | null> = {
  case: paths.case,
  notice: paths.notice,
  leave: () => null,
  none: () => null,
};

function follow(message: Message) {
  void markRead(message);
  const { kind, id } = message.about;
  const url = id === null ? null : target[kind](id);
  if (url !== null) open(url);
}

function Letters({ inbox }: { inbox: Inbox }) {
  const now = useNow();
  if (inbox.items.length === 0) {
    return <PageState kind="empty" icon="mail" title="还没有消息" line="有了会告诉您" />;
  }
  return (
    <>
      <PageTitle words="" line={countWords(inbox)} aside={<ReadPage text={inboxAloud(inbox, now)} />} />
      <Stack>
        {inbox.items.map((message) => (
          <NoticeCard
            key={message.id}
            icon={iconOf(message)}
            title={message.title}
            line={message.body}
            date={timeWords(message.at, now)}
            unread={message.readAt === null && !message.waiting}
            waiting={message.waiting}
            onPress={() => follow(message)}
          />
        ))}
      </Stack>
    </>
  );
}

/** 消息: what waits first in colour, all of it by time. */
export default function Messages() {
  const inbox = useInbox();
  useWaitingBadge();
  useDidShow(() => void refreshInbox());
  useReachBottom(() => {
    if (inbox.hasNextPage && !inbox.isFetchingNextPage) void inbox.fetchNextPage();
  });
  return (
    <Page title="消息">
      <TabTitleBar title="消息" />
      <Main>
        <OfflineBanner onOpen={() => open(paths.outbox)} />
        <Loaded of={inbox}>{(letters) => <Letters inbox={letters} />}</Loaded>
      </Main>
    </Page>
  );
}
