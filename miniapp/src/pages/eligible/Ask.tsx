import { View } from '@tarojs/components';
import type { Question } from '@songtao/shared/notice/notice.js';
import { aloud, told } from '@songtao/shared/voice/aloud.js';
import { signOf } from '../../features/notice/eligible';
import { ReadPage } from '../../features/sound/ReadPage';
import { Answers } from '../../ui/Answers';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Page } from '../../ui/Page';
import { ProgressSteps } from '../../ui/ProgressBar';
import { QuestionPage } from '../../ui/QuestionPage';

interface AskProps {
  questions: readonly Question[];
  at: number;
  onAnswer: (choice: number) => void;
  onBack: () => void;
}

/** One question; one tap is the answer. */
export function Ask({ questions, at, onAnswer, onBack }: AskProps) {
  const question = questions[at];
  if (!question) return null;
  const { text, help, answers } = question;
  const options = answers.map(({ title }, place) => {
    const icon = signOf(title, place);
    return { value: String(place), words: title, icon, quiet: icon !== 'check' };
  });
  const asked = told([text, help, ...answers.map(({ title }) => title)].filter(Boolean).join('。'));
  const spoken = aloud`第${at + 1}题，共${questions.length}题。${asked}`;
  return (
    <Page title={text} foot="bottom">
      <AppBar onBack={onBack} />
      <QuestionPage
        progress={
          <ProgressSteps
            done={at + 1}
            of={questions.length}
            words={`第${at + 1}题，共${questions.length}题`}
          />
        }
        question={text}
        help={help}
      >
        <View className="nt-read">
          <ReadPage text={spoken} />
        </View>
        <Answers label={text} answers={options} onAnswer={(value) => onAnswer(Number(value))} />
      </QuestionPage>
      <BottomActions note="答的话只在这手机上，不传出去" />
    </Page>
  );
}
