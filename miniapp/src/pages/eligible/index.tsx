import { useRouter } from '@tarojs/taro';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { useState } from 'react';
import { outcomeOf, withAnswer, type Given } from '../../features/notice/eligible';
import { applySending } from '../../features/notice/inquiry';
import { useNotice } from '../../features/notice/reads';
import { send } from '../../features/outbox/outbox';
import { AppBar } from '../../ui/AppBar';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { back, open, paths, start } from '../paths';
import { Ask } from './Ask';
import { Result } from './Result';

/** The answers live in this page and are forgotten with it: nobody is sent them, and they are not stored. */
function Questions({ view }: { view: NoticeView }) {
  const [given, setGiven] = useState<Given>([]);
  const [full, setFull] = useState(false);
  const outcome = outcomeOf(view.questions, given);
  const answer = (at: number) => (choice: number) => setGiven(withAnswer(given, at, choice));
  if ('ask' in outcome) {
    const at = outcome.ask;
    const before = () => (at === 0 ? back() : setGiven(given.slice(0, at - 1)));
    return <Ask key={at} questions={view.questions} at={at} onAnswer={answer(at)} onBack={before} />;
  }
  const apply = () => {
    const sending = applySending(view.title);
    if (send(sending) === 'full') return setFull(true);
    start(paths.done(sending.id));
  };
  return (
    <Result
      view={view}
      given={given}
      outcome={outcome}
      full={full}
      onChange={(at) => setGiven(given.slice(0, at))}
      onApply={apply}
      onVisit={() => open(paths.report('what'))}
    />
  );
}

/** 12 我能享受吗: at most three questions, one a page; it never decides. */
export default function Eligible() {
  const policy = useNotice(useRouter().params.id ?? '');
  if (policy.data) return <Questions view={policy.data} />;
  return (
    <Page title="我能享受吗">
      <AppBar />
      <Main>
        <Loaded of={policy}>{() => null}</Loaded>
      </Main>
    </Page>
  );
}
