import { useDidShow, useRouter } from '@tarojs/taro';
import type { CaseView } from '@songtao/shared/api/case.js';
import { useState } from 'react';
import { actSending } from '../../features/case/villager/acts';
import {
  HelpsSection,
  HolderSection,
  PrepareSection,
  ResultsSection,
  TrailSection,
} from '../../features/case/villager/CaseParts';
import { AskClear, AskDone, OtherDoors, RefusalStatus } from '../../features/case/villager/Questions';
import { ReasonSheet, reasons, type Reason } from '../../features/case/villager/ReasonSheet';
import { refreshCases, useCase } from '../../features/case/villager/reads';
import {
  awaitedAbility,
  caseAloud,
  mayDo,
  otherAbilities,
  statusOf,
} from '../../features/case/villager/view';
import { markReadAbout } from '../../features/message/messages';
import { useLane } from '../../features/outbox/lane';
import { LaneBanner } from '../../features/outbox/LaneBanner';
import { send } from '../../features/outbox/outbox';
import { stateOf } from '../../features/outbox/outbox.core';
import { useNow } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle, Section } from '../../ui/Section';
import { StatusSentence } from '../../ui/StatusSentence';
import { open, paths } from '../paths';

type Act = (action: string, title: string, form?: Record<string, unknown>) => void;

/** What may be asked or answered right under the sentence. */
function Questions({ view, act }: { view: CaseView; act: Act }) {
  if (mayDo(view, 'answer')) {
    const yes = () => act('answer', '办好了', { done: 'yes' });
    return <AskDone view={view} onYes={yes} onNo={() => open(paths.notDone(view.id))} />;
  }
  if (mayDo(view, 'understood')) {
    return <AskClear onYes={() => act('understood', '清楚了')} onNo={() => act('unclear', '还不清楚')} />;
  }
  if (!view.refusal) return null;
  return (
    <OtherDoors
      view={view}
      refusal={view.refusal}
      onDoor={() => act('takeDoor', `申请${view.refusal?.doorTitle}`)}
      onAppeal={() => open(paths.appeal('result', view.id))}
    />
  );
}

/** The quiet rows at the end: everything else one may do. */
function MoreRows({ view, ask, act }: { view: CaseView; ask: (reason: Reason) => void; act: Act }) {
  const { id, story, mayAppeal, refusal } = view;
  return (
    <Section>
      <Rows>
        {story && <Row icon="talk" title="我说过的话、照片" onPress={() => open(paths.said(id))} />}
        {mayDo(view, 'markUrgent') && (
          <Row
            icon="alert"
            title="急事，马上帮"
            line="有危险、没饭吃"
            onPress={() => ask(reasons.markUrgent)}
          />
        )}
        {mayAppeal && !refusal && (
          <Row
            icon="flag"
            title="向镇里反映"
            line="拖了、不公道，直接说"
            onPress={() => open(paths.appeal(undefined, id))}
          />
        )}
        {otherAbilities(view).map(({ action, title, form, blockedBy }) => {
          const go = () => (form === null ? act(action, title) : open(paths.act(id, action)));
          return (
            <Row
              key={action}
              icon="edit"
              title={title}
              line={blockedBy?.words}
              onPress={blockedBy ? undefined : go}
            />
          );
        })}
        {mayDo(view, 'declineAuthorisation') && (
          <Row
            icon="lock"
            title="不同意核对"
            line="不同意也行，照样帮您"
            onPress={() => ask(reasons.declineAuthorisation)}
          />
        )}
        {mayDo(view, 'withdraw') && (
          <Row icon="close" title="不办了，撤回" onPress={() => ask(reasons.withdraw)} />
        )}
      </Rows>
    </Section>
  );
}

interface CaseBodyProps {
  view: CaseView;
  /** Something is on its way: nothing is asked twice. */
  busy: boolean;
  act: Act;
  ask: (reason: Reason) => void;
}

function CaseBody({ view, busy, act, ask }: CaseBodyProps) {
  const now = useNow();
  const status = statusOf(view, now);
  return (
    <>
      <PageTitle
        words={view.title}
        line={`编号 ${view.number}`}
        aside={<ReadPage text={caseAloud(view, now)} />}
      />
      {view.refusal ? <RefusalStatus refusal={view.refusal} /> : <StatusSentence {...status} />}
      {!busy && <Questions view={view} act={act} />}
      <ResultsSection results={view.results} />
      <PrepareSection prepare={view.prepare} />
      <HelpsSection helps={view.helps} />
      <HolderSection view={view} />
      <TrailSection view={view} />
      <MoreRows view={view} ask={ask} act={act} />
    </>
  );
}

/** 07 我的进度, 07b 办好了吗, 07c a no: one page, drawn from what the server says may be done. */
export default function CasePage() {
  const id = useRouter().params.id ?? '';
  const reading = useCase(id);
  const [reason, setReason] = useState<Reason | null>(null);
  const [full, setFull] = useState(false);
  const [answered, setAnswered] = useState(false);
  const onTheWay = useLane(id, () => void refreshCases());
  useDidShow(() => {
    markReadAbout(id);
    void refreshCases();
  });
  const view = reading.data;
  const act: Act = (action, title, form) => {
    if (!view) return;
    const kept = send(actSending(view, { action, title, form })) === 'kept';
    setFull(!kept);
    setAnswered(kept && form?.done === 'yes');
    setReason(null);
  };
  const busy = onTheWay.length > 0;
  const thanked = answered && onTheWay.every((item) => stateOf(item) !== 'needsYou');
  const mayAgree = view !== undefined && mayDo(view, 'authorise') && !busy;
  const awaited = view && !busy ? awaitedAbility(view) : undefined;
  return (
    <Page title={view?.title ?? '我的进度'} foot={mayAgree || awaited ? 'bottom' : undefined}>
      <AppBar />
      <Main>
        {thanked ? (
          <Banner tone="done" title="记下了，谢谢您" line="以后有难处随时说。" />
        ) : (
          <LaneBanner items={onTheWay} full={full} onOpen={() => open(paths.outbox)} />
        )}
        <Loaded of={reading}>
          {(shown) => <CaseBody view={shown} busy={busy} act={act} ask={setReason} />}
        </Loaded>
      </Main>
      {mayAgree && (
        <BottomActions>
          <Button words="看一看，再同意" onPress={() => open(paths.authorise(id))} />
        </BottomActions>
      )}
      {awaited && (
        <BottomActions>
          <Button
            words={awaited.title}
            onPress={() =>
              awaited.form === null ? act(awaited.action, awaited.title) : open(paths.act(id, awaited.action))
            }
          />
        </BottomActions>
      )}
      <ReasonSheet
        reason={reason}
        onSend={({ action, button }, form) => act(action, button, form)}
        onClose={() => setReason(null)}
      />
    </Page>
  );
}
