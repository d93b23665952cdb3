import { useDidShow, useRouter } from '@tarojs/taro';
import type { CaseView } from '@songtao/shared/api/case.js';
import { useEffect, useRef } from 'react';
import { useActing, mark, type Acted } from '../../features/case/staff/acting';
import { CaseActs } from '../../features/case/staff/CaseActs';
import { CaseCalls, CaseHead } from '../../features/case/staff/CaseHead';
import { CaseAround, CaseHelps, CaseTimeline } from '../../features/case/staff/CaseRecord';
import { CaseResults, CaseStory } from '../../features/case/staff/CaseStory';
import { lookAgain, useCaseWork } from '../../features/case/staff/reads';
import type { Screen } from '../../features/case/staff/words';
import { opensHouseholds } from '../../features/household/reads';
import { useMe, useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { keepAct } from '../keep';
import { back, open, staffPaths } from '../paths';
import { StaffForms } from '../StaffForms';
import { voiceOf } from '../voice';

/** The reader is shown to have seen it, once, where it is the reader's to do. */
function useSeen(view: CaseView, fromToday: boolean): void {
  const marked = useRef(false);
  const isMine = fromToday || view.sentence.mine;
  useEffect(() => {
    if (marked.current || !isMine || view.kind === 'closed') return;
    marked.current = true;
    void mark(view, 'seen');
  }, [view, isMine]);
}

function AfterAct({ last }: { last: Acted | null }) {
  if (last === null || last.kind === 'done') return null;
  return <Banner tone={last.kind === 'refused' ? 'wait' : 'info'} title={last.words} />;
}

const PAGES: Partial<Record<Screen, (id: string, action: string) => string>> = {
  visit: staffPaths.visit,
  deliberation: staffPaths.deliberation,
  publicNotice: staffPaths.post,
  join: staffPaths.join,
};

function CaseWork({ view, fromToday }: { view: CaseView; fromToday: boolean }) {
  const now = useNow();
  const me = useMe().data;
  const acting = useActing(view, keepAct);
  useSeen(view, fromToday);
  const doors = {
    household: me && opensHouseholds(me) ? (id: string) => open(staffPaths.household(id)) : undefined,
    materials: () => open(staffPaths.materials(view.id)),
    related: (id: string) => open(staffPaths.case(id)),
  };
  return (
    <StaffForms view={view}>
      <AfterAct last={acting.last} />
      <CaseHead view={view} now={now} />
      <CaseCalls calls={view.calls} />
      <CaseStory view={view} voice={voiceOf} />
      <CaseResults results={view.results} />
      <CaseAround view={view} doors={doors} />
      <CaseHelps helps={view.helps} />
      <CaseTimeline timeline={view.timeline} now={now} />
      <CaseActs
        view={view}
        acting={acting}
        onMaterials={doors.materials}
        onPage={(screen, { action }) => {
          const path = PAGES[screen]?.(view.id, action);
          if (path) open(path);
        }}
      />
    </StaffForms>
  );
}

/** One case: everything about it, and the next act at the thumb. */
export default function CasePage() {
  const { id = '', mine } = useRouter().params;
  const view = useCaseWork(id);
  // Others work on the same case: what was read half a minute ago offers acts that are done.
  useDidShow(() => void lookAgain());
  const number = view.data ? view.data.number : '';
  return (
    <Page title={`求助 ${number}`} foot="bottom2">
      <AppBar title={number} onBack={() => back()} />
      <Main>
        <Loaded of={view}>{(data) => <CaseWork view={data} fromToday={mine === '1'} />}</Loaded>
      </Main>
    </Page>
  );
}
