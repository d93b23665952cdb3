import { View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { useEffect } from 'react';
import { ContactCard } from '../../features/notice/Contact';
import { Original } from '../../features/notice/Original';
import { OverPage } from '../../features/notice/OverPage';
import { PlainLines } from '../../features/notice/PlainLines';
import { audioOf, freshAudio, useNotice, useOver } from '../../features/notice/reads';
import { endingWords, linesOf, untilWords } from '../../features/notice/words';
import { OfflineBanner } from '../../features/outbox/OfflineBanner';
import { useNow } from '../../features/session/person';
import { Listen } from '../../features/sound/Listen';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { Phrases } from '../../ui/Phrases';
import { Section, Surface } from '../../ui/Section';
import { ShareRow } from '../../ui/ShareRow';
import { NumberedSteps } from '../../ui/StepTrail';
import { open, paths, replace } from '../paths';

const onWeapp = process.env.TARO_ENV === 'weapp';

function Head({ view }: { view: NoticeView }) {
  const ending = endingWords(view, useNow());
  const until = `${untilWords(view)}${view.lastDay === null ? '' : '有效'}。`;
  const official = view.officialTitle === '' ? [] : [`${view.officialTitle}。`];
  return (
    <>
      <View className="st-title">
        <Phrases of={view.title} />
      </View>
      <View className={classes('st-sub', 'nt-head', ending !== null && 'st-b')}>
        <Phrases of={[...official, ending === null ? until : `${ending}，${until}`]} />
      </View>
    </>
  );
}

function More({ view }: { view: NoticeView }) {
  return (
    <Section title="还有这些">
      <Rows>
        <Original view={view} />
        {onWeapp && <ShareRow title="发给家里人" line="让孩子帮您看看" />}
        <Row
          icon="visit"
          title="请人上门来讲"
          line="村里的人来家里讲"
          onPress={() => open(paths.report('what'))}
        />
      </Rows>
    </Section>
  );
}

function Policy({ view }: { view: NoticeView }) {
  const lines = linesOf(view);
  return (
    <>
      <Head view={view} />
      <Surface flush>
        <Listen
          lines={lines}
          audio={audioOf(view)}
          seconds={view.seconds}
          opens="readsWhereWished"
          renew={() => freshAudio(view.id)}
        >
          {(reading) => <PlainLines lines={lines} reading={reading} />}
        </Listen>
      </Surface>
      {view.steps.length > 0 && (
        <Section title={`怎么办，一共${view.steps.length}步`}>
          <Surface>
            <NumberedSteps steps={view.steps.map(({ title, text }) => ({ title, note: text }))} />
          </Surface>
        </Section>
      )}
      {view.contact && (
        <Section title="不清楚，问这个人">
          <ContactCard contact={view.contact} />
        </Section>
      )}
      <More view={view} />
    </>
  );
}

/** 11: what a policy is, in twenty seconds; then whether it is for oneself. */
export default function PolicyPage() {
  const id = useRouter().params.id ?? '';
  const policy = useNotice(id);
  const over = useOver(id, policy);
  const view = policy.data;
  const otherKind = view !== undefined && view.kind !== 'policy';
  useEffect(() => {
    if (otherKind) replace(paths.notice(id));
  }, [id, otherKind]);
  useShareAppMessage(() => ({ title: view?.title ?? '看政策', path: paths.policy(id) }));
  if (over) {
    return (
      <OverPage
        over={over}
        read={(text) => <ReadPage text={text} />}
        onOthers={() => replace(paths.policies)}
        onCall={() => open(paths.phones)}
      />
    );
  }
  return (
    <Page title={view?.title ?? '看政策'} foot={view ? 'bottom' : undefined}>
      <AppBar />
      <Main>
        <OfflineBanner onOpen={() => open(paths.outbox)} />
        <Loaded of={policy}>{(loaded) => <Policy view={loaded} />}</Loaded>
      </Main>
      {view && (
        <BottomActions>
          <Button icon="help" words="我能享受吗？" onPress={() => open(paths.eligible(id))} />
        </BottomActions>
      )}
    </Page>
  );
}
