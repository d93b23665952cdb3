import { useDidShow, useRouter } from '@tarojs/taro';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { useEffect } from 'react';
import { objectsTo } from '../../features/notice/objection';
import { OverPage } from '../../features/notice/OverPage';
import { refreshNotices, useNotice, useOver } from '../../features/notice/reads';
import { OfflineBanner } from '../../features/outbox/OfflineBanner';
import { useOutbox } from '../../features/outbox/outbox';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { open, paths, replace } from '../paths';
import { Announcement } from './Announcement';
import { PublicNotice } from './PublicNotice';

type Own = { readonly said: string } | 'kept' | null;

/** What this reader has said about it already: with the town's number, or still on this phone. */
function useOwn(id: string, view: NoticeView | undefined): Own {
  const kept = useOutbox().waiting.some((item) => objectsTo(id, item));
  if (view && view.objected !== null) return { said: view.objected };
  return kept ? 'kept' : null;
}

function Voice({ id, own }: { id: string; own: Own }) {
  if (own === null)
    return <Button icon="talk" words="我觉得不对，我来说" onPress={() => open(paths.objection(id))} />;
  if (own === 'kept') {
    return (
      <Banner
        tone="offline"
        title="您的话存好了"
        line="下次打开接着发。"
        onPress={() => open(paths.outbox)}
      />
    );
  }
  return <Banner tone="done" title={`您说过了，编号${own.said}`} line="镇里在查，会给您回话。" />;
}

/** 15: one notice of any kind. It offers no sharing: names stay in their village. */
export default function Notice() {
  const id = useRouter().params.id ?? '';
  const notice = useNotice(id);
  const over = useOver(id, notice);
  const view = notice.data;
  const own = useOwn(id, view);
  useDidShow(() => void refreshNotices());
  const isPolicy = view?.kind === 'policy';
  useEffect(() => {
    if (isPolicy) replace(paths.policy(id));
  }, [id, isPolicy]);
  if (over) {
    return (
      <OverPage
        over={over}
        read={(text) => <ReadPage text={text} />}
        onOthers={() => replace(paths.notices)}
        onCall={() => open(paths.phones)}
      />
    );
  }
  const isPublic = view?.kind === 'publicNotice';
  const foot = own === null ? 'bottom' : 'bottom2';
  return (
    <Page title={view?.title ?? '公示公告'} foot={isPublic ? foot : undefined}>
      <AppBar />
      <Main>
        <OfflineBanner onOpen={() => open(paths.outbox)} />
        <Loaded of={notice}>
          {(loaded) =>
            loaded.kind === 'publicNotice' ? <PublicNotice view={loaded} /> : <Announcement view={loaded} />
          }
        </Loaded>
      </Main>
      {isPublic && (
        <BottomActions>
          <Voice id={id} own={own} />
        </BottomActions>
      )}
    </Page>
  );
}
