import { View } from '@tarojs/components';
import { useState } from 'react';
import { Segments } from '../../ui/Choice';
import { Field } from '../../ui/Field';
import { Row, Rows } from '../../ui/ListRow';
import { ProgressSteps } from '../../ui/ProgressBar';
import { TextField } from '../../ui/TextField';
import { useServices } from '../services';
import { openFacts } from '../values';
import type { KindProps } from './kind';

interface FactAnswer {
  key: string;
  same: boolean;
  value?: string;
}

const LONGEST = 200;
const ANSWERS = [
  { value: 'same', words: '没变' },
  { value: 'changed', words: '变了' },
] as const;

interface FactRowProps {
  title: string;
  last: string | undefined;
  answer: FactAnswer | undefined;
  onAnswer: (answer: Omit<FactAnswer, 'key'>) => void;
}

function answerOf(answer: FactAnswer | undefined): 'same' | 'changed' | undefined {
  if (!answer) return undefined;
  return answer.same ? 'same' : 'changed';
}

/** One fact: 没变 is the whole answer; 变了 opens a line under it. */
function FactRow({ title, last, answer, onAnswer }: FactRowProps) {
  const [start] = useState(answer?.value ?? '');
  const choose = (chosen: 'same' | 'changed'): void =>
    onAnswer(chosen === 'same' ? { same: true } : { same: false, value: answer?.value ?? '' });
  return (
    <>
      <Row
        strong
        title={title}
        line={last === undefined ? '上次没有记' : `上次记：${last}`}
        aside={
          <View className="fm__seg">
            <Segments label={title} options={ANSWERS} value={answerOf(answer)} onChange={choose} />
          </View>
        }
      />
      {answer?.same === false && (
        <View className="fm__more">
          <TextField
            label={`${title}，现在怎样`}
            defaultValue={start}
            maxlength={LONGEST}
            onInput={(value) => onAnswer({ same: false, value })}
          />
        </View>
      )}
    </>
  );
}

/** Facts with what was written last: only what changed is written anew. */
export function FactsKind({ field, value, error, onChange }: KindProps) {
  const { lastFacts } = useServices();
  const answers = Array.isArray(value) ? (value as FactAnswer[]) : [];
  const options = field.options ?? [];
  const done = options.length - openFacts(field, answers).length;
  const answer = (key: string, given: Omit<FactAnswer, 'key'>): void =>
    onChange([...answers.filter((one) => one.key !== key), { key, ...given }]);
  return (
    <Field label={`${field.title}　${options.length}题，答了${done}题`} help={field.help} error={error}>
      <ProgressSteps done={done} of={options.length} />
      <View className="fm__after">
        <Rows label={field.title}>
          {options.map((option) => (
            <FactRow
              key={option.value}
              title={option.title}
              last={lastFacts[option.value]}
              answer={answers.find((one) => one.key === option.value)}
              onAnswer={(given) => answer(option.value, given)}
            />
          ))}
        </Rows>
      </View>
    </Field>
  );
}
