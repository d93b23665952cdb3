import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { aloud, told } from '@songtao/shared/voice/aloud.js';
import { FullBanner } from '../../features/outbox/FullBanner';
import { useReportDraft } from '../../features/report/draft';
import { UrgentSheet } from '../../features/report/UrgentSheet';
import { promptsOf, soundsUrgent } from '../../features/report/words';
import { usePhones } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Page } from '../../ui/Page';
import { QuestionPage } from '../../ui/QuestionPage';
import { TextArea } from '../../ui/TextField';
import { back, open, paths } from '../paths';

/** 我来打字. Words that sound of danger first show whom to call. */
export default function ReportType() {
  const edit = useRouter().params.edit === '1';
  const phones = usePhones().data;
  const { draft, change } = useReportDraft();
  const [calling, setCalling] = useState(false);
  const prompts = promptsOf(draft.kind).join('');
  const goOn = () => (edit ? back() : open(paths.report('check')));
  const next = () => {
    if (!soundsUrgent(draft.words) || draft.urgent) return goOn();
    change({ urgent: true });
    setCalling(true);
  };
  return (
    <Page title="写一写您的难处" foot="bottom">
      <AppBar />
      <QuestionPage
        question="写一写您的难处"
        help={prompts}
        aside={<ReadPage text={aloud`写一写您的难处。${told(prompts)}写一句也行。`} />}
      >
        <FullBanner onOpen={() => open(paths.outbox)} />
        <TextArea
          label="您的难处"
          defaultValue={draft.words}
          placeholder="写一句也行"
          maxlength={500}
          onInput={(words) => change({ words, visit: false })}
        />
      </QuestionPage>
      <BottomActions>
        <Button words="下一步" off={draft.words.trim() === '' ? '先写一句' : undefined} onPress={next} />
      </BottomActions>
      <UrgentSheet
        open={calling}
        duty={phones?.duty}
        village={phones?.village[0]}
        onCalled={() => undefined}
        onClose={() => {
          setCalling(false);
          goOn();
        }}
      />
    </Page>
  );
}
