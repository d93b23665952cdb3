import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { aloud } from '@songtao/shared/voice/aloud.js';
import { appealSending } from '../../features/case/villager/acts';
import { send } from '../../features/outbox/outbox';
import { ReadPage } from '../../features/sound/ReadPage';
import { SayOrType, type Saying } from '../../features/sound/SayOrType';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Chips, PickChip } from '../../ui/Chip';
import { Page } from '../../ui/Page';
import { QuestionPage } from '../../ui/QuestionPage';
import { paths, start } from '../paths';

const kinds = [
  { value: 'late', title: '拖着不办' },
  { value: 'unfair', title: '不公道' },
  { value: 'result', title: '不服这个结果' },
];

const nothing: Saying = { said: null, words: '' };

function missing(about: string, { said, words }: Saying): string | undefined {
  if (about === '') return '先点一个最像的';
  return said === null && words.trim() === '' ? '先说一句，或打字' : undefined;
}

/** 向镇里反映 about one case, or 投诉和建议 about none, which goes to the county. */
export default function Appeal() {
  const { id, about: given } = useRouter().params;
  const complaint = id === undefined;
  const [about, setAbout] = useState(complaint ? 'complaint' : (given ?? ''));
  const [saying, setSaying] = useState(nothing);
  const [full, setFull] = useState(false);
  const sendOff = () => {
    const sending = appealSending({ about, case: id, ...saying });
    if (send(sending) === 'full') return setFull(true);
    start(paths.done(sending.id));
  };
  const question = complaint ? aloud`投诉和建议` : aloud`哪里不对？`;
  const help = complaint ? aloud`直接到区里，不经过村里` : aloud`点一个最像的，再说一句`;
  return (
    <Page title={question} foot="bottom">
      <AppBar />
      <QuestionPage
        question={question}
        help={help}
        aside={<ReadPage text={aloud`${question}。${help}。村里看不到。`} />}
      >
        {full && <Banner tone="wait" title="手机满了，先发完别的" />}
        {!complaint && (
          <View className="pg-prompt">
            <Chips>
              {kinds.map(({ value, title }) => (
                <PickChip key={value} words={title} on={value === about} onPress={() => setAbout(value)} />
              ))}
            </Chips>
          </View>
        )}
        <SayOrType label="说说怎么回事" value={saying} onChange={setSaying} />
      </QuestionPage>
      <BottomActions note="村里看不到" noteIcon="lock">
        <Button icon="send" words="发出去" off={missing(about, saying)} onPress={sendOff} />
      </BottomActions>
    </Page>
  );
}
