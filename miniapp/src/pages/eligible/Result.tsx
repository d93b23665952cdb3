import { View } from '@tarojs/components';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { ContactCard, ring, type Contact } from '../../features/notice/Contact';
import { answered, type Given, type Outcome } from '../../features/notice/eligible';
import { useOtherDoors } from '../../features/notice/reads';
import { iconOf, subWords } from '../../features/notice/words';
import { ReadPage } from '../../features/sound/ReadPage';
import { AnswerRow } from '../../ui/AnswerRow';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { Main, Page } from '../../ui/Page';
import { Section, Stack, Surface } from '../../ui/Section';
import { StatusSentence } from '../../ui/StatusSentence';
import { NumberedSteps } from '../../ui/StepTrail';
import { open, paths, replace } from '../paths';

type Result = Extract<Outcome, { result: string }>;

interface ResultProps {
  view: NoticeView;
  given: Given;
  outcome: Result;
  /** The phone can keep nothing more. */
  full: boolean;
  onChange: (at: number) => void;
  onApply: () => void;
  onVisit: () => void;
}

/** It never decides. */
const onlyALook = aloud`这是先看看，最后由区里定。`;

const looks = {
  likely: { tone: 'moving', tagIcon: 'done' },
  unlikely: { tone: 'closed', tagIcon: 'info' },
  ask: { tone: 'wait', tagIcon: 'help' },
} as const;

function saying({ result, because }: Result): { now: Aloud; next: Aloud } {
  const why = because === null ? null : told(because);
  if (result === 'likely') return { now: aloud`您家多半可以`, next: aloud`去试一试，申请不收钱。` };
  if (result === 'unlikely')
    return { now: aloud`这项可能不合适您家`, next: why ?? aloud`看看别的，说不定有合适的。` };
  return { now: why ?? aloud`这项要问一问。`, next: aloud`问一问就知道` };
}

function Word({ outcome }: { outcome: Result }) {
  const { now, next } = saying(outcome);
  return (
    <>
      <StatusSentence {...looks[outcome.result]} tag="答完了" now={now} next={next} />
      <View className="nt-said">
        <View className="st-sub">{onlyALook}</View>
        <ReadPage text={aloud`${now}。${next}。${onlyALook}`} />
      </View>
    </>
  );
}

/** What comes next; the first step of every policy, to tell somebody, is the button below. */
function Next({ view }: { view: NoticeView }) {
  const steps = [
    { title: '点下面“帮我申请”', note: '收到了，就告诉您谁来、哪天前。' },
    ...view.steps.slice(1).map(({ title, text }) => ({ title, note: text })),
  ];
  return (
    <Section title="接下来">
      <Surface>
        <NumberedSteps steps={steps} />
      </Surface>
    </Section>
  );
}

function OtherDoors({ view }: { view: NoticeView }) {
  const doors = useOtherDoors(view);
  if (doors.length === 0) return null;
  return (
    <Section title="您可以看看这些">
      <Rows>
        {doors.map((door) => (
          <Row
            key={door.id}
            strong
            icon={iconOf(door)}
            title={door.title}
            line={subWords(door)}
            onPress={() => open(paths.policy(door.id))}
          />
        ))}
      </Rows>
    </Section>
  );
}

/** Whatever the answers say, everybody may apply. */
function Anyway({ contact, onApply }: { contact: Contact | null; onApply: () => void }) {
  return (
    <Section title="还是想申请？">
      <View className="st-sub nt-note">可以。谁都能申请，都有回话。</View>
      <Stack>
        <Button look="quiet" icon="handup" words="还是帮我申请" onPress={onApply} />
        {contact && (
          <Button look="quiet" icon="phone" words={`打电话问${contact.name}`} onPress={() => ring(contact)} />
        )}
      </Stack>
    </Section>
  );
}

function Given({ view, given, onChange }: Pick<ResultProps, 'view' | 'given' | 'onChange'>) {
  const rows = answered(view.questions, given);
  if (rows.length === 0) return null;
  return (
    <Section title="您答的">
      <Rows>
        {rows.map(({ question, answer }, at) => (
          <AnswerRow key={question} block name={question} value={answer} onEdit={() => onChange(at)} />
        ))}
      </Rows>
    </Section>
  );
}

function Acts({ view: { contact }, outcome, onApply, onVisit }: ResultProps) {
  if (outcome.result === 'unlikely') {
    return (
      <BottomActions>
        <Button words="看别的政策" onPress={() => replace(paths.policies)} />
      </BottomActions>
    );
  }
  if (outcome.result === 'likely') {
    return (
      <BottomActions>
        <Button icon="handup" words="帮我申请" onPress={onApply} />
        {contact && (
          <Button
            look="text"
            icon="phone"
            words={`先打电话问${contact.name}`}
            onPress={() => ring(contact)}
          />
        )}
      </BottomActions>
    );
  }
  return (
    <BottomActions>
      <Button
        icon="phone"
        words="打电话问"
        onPress={contact ? () => ring(contact) : () => open(paths.phones)}
      />
      <Button look="text" icon="visit" words="请人上门来看" onPress={onVisit} />
    </BottomActions>
  );
}

/** 12b, 12c, 12d: three words, each with a way to go on. */
export function Result(props: ResultProps) {
  const { view, given, outcome, full, onChange, onApply } = props;
  const { result } = outcome;
  return (
    <Page title="我能享受吗" foot={result === 'unlikely' ? 'bottom' : 'bottom2'}>
      <AppBar />
      <Main>
        {full && <Banner tone="wait" title="手机满了，先发完别的" onPress={() => open(paths.outbox)} />}
        <Word outcome={outcome} />
        {result === 'likely' && <Next view={view} />}
        {result === 'unlikely' && <OtherDoors view={view} />}
        {result === 'ask' && view.contact && (
          <Section title="问这个人，几句话就清楚">
            <ContactCard contact={view.contact} />
          </Section>
        )}
        {result === 'unlikely' && <Anyway contact={view.contact} onApply={onApply} />}
        {result === 'ask' && <Anyway contact={null} onApply={onApply} />}
        <Given view={view} given={given} onChange={onChange} />
      </Main>
      <Acts {...props} />
    </Page>
  );
}
