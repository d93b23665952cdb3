import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { plainWords } from './words';
import type { Words } from './words';

interface Answer<Value extends string> {
  value: Value;
  words: Words;
  icon: IconName;
  /** Not the plain yes: its sign is grey, never red. */
  quiet?: boolean;
}

interface AnswersProps<Value extends string> {
  /** The question, for screen readers. */
  label: string;
  answers: readonly Answer<Value>[];
  /** Side by side (under each other in elder mode): 收到了, 没收到, 不一样. */
  row?: boolean;
  onAnswer: (value: Value) => void;
}

/** One tap is the whole answer: nothing is chosen before, none is better than another. */
export function Answers<Value extends string>({ label, answers, row, onAnswer }: AnswersProps<Value>) {
  return (
    <View className={classes('st-answers', row && 'is-row')} {...a11y({ role: 'group', label })}>
      {answers.map(({ value, words, icon, quiet }) => (
        <Press
          key={value}
          className={classes('st-answer', quiet && 'is-no')}
          label={plainWords(words)}
          onPress={() => onAnswer(value)}
        >
          <Icon name={icon} />
          <View>
            <Phrases of={words} />
          </View>
        </Press>
      ))}
    </View>
  );
}
