import { useDidShow } from '@tarojs/taro';
import type { NoticeLine } from '@songtao/shared/api/notice.js';
import { noticeKinds } from '@songtao/shared/notice/notice.js';
import { useState } from 'react';
import { noticeStateWords } from '../../features/publish/NoticeText';
import { newNotice, refreshDrafts, useDrafts } from '../../features/publish/reads';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { NoticeCard } from '../../ui/NoticeCard';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle, Stack } from '../../ui/Section';
import { back, open, staffPaths } from '../paths';

const pageOf = ({ id, state }: NoticeLine): string =>
  state === 'draft' ? staffPaths.write(id) : staffPaths.draft(id);

/** 政策和公告: what is written here, and how far each is. */
export default function PublishPage() {
  const drafts = useDrafts();
  const [fresh, setFresh] = useState(newNotice);
  useDidShow(() => void refreshDrafts());
  const begin = (): void => {
    open(staffPaths.begin(fresh));
    setFresh(newNotice());
  };
  return (
    <Page title="政策和公告" foot="bottom">
      <AppBar onBack={() => back()} />
      <Main>
        <PageTitle words="政策和公告" line="一个人写，另一个人看过再发" />
        <Loaded of={drafts}>
          {(lines) =>
            lines.length === 0 ? (
              <PageState kind="empty" icon="book" title="还没有写过" />
            ) : (
              <Stack>
                {lines.map((line) => (
                  <NoticeCard
                    key={line.id}
                    icon={line.kind === 'policy' ? 'book' : 'board'}
                    title={line.title}
                    line={[noticeKinds[line.kind].title, noticeStateWords(line.state)].join('，')}
                    onPress={() => open(pageOf(line))}
                  />
                ))}
                {drafts.hasNextPage && (
                  <Button
                    look="text"
                    words="再看20条"
                    busy={drafts.isFetchingNextPage}
                    busyWords="正在打开"
                    onPress={() => void drafts.fetchNextPage()}
                  />
                )}
              </Stack>
            )
          }
        </Loaded>
      </Main>
      <BottomActions>
        <Button icon="edit" words="写一条" onPress={begin} />
      </BottomActions>
    </Page>
  );
}
