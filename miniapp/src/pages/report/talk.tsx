import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { FullBanner } from '../../features/outbox/FullBanner';
import { mostPieces, useReportDraft } from '../../features/report/draft';
import { promptsOf } from '../../features/report/words';
import { usePhones } from '../../features/session/person';
import { MicrophoneRefused } from '../../features/sound/MicrophoneRefused';
import { ReadPage } from '../../features/sound/ReadPage';
import { useTalk, type Said, type Talk } from '../../features/sound/talk';
import { VoiceLine } from '../../features/sound/VoiceLine';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button, ButtonPair } from '../../ui/Button';
import { HoldToTalk } from '../../ui/HoldToTalk';
import { Page } from '../../ui/Page';
import { QuestionPage } from '../../ui/QuestionPage';
import { Stack, Surface } from '../../ui/Section';
import { back, open, paths } from '../paths';

interface WaysProps {
  onType: () => void;
  onVisit: () => void;
}

const askAloud = (prompts: readonly string[]): Aloud =>
  aloud`说说您的难处。您可以这样说：${told(prompts.join(''))}不想说，就打字，或请人上门。`;

function Speak({ talk, prompts, onType, onVisit }: WaysProps & { talk: Talk; prompts: readonly string[] }) {
  const { problem, forgetProblem: _, ...talking } = talk;
  return (
    <Page title="说说您的难处" foot="bottom">
      <AppBar />
      <QuestionPage question="说说您的难处" aside={<ReadPage text={askAloud(prompts)} />}>
        {problem ? <Banner title={problem.words} /> : <FullBanner onOpen={() => open(paths.outbox)} />}
        <View className="pg-prompt">
          <View className="st-sub std-block">您可以这样说</View>
          {prompts.map((prompt) => (
            <View key={prompt} className="st-lead st-b">
              {prompt}
            </View>
          ))}
        </View>
        <HoldToTalk {...talking} />
      </QuestionPage>
      <BottomActions>
        <ButtonPair row>
          <Button look="text" icon="keyboard" words="我来打字" onPress={onType} />
          <Button look="text" icon="visit" words="请人上门" onPress={onVisit} />
        </ButtonPair>
      </BottomActions>
    </Page>
  );
}

interface HeardProps {
  voice: readonly Said[];
  onMore: () => void;
  onRight: () => void;
  onAgain: () => void;
}

/** 03c: hear oneself before it goes out. */
function Heard({ voice, onMore, onRight, onAgain }: HeardProps) {
  return (
    <Page title="说得对吗？" foot="bottom2">
      <AppBar />
      <QuestionPage
        question="说得对吗？"
        help="点一下，听自己说的话"
        aside={<ReadPage text={aloud`说得对吗？点一下，听自己说的话。`} />}
      >
        <FullBanner onOpen={() => open(paths.outbox)} />
        <Surface>
          <Stack>
            {voice.map(({ id, seconds }) => (
              <VoiceLine key={id} source={{ blob: id }} seconds={seconds} />
            ))}
          </Stack>
        </Surface>
        {voice.length < mostPieces && (
          <View className="pg-left">
            <Button look="text" icon="plus" words="再补一句" onPress={onMore} />
          </View>
        )}
      </QuestionPage>
      <BottomActions>
        <Button words="对，下一步" onPress={onRight} />
        <Button look="text" icon="redo" words="重新说" onPress={onAgain} />
      </BottomActions>
    </Page>
  );
}

/** 03b 说说您的难处, then 03c. The sound is kept whatever happens after. */
export default function ReportTalk() {
  const edit = useRouter().params.edit === '1';
  const { draft, change } = useReportDraft();
  const village = usePhones().data?.village[0];
  const [more, setMore] = useState(false);
  const talk = useTalk((said) => {
    change(({ voice }) => ({ voice: [...voice, said], visit: false }));
    setMore(false);
  });
  const goOn = () => (edit ? back() : open(paths.report('check')));
  const ways: WaysProps = {
    onType: () => open(paths.report('type', edit ? '1' : undefined)),
    onVisit: () => {
      change({ visit: true });
      goOn();
    },
  };
  if (talk.problem?.reason === 'refused') {
    return <MicrophoneRefused {...ways} person={village} onBack={talk.forgetProblem} />;
  }
  if (draft.voice.length === 0 || more) {
    return <Speak talk={talk} prompts={promptsOf(draft.kind)} {...ways} />;
  }
  return (
    <Heard
      voice={draft.voice}
      onMore={() => setMore(true)}
      onRight={goOn}
      onAgain={() => change({ voice: [] })}
    />
  );
}
