import { View } from '@tarojs/components';
import type { AbilityView, CaseView } from '@songtao/shared/api/case.js';
import type { Me } from '@songtao/shared/api/session.js';
import type { Form } from '@songtao/shared/form/form.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { useState, type ReactNode } from 'react';
import { FormRenderer } from '../../../form/FormRenderer';
import { useServices } from '../../../form/services';
import { sendAll } from '../../../form/uploads';
import { useForm, type FilledForm } from '../../../form/useForm';
import { askedOf, faultsOf, openFacts } from '../../../form/values';
import { ActionBar, BottomActions } from '../../../ui/BottomActions';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { Chip } from '../../../ui/Chip';
import { PersonLine } from '../../../ui/PersonLine';
import { Section, Stack, Surface } from '../../../ui/Section';
import type { Acting } from './acting';
import { draftOf } from './CaseActs';

const TWO = 2;

/** Who already said so on one's own phone, since the last check ended. */
function atTheDoor({ forms }: Pick<CaseView, 'forms'>): string[] {
  const checked = forms.findLast(({ action }) => action === 'finishCheck')?.at ?? '';
  const came = forms.filter(({ action, at }) => action === 'attend' && at > checked);
  return [...new Set(came.map(({ actor }) => actor))];
}

interface WhoProps {
  view: CaseView;
  me: Me;
  acting: Acting;
  today: string;
}

/** 谁去的: two people, each on one's own phone. */
function Who({ view, me, acting, today }: WhoProps) {
  const came = atTheDoor(view);
  const others = came.filter((name) => name !== me.name);
  const mine = view.abilities.find(({ action }) => action === 'attend');
  // Said without a network: it waits on this phone, and is not said twice.
  const [waits, setWaits] = useState(false);
  const arrive = async (): Promise<void> => {
    const form = { on: today };
    const acted = await acting.act({ action: 'attend', title: '我到了，点一下', form, offline: 'waits' });
    setWaits(acted.kind === 'kept');
  };
  const went = <Chip tone="moving" icon="check" words="去了" />;
  return (
    <Section title="谁去的" aside="要两个人">
      <Stack>
        <Surface>
          <Stack>
            <PersonLine
              name={me.name}
              role={[me.roles[0]?.title ?? '', '您自己']}
              aside={(came.includes(me.name) && went) || (waits && <Chip icon="outbox" words="等网络" />)}
            />
            {others.map((name) => (
              <PersonLine key={name} name={name} role="一起去的" aside={went} />
            ))}
            {came.length < TWO && others.length === 0 && (
              <PersonLine
                name="另一个人"
                role="用自己的手机点"
                aside={<Chip tone="wait" icon="hourglass" words="等人点" />}
              />
            )}
          </Stack>
        </Surface>
        {mine && !mine.blockedBy && !waits && (
          <Button
            look="quiet"
            icon="check"
            words={mine.title}
            busy={acting.busy}
            onPress={() => void arrive()}
          />
        )}
        {mine?.blockedBy && <View className="st-sub">{mine.blockedBy.words}</View>}
        <View className="st-sub">两个人各点各的手机，其中一个不是网格员。</View>
      </Stack>
    </Section>
  );
}

/** What keeps it from being signed, in the words of the button. */
function missingWords({ form, values }: FilledForm): string | undefined {
  const open = askedOf(form, values).reduce(
    (sum, [name, field]) => sum + (field.kind === 'facts' ? openFacts(field, values[name]).length : 0),
    0,
  );
  if (open > 0) return `还差${open}题，不能签`;
  const faults = Object.keys(faultsOf(form, values));
  if (faults.length === 0) return undefined;
  const unsigned = faults.every((name) => form.fields[name]?.kind === 'evidence');
  return unsigned ? '请本人签字' : '还有没填的';
}

/** What is asked at the door, in the order in which it is asked; the agreement comes last, after reading aloud. */
function partsOf(form: Form): { questions: string[]; agreement: string[] } {
  const names = Object.keys(form.fields);
  const isAgreement = (name: string): boolean => form.fields[name]?.kind === 'evidence';
  return { questions: names.filter((name) => !isAgreement(name)), agreement: names.filter(isAgreement) };
}

interface VisitProps extends WhoProps {
  ability: AbilityView;
  form: Form;
  online: boolean;
  /** 念给本人听, wired to the sound of the page. */
  readAloud: (text: Aloud) => ReactNode;
  onDone: () => void;
  onLeave: () => void;
}

/** What was written, as one reads it out at the door. */
function writtenAloud(filled: FilledForm): Aloud {
  const { form, values } = filled;
  const sentences = askedOf(form, values)
    .flatMap(([name, { kind, options, title }]) => {
      const titleOf = (value: unknown): string =>
        options?.find((option) => option.value === value)?.title ?? '';
      const value = values[name];
      if (kind === 'choice' && value !== undefined) return [`${title}：${titleOf(value)}`];
      if (kind !== 'facts') return [];
      const facts = (value ?? []) as { key: string; same: boolean; value?: string }[];
      return facts.map((fact) => `${titleOf(fact.key)}，${fact.same ? aloud`没变` : (fact.value ?? '')}`);
    })
    .join('。');
  return told(sentences);
}

/** One banner a page: what waits on this phone, or that there is no network. */
function State({ acting, online }: Pick<VisitProps, 'acting' | 'online'>) {
  if (acting.last?.kind === 'kept') return <Banner tone="offline" title={acting.last.words} />;
  if (online) return null;
  return <Banner tone="offline" title="没有网" line="已存在这台手机，下次打开接着传" />;
}

/** 入户核实: what changed is written at the door, read out and agreed to. */
export function Visit(props: VisitProps) {
  const { view, ability, form, acting, online, readAloud, onDone, onLeave } = props;
  const filled = useForm(form, draftOf(view, ability.action));
  const { send } = useServices();
  const [problem, setProblem] = useState<string | null>(null);
  const { questions, agreement } = partsOf(form);
  const submit = async (): Promise<void> => {
    const answers = filled.check();
    if (answers === null) return;
    // A check that still waits for the second person goes with its files through the outbox.
    if (ability.blockedBy === undefined && !(await sendAll(filled.files, send))) {
      return setProblem('照片、签字还没传上，有网再试');
    }
    const { action, title } = ability;
    const acted = await acting.act({ action, title, form: answers, files: filled.files });
    if (acted.kind === 'refused' || acted.kind === 'stale') return setProblem(acted.words);
    filled.forget();
    if (acted.kind === 'done') onDone();
  };
  return (
    <>
      <State acting={acting} online={online} />
      <Who {...props} />
      <Section>
        <FormRenderer of={filled} only={questions} />
      </Section>
      <Section title="念给本人听">
        <Stack>
          <View>说对，就签字。说不对，当场改。</View>
          {readAloud(writtenAloud(filled))}
          <FormRenderer of={filled} only={agreement} />
        </Stack>
      </Section>
      <BottomActions note={problem ?? ability.blockedBy?.words}>
        <ActionBar>
          <Button
            words={ability.title}
            off={missingWords(filled)}
            busy={acting.busy}
            onPress={() => void submit()}
          />
          <Button look="quiet" words={acting.last?.kind === 'kept' ? '回去' : '先放着'} onPress={onLeave} />
        </ActionBar>
      </BottomActions>
    </>
  );
}
