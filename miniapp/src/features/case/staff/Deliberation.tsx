import { View } from '@tarojs/components';
import type { AbilityView, CaseView } from '@songtao/shared/api/case.js';
import { dayOf, type Instant } from '@songtao/shared/calendar/calendar.js';
import { dayWords, dueWords, timeWords } from '@songtao/shared/calendar/words.js';
import type { Form } from '@songtao/shared/form/form.js';
import { useState } from 'react';
import { FormRenderer } from '../../../form/FormRenderer';
import { PhotoPick } from '../../../form/PhotoPick';
import { Questions } from '../../../form/Questions';
import { useServices } from '../../../form/services';
import { sendAll } from '../../../form/uploads';
import { asCallError } from '../../../platform/call.core';
import { canPrint } from '../../../platform/paper';
import { Banner } from '../../../ui/Banner';
import { ActionBar, BottomActions } from '../../../ui/BottomActions';
import { Button } from '../../../ui/Button';
import { Chip, Chips, PickChip } from '../../../ui/Chip';
import { ChoiceOne } from '../../../ui/Choice';
import { DateField } from '../../../ui/DateField';
import { Figures } from '../../../ui/Figures';
import { Row, Rows } from '../../../ui/ListRow';
import { PageTitle, Section, Stack } from '../../../ui/Section';
import { Stepper } from '../../../ui/Stepper';
import { TextField } from '../../../ui/TextField';
import type { Acting } from './acting';
import { draftOf } from './CaseActs';
import { kinOf, type Book } from './deliberation.core';
import { useSitting, type Sitting } from './useSitting';

const NEW = 'new';

/** Which meeting: one that was recorded for another household, or a new one. */
function Which({ book, sitting, now }: { book: Book; sitting: Sitting; now: Instant }) {
  const { draft, meeting, set } = sitting;
  const held = book.meetings.map(({ id, heldAt, place }) => ({
    value: id,
    words: `${timeWords(heldAt, now)}，${place}`,
  }));
  return (
    <Questions>
      {held.length > 0 && (
        <ChoiceOne
          label="哪次会"
          options={[{ value: NEW, words: '新开的会，现在记' }, ...held]}
          value={meeting?.id ?? NEW}
          onChange={(id) => set('meeting', id === NEW ? undefined : id)}
        />
      )}
      {meeting === null && (
        <>
          <DateField
            label="哪天开的"
            value={draft.day}
            end={dayOf(now)}
            show={dayWords}
            onChange={(day) => set('day', day)}
          />
          <TextField
            label="几点"
            help="像 15:00"
            defaultValue={draft.clock}
            maxlength={5}
            onInput={(clock) => set('clock', clock)}
          />
          <TextField
            label="在哪里"
            defaultValue={draft.place}
            maxlength={40}
            onInput={(place) => set('place', place)}
          />
        </>
      )}
    </Questions>
  );
}

function Roll({ book, sitting, name }: { book: Book; sitting: Sitting; name: string }) {
  const { meeting, draft, count, toggle } = sitting;
  const present = meeting?.present ?? draft.present;
  const kin = kinOf(book);
  const enough = count.short === 0;
  const chip = enough ? (
    <Chip tone="moving" icon="check" words="够了" />
  ) : (
    <Chip tone="wait" icon="hourglass" words={`还差${count.short}人`} />
  );
  return (
    <Section title="谁到了" aside={chip}>
      <Stack>
        <Figures
          figures={[
            { number: count.called, words: '该到' },
            { number: count.came, words: '到了' },
            { number: count.needed, words: '至少要' },
            { number: count.recused, words: '回避' },
          ]}
        />
        <View className="st-sub">{meeting === null ? '到了就点名字' : '这次会已经记过，名单不能改'}</View>
        <Chips even>
          {book.roster.map(({ id, name: who, kinship }) => (
            <PickChip
              key={id}
              words={kinship === null ? who : `${who} 回避`}
              on={present.includes(id)}
              onPress={() => {
                if (meeting === null) toggle('present', id);
              }}
            />
          ))}
        </Chips>
        {kin.map(({ id, name: who, kinship }) => (
          <Banner key={id} line={`${who}是${name}的${kinship}，要回避，不投这一户的票。`} />
        ))}
      </Stack>
    </Section>
  );
}

/** Others than the kin who leave the room by their own wish. */
function MoreRecused({ book, sitting }: { book: Book; sitting: Sitting }) {
  const [open, setOpen] = useState(sitting.draft.recused.length > 0);
  const others = book.roster.filter(({ kinship }) => kinship === null);
  if (!open) {
    return (
      <Section>
        <Button look="text" small words="还有人要回避" onPress={() => setOpen(true)} />
      </Section>
    );
  }
  return (
    <Section title="还有谁回避">
      <Chips even>
        {others.map(({ id, name }) => (
          <PickChip
            key={id}
            words={name}
            on={sitting.draft.recused.includes(id)}
            onPress={() => sitting.toggle('recused', id)}
          />
        ))}
      </Chips>
    </Section>
  );
}

function Votes({ sitting }: { sitting: Sitting }) {
  const { filled, count, votes } = sitting;
  const fields = Object.entries(filled.form.fields).filter(([, { kind }]) => kind === 'number');
  if (count.short > 0) {
    return (
      <Section title="怎么投的">
        <Rows>
          <Row icon="lock" title={`够${count.needed}人，这里才打开。`} />
        </Rows>
      </Section>
    );
  }
  return (
    <Section title="怎么投的">
      <Stack>
        <Rows label="怎么投的">
          {fields.map(([name, { title }]) => (
            <Row
              key={name}
              strong
              title={title}
              aside={
                <Stepper
                  label={title}
                  value={Number(filled.values[name] ?? 0)}
                  max={count.voters}
                  onChange={(number) => filled.set(name, number)}
                />
              }
            />
          ))}
        </Rows>
        <Banner tone={votes.fits ? 'done' : 'wait'} title={votes.title} line={votes.line} />
      </Stack>
    </Section>
  );
}

function Minutes({ sitting }: { sitting: Sitting }) {
  const { meeting, draft, set } = sitting;
  if (meeting !== null) {
    return (
      <Section title="会议记录">
        <View className="st-sub">已经拍了{meeting.minutes}张</View>
      </Section>
    );
  }
  return (
    <Section title="会议记录" aside="拍清楚字就行">
      <PhotoPick
        ids={draft.minutes}
        max={10}
        onChange={(ids) => set('minutes', ids)}
        onKeep={() => undefined}
      />
    </Section>
  );
}

interface DeliberationProps {
  view: CaseView;
  ability: AbilityView;
  form: Form;
  book: Book;
  now: Instant;
  acting: Acting;
  onDone: () => void;
  onLeave: () => void;
  onPrint: (meeting: string) => void;
}

/** 开会评议: one household at one meeting; who came, who leaves the room, and the votes must fit before it is recorded. */
export function Deliberation(props: DeliberationProps) {
  const { view, ability, form, book, now, acting, onDone, onLeave, onPrint } = props;
  const { send } = useServices();
  const [problem, setProblem] = useState<string | null>(null);
  const name = view.subject?.name ?? '';
  const place = `${view.subject?.villageName ?? ''}村委会`;
  const sitting = useSitting({ book, form, draftName: draftOf(view, ability.action), place, now });
  const { meeting, count, filled } = sitting;
  const submit = async (): Promise<void> => {
    setProblem(null);
    if (!(await sendAll(sitting.minutesFiles, send))) return setProblem('会议记录还没传上，有网再试');
    const answers = await sitting.record().catch((error: unknown) => setProblem(asCallError(error).message));
    if (!answers) return;
    const acted = await acting.act({ action: ability.action, title: ability.title, form: answers });
    if (acted.kind !== 'done') return setProblem(acted.words);
    filled.forget();
    onDone();
  };
  return (
    <>
      <PageTitle
        words={`${name}家`}
        line={meeting ? `${timeWords(meeting.heldAt, now)}，${meeting.place}` : undefined}
      />
      {count.short > 0 && (
        <Banner
          tone="wait"
          icon="meeting"
          title="人不够，今天评不了"
          line={`到了${count.came}人，至少要${count.needed}人。还差${count.short}人。`}
        />
      )}
      <Section>
        <Which book={book} sitting={sitting} now={now} />
      </Section>
      <Roll book={book} sitting={sitting} name={name} />
      <MoreRecused book={book} sitting={sitting} />
      <Votes sitting={sitting} />
      <Minutes sitting={sitting} />
      {count.short === 0 && (
        <Section>
          <FormRenderer of={filled} only={['reason']} />
        </Section>
      )}
      <Section title="还可以">
        <Rows label="还可以">
          <Row
            icon="calendar"
            title="改天再评"
            line={view.sentence.until === null ? undefined : `最晚${dueWords(view.sentence.until)}`}
            onPress={onLeave}
          />
          {canPrint && meeting && <Row icon="doc" title="打印会议记录" onPress={() => onPrint(meeting.id)} />}
        </Rows>
      </Section>
      <BottomActions note={problem ?? ability.blockedBy?.words}>
        <ActionBar>
          <Button words={ability.title} off={sitting.off} busy={acting.busy} onPress={() => void submit()} />
          <Button look="quiet" words="先放着" onPress={onLeave} />
        </ActionBar>
      </BottomActions>
    </>
  );
}
