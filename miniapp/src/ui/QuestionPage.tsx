import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Phrases } from './Phrases';
import type { Words } from './words';

interface QuestionPageProps {
  /** Which of several questions: ProgressSteps. */
  progress?: ReactNode;
  question: Words;
  help?: Words;
  optional?: boolean;
  /** Beside the question: ReadAloud. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One question a page: it is the title; one line of help; the answers. Stands in a Page in place of Main. */
export function QuestionPage({ progress, question, help, optional, aside, children }: QuestionPageProps) {
  return (
    <View className="st-q" {...a11y({ role: 'main' })}>
      {progress && <View className="st-q__p">{progress}</View>}
      <View className="st-q__h">
        <View className="st-q__t">
          <View className="st-title" {...a11y({ role: 'heading', level: 1 })}>
            <Phrases of={question} />
            {optional && <Text className="st-q__opt st-nb">（可以不填）</Text>}
          </View>
          {aside}
        </View>
        {help && (
          <View className="st-sub">
            <Phrases of={help} />
          </View>
        )}
      </View>
      {children}
    </View>
  );
}
