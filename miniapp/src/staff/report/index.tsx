import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Receipt } from '@songtao/shared/api/receipt.js';
import { dueWords, timeWords } from '@songtao/shared/calendar/words.js';
import { categoryKeys, doors, startFormOf, type Category } from '@songtao/shared/category/registry.js';
import { household } from '@songtao/shared/form/field.js';
import { useState } from 'react';
import { send } from '../../features/outbox/outbox';
import {
  missingSubject,
  STAFF_CHANNELS,
  useFiling,
  useHouseholdFor,
  useVillages,
  type Subject,
} from '../../features/work/filing';
import { callPhone, useNow } from '../../features/session/person';
import { FormRenderer } from '../../form/FormRenderer';
import { HouseholdKind } from '../../form/kinds/HouseholdKind';
import { Questions } from '../../form/Questions';
import { useServices } from '../../form/services';
import { sendAll } from '../../form/uploads';
import { useForm, type FilledForm } from '../../form/useForm';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Chips, PickChip } from '../../ui/Chip';
import { Segments } from '../../ui/Choice';
import { Field } from '../../ui/Field';
import { Row, Rows } from '../../ui/ListRow';
import { Main, Page } from '../../ui/Page';
import { PersonLine } from '../../ui/PersonLine';
import { ReceiptPanel } from '../../ui/ReceiptPanel';
import { PageTitle } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import { back, replace, staffPaths } from '../paths';
import { StaffForms } from '../StaffForms';

/** Asked above in their own way, or of villagers only. */
const NOT_ASKED = ['channel', 'relation', 'reason', 'hideReporter'];
const whose = household('是谁家');
const WAYS = [
  { value: 'listed', words: '册上的户' },
  { value: 'named', words: '册上没有' },
] as const;

interface WhoseProps {
  subject: Subject;
  onChange: (subject: Subject) => void;
}

/** A village, and the group where it is known. */
function Where({ subject, onChange }: WhoseProps) {
  const villages = useVillages().data?.villages ?? [];
  const set = (change: Partial<Subject>): void => onChange({ ...subject, ...change });
  return (
    <>
      <Field label="哪个村">
        <Chips>
          {villages.map(({ code, name }) => (
            <PickChip
              key={code}
              words={name}
              on={subject.village === code}
              onPress={() => set({ village: code })}
            />
          ))}
        </Chips>
      </Field>
      <TextField
        label="几组（可以不填）"
        type="number"
        maxlength={2}
        onInput={(group) => set({ group: /^[1-9]\d?$/.test(group) ? Number(group) : undefined })}
      />
    </>
  );
}

/** Somebody who stands in no list: a name, a phone where there is one, and the village. */
function Named({ subject, onChange }: WhoseProps) {
  const set = (change: Partial<Subject>): void => onChange({ ...subject, ...change });
  return (
    <Questions>
      <TextField
        label="叫什么名字"
        maxlength={30}
        onInput={(name) => set({ name: name.trim() || undefined })}
      />
      <TextField
        label="电话（可以不填）"
        type="number"
        maxlength={11}
        onInput={(phone) => set({ phone: /^1\d{10}$/.test(phone) ? phone : undefined })}
      />
      <Where subject={subject} onChange={onChange} />
    </Questions>
  );
}

function Whose({ subject, onChange }: WhoseProps) {
  const [way, setWay] = useState<'listed' | 'named'>('listed');
  const choose = (next: typeof way): void => {
    setWay(next);
    onChange({});
  };
  return (
    <Questions>
      <Field label="替谁报">
        <Segments label="替谁报" options={WAYS} value={way} onChange={choose} />
      </Field>
      {way === 'listed' ? (
        <HouseholdKind
          field={whose}
          value={subject.household}
          files={[]}
          onChange={(id) => onChange(typeof id === 'string' ? { household: id } : {})}
          onKeep={() => undefined}
        />
      ) : (
        <Named subject={subject} onChange={onChange} />
      )}
    </Questions>
  );
}

function Channel({ filled }: { filled: FilledForm }) {
  const options = filled.form.fields['channel']?.options ?? [];
  return (
    <Field label="怎么来的">
      <Chips>
        {STAFF_CHANNELS.map((channel) => (
          <PickChip
            key={channel}
            words={options.find(({ value }) => value === channel)?.title ?? channel}
            on={filled.values['channel'] === channel}
            onPress={() => filled.set('channel', channel)}
          />
        ))}
      </Chips>
    </Field>
  );
}

function Filed({ receipt }: { receipt: Receipt | 'kept' }) {
  const now = useNow();
  if (receipt === 'kept') {
    return (
      <>
        <ReceiptPanel title="存好了" line="没有网，不会丢，下次打开接着发" />
        <BottomActions>
          <Button words="回去" onPress={() => back()} />
        </BottomActions>
      </>
    );
  }
  const { holder, number, at, joined, promisedBy, id } = receipt;
  const { phone } = holder;
  return (
    <>
      <ReceiptPanel
        title="收到了"
        number={number}
        line={joined ? '这家有一件一样的在办，已并进去' : `${timeWords(at, now)} 收到`}
        promise={`${dueWords(promisedBy)}，${holder.name}联系本人`}
      >
        <PersonLine
          name={holder.name}
          role={holder.role}
          onCall={phone === null ? undefined : () => void callPhone(phone)}
        />
      </ReceiptPanel>
      <BottomActions>
        <Button words="看进度" onPress={() => replace(staffPaths.case(id))} />
      </BottomActions>
    </>
  );
}

/** Whose matter, or where: what lies on a road is nobody's household. */
function About({ given, isPlace, ...choosing }: WhoseProps & { given: string; isPlace: boolean }) {
  const home = useHouseholdFor(given).data;
  if (isPlace) return <Where {...choosing} />;
  if (given === '') return <Whose {...choosing} />;
  return (
    <Rows label="替谁报">
      <Row
        icon="house"
        title={home ? `${home.head}家` : '这一户'}
        line={home && `${home.villageName}${home.group}组`}
      />
    </Rows>
  );
}

function Report({ given, category }: { given: string; category: Category }) {
  const form = startFormOf(category);
  const isPlace = !('channel' in form.fields);
  const questions = Object.keys(form.fields).filter((name) => !NOT_ASKED.includes(name));
  const door = doors.find((one) => one.category === category);
  const filled = useForm(form, `report/${category}/${given}`, isPlace ? {} : { channel: 'cadre' });
  const { send: upload } = useServices();
  const [chosen, setChosen] = useState<Subject>(given === '' ? {} : { household: given });
  const [fault, setFault] = useState<string | null>(null);
  const { busy, problem, receipt, file } = useFiling(category, (filing) => {
    const { requestId, ...input } = filing;
    return (
      send({ id: requestId, route: 'case.create', input, title: '替人报的', files: filled.files }) === 'kept'
    );
  });
  if (receipt) return <Filed receipt={receipt} />;
  const submit = async (): Promise<void> => {
    setFault(null);
    const answers = filled.check();
    if (answers === null) return setFault('还有没填好的，看看上面');
    // The words may arrive before the files; without a network both wait.
    void sendAll(filled.files, upload);
    if (await file(answers, chosen)) filled.forget();
  };
  return (
    <>
      <PageTitle
        words={door?.title ?? '替人报一件'}
        line={door ? door.line : '没有手机的，由您来报。本人会有人上门告诉。'}
      />
      {(fault ?? problem) && <Banner tone="wait" title={fault ?? problem ?? ''} />}
      <Questions>
        <About given={given} isPlace={isPlace} subject={chosen} onChange={setChosen} />
        {!isPlace && <Channel filled={filled} />}
        <View>
          <FormRenderer of={filled} only={questions} />
        </View>
      </Questions>
      <BottomActions>
        <Button
          words="发出去"
          busy={busy}
          off={missingSubject(chosen, isPlace)}
          onPress={() => void submit()}
        />
      </BottomActions>
    </>
  );
}

/** Somebody without a phone: a member of staff says it for them. */
export default function ReportPage() {
  const { household: given = '', category = '' } = useRouter().params;
  const known = categoryKeys.find((key) => key === category) ?? 'hardship';
  return (
    <Page title="替人报一件" foot="bottom">
      <AppBar onBack={() => back()} />
      <Main>
        <StaffForms view={null}>
          <Report given={given} category={known} />
        </StaffForms>
      </Main>
    </Page>
  );
}
