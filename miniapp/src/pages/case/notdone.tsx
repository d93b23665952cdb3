import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { aloud } from '@songtao/shared/voice/aloud.js';
import { actSending, sayingFiles, sayingForm } from '../../features/case/villager/acts';
import { useCase } from '../../features/case/villager/reads';
import { send } from '../../features/outbox/outbox';
import { ReadPage } from '../../features/sound/ReadPage';
import { SayOrType, type Saying } from '../../features/sound/SayOrType';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Page } from '../../ui/Page';
import { QuestionPage } from '../../ui/QuestionPage';
import { back } from '../paths';

/** 没办好: what is still missing, said or written, or nothing at all. */
export default function NotDone() {
  const view = useCase(useRouter().params.id ?? '').data;
  const [saying, setSaying] = useState<Saying>({ said: null, words: '' });
  const [full, setFull] = useState(false);
  const sendOff = () => {
    if (!view) return;
    const form = { done: 'no', ...sayingForm(saying) };
    const files = sayingFiles(saying.said);
    if (send(actSending(view, { action: 'answer', title: '没办好', form, files })) === 'full')
      return setFull(true);
    back();
  };
  return (
    <Page title="还差什么？" foot="bottom">
      <AppBar />
      <QuestionPage
        question="还差什么？"
        help="不说也行，换别的人来找您"
        optional
        aside={<ReadPage text={aloud`还差什么？不说也行，换别的人来找您。`} />}
      >
        {full && <Banner tone="wait" title="手机满了，先发完别的" />}
        <SayOrType label="还差什么" maxlength={200} value={saying} onChange={setSaying} />
      </QuestionPage>
      <BottomActions>
        <Button icon="send" words="发出去" busy={!view} onPress={sendOff} />
      </BottomActions>
    </Page>
  );
}
