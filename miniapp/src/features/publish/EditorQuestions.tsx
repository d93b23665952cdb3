import { View } from '@tarojs/components';
import { verdicts } from '@songtao/shared/notice/notice.js';
import { useState } from 'react';
import { Questions } from '../../form/Questions';
import { AnswerRow } from '../../ui/AnswerRow';
import { Button } from '../../ui/Button';
import { Chips, PickChip } from '../../ui/Chip';
import { Field } from '../../ui/Field';
import { Rows } from '../../ui/ListRow';
import { Stack, Surface } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';
import { TextField } from '../../ui/TextField';
import { isWhole, type QuestionDraft } from './draft';
import type { Editor } from './useEditor';

const MOST = 3;
const MOST_ANSWERS = 4;

type Answer = QuestionDraft['answers'][number];

const LEADS: Record<(typeof verdicts)[number], string> = {
  next: '接着问',
  likely: '多半可以',
  unlikely: '可能不合适',
  ask: '问一问就知道',
};

const fresh: QuestionDraft = {
  text: '',
  answers: [
    { title: '', leads: 'next' },
    { title: '', leads: 'unlikely' },
    { title: '说不清', leads: 'ask' },
  ],
};

function AnswerFields({
  answer,
  place,
  onChange,
}: {
  answer: Answer;
  place: number;
  onChange: (answer: Answer) => void;
}) {
  const [start] = useState(answer);
  return (
    <Surface>
      <Questions>
        <TextField
          label={`答案${place + 1}`}
          defaultValue={start.title}
          maxlength={12}
          onInput={(title) => onChange({ ...answer, title })}
        />
        <Field label="选了它">
          <Chips>
            {verdicts.map((leads) => (
              <PickChip
                key={leads}
                words={LEADS[leads]}
                on={answer.leads === leads}
                onPress={() => onChange({ ...answer, leads })}
              />
            ))}
          </Chips>
        </Field>
        {answer.leads === 'unlikely' && (
          <TextField
            label="因为（可以不填）"
            defaultValue={start.because}
            maxlength={30}
            onInput={(because) => onChange({ ...answer, because })}
          />
        )}
      </Questions>
    </Surface>
  );
}

interface QuestionSheetProps {
  question: QuestionDraft;
  onKeep: (question: QuestionDraft) => void;
  onRemove: () => void;
  onClose: () => void;
}

/** One question with its answers and where each leads. */
function QuestionSheet({ question, onKeep, onRemove, onClose }: QuestionSheetProps) {
  const [draft, setDraft] = useState(question);
  const setAnswer = (place: number, answer: Answer): void =>
    setDraft({ ...draft, answers: draft.answers.map((one, at) => (at === place ? answer : one)) });
  return (
    <Sheet open title="我能享受吗，问一句" onClose={onClose}>
      <Stack>
        <TextField
          label="问什么"
          defaultValue={question.text}
          maxlength={30}
          onInput={(text) => setDraft({ ...draft, text })}
        />
        {draft.answers.map((answer, place) => (
          <AnswerFields
            key={place}
            place={place}
            answer={answer}
            onChange={(changed) => setAnswer(place, changed)}
          />
        ))}
        {draft.answers.length < MOST_ANSWERS && (
          <Button
            look="text"
            small
            icon="plus"
            words="加一个答案"
            onPress={() => setDraft({ ...draft, answers: [...draft.answers, { title: '', leads: 'ask' }] })}
          />
        )}
        <Button
          words="记下这一问"
          off={isWhole(draft) ? undefined : '问题和答案都要写'}
          onPress={() => onKeep(draft)}
        />
        <Button look="text" words="不要这一问" onPress={onRemove} />
      </Stack>
    </Sheet>
  );
}

/** 我能享受吗: at most three questions, answered on the villager's phone. */
export function EditorQuestions({ editor: { content, set } }: { editor: Editor }) {
  const [open, setOpen] = useState<number | null>(null);
  const { questions } = content;
  const keep = (question: QuestionDraft): void => {
    set({ questions: [...questions.slice(0, open ?? 0), question, ...questions.slice((open ?? 0) + 1)] });
    setOpen(null);
  };
  const remove = (): void => {
    set({ questions: questions.filter((_, at) => at !== open) });
    setOpen(null);
  };
  return (
    <Field label={`我能享受吗（最多${MOST}问）`}>
      <Stack>
        {questions.length > 0 && (
          <Rows label="我能享受吗">
            {questions.map((question, place) => (
              <AnswerRow
                key={place}
                name={String(place + 1)}
                value={question.text}
                onEdit={() => setOpen(place)}
              />
            ))}
          </Rows>
        )}
        {questions.length === 0 && <View className="st-sub">答的话只在村民手机上，不传出来。</View>}
        {questions.length < MOST && (
          <Button look="quiet" icon="plus" words="加一问" onPress={() => setOpen(questions.length)} />
        )}
      </Stack>
      {open !== null && (
        <QuestionSheet
          question={questions[open] ?? fresh}
          onKeep={keep}
          onRemove={remove}
          onClose={() => setOpen(null)}
        />
      )}
    </Field>
  );
}
