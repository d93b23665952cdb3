import { useRouter } from '@tarojs/taro';
import type { Me } from '@songtao/shared/api/session.js';
import type { Field } from '@songtao/shared/form/field.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { useState } from 'react';
import { send } from '../../features/outbox/outbox';
import { doors, doorSending, isForSomebody, pagesOf, speaking, type Door } from '../../features/report/doors';
import { useReportDraft } from '../../features/report/draft';
import { placeWords, useMe } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { VoiceLine } from '../../features/sound/VoiceLine';
import { answerWords } from '../../form/answer';
import { FormRenderer } from '../../form/FormRenderer';
import { useForm, type FilledForm } from '../../form/useForm';
import { isOptional } from '../../form/values';
import { AnswerRow } from '../../ui/AnswerRow';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { QuestionPage } from '../../ui/QuestionPage';
import { PageTitle } from '../../ui/Section';
import { back, open, paths, start } from '../paths';
import { VillagerForms } from '../VillagerForms';

const fieldOf = ({ form }: FilledForm, name: string): Field => form.fields[name] as Field;

const isAnswered = (filled: FilledForm, names: readonly string[]): boolean =>
  names.every((name) => isOptional(fieldOf(filled, name)) || filled.values[name] !== undefined);

/** One choice is one tap, and goes on by itself. */
function Tap({ filled, name, onDone }: { filled: FilledForm; name: string; onDone: () => void }) {
  const { title, options = [] } = fieldOf(filled, name);
  const choose = (value: string) => {
    filled.set(name, value);
    onDone();
  };
  return (
    <QuestionPage question={title} help="选一个最像的，选错也没关系">
      <Rows label={title}>
        {options.map((option) => (
          <Row
            key={option.value}
            strong
            title={option.title}
            line={option.help}
            onPress={() => choose(option.value)}
          />
        ))}
      </Rows>
    </QuestionPage>
  );
}

/** What was answered, as it is read before it goes out. */
function Answer({ filled, name, onEdit }: { filled: FilledForm; name: string; onEdit: () => void }) {
  const field = fieldOf(filled, name);
  const value = filled.values[name];
  const ids = Array.isArray(value) ? (value as string[]) : [];
  if (field.kind === 'voice' && ids.length > 0) {
    return (
      <AnswerRow name={field.title} block onEdit={onEdit}>
        {ids.map((id) => (
          <VoiceLine
            key={id}
            source={{ blob: id }}
            seconds={filled.files.find((file) => file.id === id)?.seconds ?? 0}
          />
        ))}
      </AnswerRow>
    );
  }
  const words = ids.length > 0 ? `${ids.length}张` : answerWords(field, value);
  return <AnswerRow name={field.title} value={words ?? '没有，也能办'} onEdit={onEdit} />;
}

function placeAloud(me: Me | undefined): Aloud {
  const place = me && placeWords(me);
  return place ? told(place) : aloud`我家`;
}

interface CheckProps {
  door: Door;
  filled: FilledForm;
  pages: readonly (readonly string[])[];
  onEdit: (page: number) => void;
}

/** 看看对不对, then 发出去. */
function Check({ door, filled, pages, onEdit }: CheckProps) {
  const me = useMe().data;
  const { draft, change } = useReportDraft();
  const [problem, setProblem] = useState<string | null>(null);
  const other = draft.whose === 'other' && isForSomebody(door.form);
  const whose = other ? aloud`${told(draft.other.name)}家` : placeAloud(me);
  const answered = pages
    .flat()
    .flatMap((name) => {
      const words = answerWords(fieldOf(filled, name), filled.values[name]);
      return words === null ? [] : [`${fieldOf(filled, name).title}${words}`];
    })
    .join('。');
  const spoken = aloud`看看对不对。${whose}。${told(answered)}。只给办这件事的人看。`;
  const sendOff = () => {
    const answers = filled.check();
    if (answers === null) return setProblem('还有没填好的，看看上面');
    const said = { answers: { ...answers, ...speaking(door.form, draft) }, files: filled.files };
    const sending = doorSending(door, draft, said);
    if (send(sending) === 'full') return setProblem('手机满了，先发完再拍');
    filled.forget();
    change({ door: null, whose: 'own' });
    start(paths.done(sending.id));
  };
  return (
    <>
      {problem && <Banner tone="wait" title={problem} onPress={() => open(paths.outbox)} />}
      <PageTitle words="看看对不对" aside={<ReadPage text={spoken} />} />
      <Rows>
        <AnswerRow name={other ? '谁家的事' : '哪个村'} value={whose} />
        {pages.map((names, page) =>
          names.map((name) => <Answer key={name} filled={filled} name={name} onEdit={() => onEdit(page)} />),
        )}
      </Rows>
      <BottomActions note="只给办这件事的人看" noteIcon="lock">
        <Button icon="send" words="发出去" onPress={sendOff} />
      </BottomActions>
    </>
  );
}

function Asking({ door }: { door: Door }) {
  const { draft } = useReportDraft();
  const filled = useForm(door.form, `door/${door.category}`, speaking(door.form, draft));
  const pages = pagesOf(door.form);
  const [at, setAt] = useState(0);
  const [editing, setEditing] = useState(false);
  const names = pages[at] ?? [];
  const goOn = () => {
    setAt(editing ? pages.length : at + 1);
    setEditing(false);
  };
  const goBack = () => (at === 0 ? back() : setAt(at - 1));
  const edit = (page: number) => {
    setEditing(true);
    setAt(page);
  };
  const [first = ''] = names;
  const isTap = names.length === 1 && fieldOf(filled, first).kind === 'choice';
  const isOpen = names.every((name) => isOptional(fieldOf(filled, name)));
  const isEmpty = names.every((name) => filled.values[name] === undefined);
  return (
    <Page title={door.title} foot={isTap ? undefined : 'bottom'}>
      <AppBar onBack={goBack} />
      <VillagerForms>
        {isTap ? (
          <Tap filled={filled} name={first} onDone={goOn} />
        ) : (
          <Main>
            {names.length === 0 ? (
              <Check door={door} filled={filled} pages={pages} onEdit={edit} />
            ) : (
              <>
                <PageTitle words={door.title} />
                <FormRenderer of={filled} only={names} />
                <BottomActions>
                  <Button
                    words={isOpen && isEmpty ? '没有，跳过' : '下一步'}
                    off={isAnswered(filled, names) ? undefined : '先选一个'}
                    onPress={goOn}
                  />
                </BottomActions>
              </>
            )}
          </Main>
        )}
      </VillagerForms>
    </Page>
  );
}

/** Whatever a category lets villagers begin, from its declared form: one question a page, and a last look. */
export default function ReportAsk() {
  const { category = '' } = useRouter().params;
  const door = doors.find((one) => one.category === category);
  if (door) return <Asking door={door} />;
  return (
    <Page title="这件事">
      <AppBar />
      <Main>
        <PageState kind="update" />
      </Main>
    </Page>
  );
}
