import { useReachBottom } from '@tarojs/taro';
import type { NoticeLine } from '@songtao/shared/api/notice.js';
import { dayOf, daysBetween } from '@songtao/shared/calendar/calendar.js';
import { dayAloud, dayWords } from '@songtao/shared/calendar/words.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { useAnnouncements, useHanging, useTakenDown } from '../../features/notice/reads';
import { OfflineBanner } from '../../features/outbox/OfflineBanner';
import { useMe, useNow } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { NoticeCard } from '../../ui/NoticeCard';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle, Section, Stack } from '../../ui/Section';
import { open, paths } from '../paths';

type Lines = readonly NoticeLine[];

const byLastDay = (a: NoticeLine, b: NoticeLine): number =>
  (a.lastDay ?? '9') < (b.lastDay ?? '9') ? -1 : 1;

function Hanging({ lines }: { lines: Lines }) {
  const today = dayOf(useNow());
  if (lines.length === 0) return null;
  return (
    <Section title="正在贴，请您看" aside={`${lines.length}张`}>
      <Stack>
        {lines.map(({ id, title, lastDay, read }) => (
          <NoticeCard
            key={id}
            unread={!read}
            title={title}
            line="合适不合适，都可以说。"
            date={lastDay === null ? undefined : `${dayWords(lastDay)}看完`}
            daysLeft={lastDay === null ? undefined : daysBetween(today, lastDay)}
            onPress={() => open(paths.notice(id))}
          />
        ))}
      </Stack>
    </Section>
  );
}

function Announcements({ lines }: { lines: Lines }) {
  if (lines.length === 0) return null;
  return (
    <Section title="通知">
      <Rows>
        {lines.map(({ id, title, sub }) => (
          <Row
            key={id}
            strong
            icon="bell"
            title={title}
            line={sub ?? undefined}
            onPress={() => open(paths.notice(id))}
          />
        ))}
      </Rows>
    </Section>
  );
}

/** Title and result only; a tap says that the names are gone. */
function TakenDown({ lines }: { lines: Lines }) {
  const today = dayOf(useNow());
  if (lines.length === 0) return null;
  return (
    <Section title="已经撤下的">
      <Stack>
        {lines.map(({ id, title, sub, lastDay }) => (
          <NoticeCard
            key={id}
            title={title}
            line={sub ?? '名字不再显示。'}
            date={lastDay === null ? undefined : `${dayWords(lastDay)}到期`}
            daysLeft={lastDay === null ? undefined : daysBetween(today, lastDay)}
            onPress={() => open(paths.notice(id))}
          />
        ))}
      </Stack>
    </Section>
  );
}

function boardAloud(hanging: Lines, news: Lines): Aloud {
  const lists = hanging.map(({ title, lastDay }) =>
    lastDay === null ? told(`${title}。`) : aloud`${told(title)}，看到${told(dayAloud(lastDay))}。`,
  );
  const letters = news.map(({ title, sub }) => told(`${title}。${sub ?? ''}`));
  const pieces = [
    aloud`公示公告。`,
    ...(lists.length > 0 ? [aloud`正在贴的：`, ...lists] : []),
    ...(letters.length > 0 ? [aloud`通知：`, ...letters] : []),
  ];
  return told(pieces.join(''));
}

function Board({ hanging, news, gone }: { hanging: Lines; news: Lines; gone: Lines }) {
  const village = useMe().data?.household?.villageName;
  return (
    <>
      <PageTitle
        words="公示公告"
        line={village && `${village}贴出来的`}
        aside={<ReadPage text={boardAloud(hanging, news)} />}
      />
      {hanging.length + news.length + gone.length === 0 && (
        <PageState kind="empty" icon="board" title="现在没有贴出来的" line="贴出来了，这里看。" />
      )}
      <Hanging lines={hanging} />
      <Announcements lines={news} />
      <TakenDown lines={gone} />
    </>
  );
}

/** 14 公示公告: what hangs in my village, and how long. */
export default function Notices() {
  const today = dayOf(useNow());
  const hanging = useHanging();
  const news = useAnnouncements();
  const gone = useTakenDown().data?.items ?? [];
  useReachBottom(() => {
    if (news.hasNextPage && !news.isFetchingNextPage) void news.fetchNextPage();
  });
  return (
    <Page title="公示公告">
      <AppBar />
      <Main>
        <OfflineBanner onOpen={() => open(paths.outbox)} />
        <Loaded of={hanging}>
          {({ items }) => (
            <Loaded of={news}>
              {(lines) => (
                <Board
                  hanging={items
                    .filter(({ lastDay }) => lastDay === null || lastDay >= today)
                    .sort(byLastDay)}
                  news={lines}
                  gone={gone}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      </Main>
    </Page>
  );
}
