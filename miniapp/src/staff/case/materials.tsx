import { useRouter } from '@tarojs/taro';
import type { CaseView } from '@songtao/shared/api/case.js';
import { useEffect, useRef } from 'react';
import { mark } from '../../features/case/staff/acting';
import { CaseStory } from '../../features/case/staff/CaseStory';
import { Materials } from '../../features/case/staff/Materials';
import { useCaseWork } from '../../features/case/staff/reads';
import { useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle } from '../../ui/Section';
import { back } from '../paths';
import { voiceOf } from '../voice';

function Read({ view }: { view: CaseView }) {
  const now = useNow();
  const marked = useRef(false);
  useEffect(() => {
    const isWaited = view.abilities.some(({ blockedBy }) => blockedBy?.code === 'materials');
    if (marked.current || !isWaited) return;
    marked.current = true;
    void mark(view, 'readMaterials');
  }, [view]);
  return (
    <>
      <PageTitle words={view.person ? `${view.person}家` : '材料'} line={view.place ?? undefined} />
      <CaseStory view={view} voice={voiceOf} />
      <Materials view={view} now={now} voice={voiceOf} />
      <BottomActions>
        <Button words="看过了" onPress={() => back()} />
      </BottomActions>
    </>
  );
}

/** 看材料: everything that was handed in; whoever decides has opened it. */
export default function MaterialsPage() {
  const { id = '' } = useRouter().params;
  return (
    <Page title="看材料" foot="bottom">
      <AppBar title="看材料" onBack={() => back()} />
      <Main>
        <Loaded of={useCaseWork(id)}>{(view) => <Read view={view} />}</Loaded>
      </Main>
    </Page>
  );
}
