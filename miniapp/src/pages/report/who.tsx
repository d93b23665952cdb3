import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { aloud } from '@songtao/shared/voice/aloud.js';
import { FullBanner } from '../../features/outbox/FullBanner';
import { useReportDraft, type OtherPerson } from '../../features/report/draft';
import { useMe, useVillages } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Chips, PickChip } from '../../ui/Chip';
import { ChoiceOne } from '../../ui/Choice';
import { Field } from '../../ui/Field';
import { Row, Rows, SwitchRow } from '../../ui/ListRow';
import { Page } from '../../ui/Page';
import { QuestionPage } from '../../ui/QuestionPage';
import { Section } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import { back, open, paths } from '../paths';
import { afterWhose } from './next';

const relations = ['邻居', '亲戚', '家里人', '朋友', '村里干部'];
const reasons = ['他不会用手机', '他病着', '他在外面', '他不好意思说'];
const unknownVillage = '';
const spoken = aloud`替谁说？我们会告诉他，他也可以不要。写他的名字，再点您是他什么人。别的可以不填。`;

function missing({ name, relation }: OtherPerson): string | undefined {
  if (name.trim() === '') return '先写他的名字';
  return relation === '' ? '先选您是他什么人' : undefined;
}

interface PickOneProps {
  label: string;
  help?: string;
  options: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

function PickOne({ label, help, options, value, onChange }: PickOneProps) {
  return (
    <Field label={label} help={help}>
      <Chips>
        {options.map((words) => (
          <PickChip key={words} words={words} on={words === value} onPress={() => onChange(words)} />
        ))}
      </Chips>
    </Field>
  );
}

interface VillageFieldProps {
  value: string | null;
  onChange: (village: string | null) => void;
}

/** The whole list only when somebody wants another village. */
function VillageField({ value, onChange }: VillageFieldProps) {
  const villages = useVillages().data?.villages ?? [];
  const [choosing, setChoosing] = useState(false);
  if (!choosing) {
    const name = villages.find(({ code }) => code === value)?.name ?? '说不清';
    return (
      <Field label="他住哪个村">
        <Rows>
          <Row icon="pin" title={name} value="改" onPress={() => setChoosing(true)} />
        </Rows>
      </Field>
    );
  }
  const options = [
    { value: unknownVillage, words: '说不清' },
    ...villages.map(({ code, name }) => ({ value: code, words: name })),
  ];
  return (
    <ChoiceOne
      label="他住哪个村"
      options={options}
      value={value ?? unknownVillage}
      onChange={(village) => {
        onChange(village === unknownVillage ? null : village);
        setChoosing(false);
      }}
    />
  );
}

/** For whom one speaks. He is told, and may stop it; he learns who spoke only where that is wished. */
export default function ReportWho() {
  const edit = useRouter().params.edit === '1';
  const me = useMe().data;
  const { draft, change } = useReportDraft();
  // Most people speak for a neighbour.
  const home = me?.household?.village ?? me?.village ?? null;
  const other = draft.other.village === undefined ? { ...draft.other, village: home } : draft.other;
  const set = (part: Partial<OtherPerson>) => change({ other: { ...other, ...part }, whose: 'other' });
  const own = () => {
    change({ whose: 'own' });
    back();
  };
  return (
    <Page title="替谁说？" foot="bottom2">
      <AppBar />
      <QuestionPage question="替谁说？" help="我们会告诉他，他也可以不要" aside={<ReadPage text={spoken} />}>
        <FullBanner onOpen={() => open(paths.outbox)} />
        <TextField
          label="他叫什么"
          defaultValue={other.name}
          maxlength={30}
          onInput={(name) => set({ name: name.trim() })}
        />
        <PickOne
          label="您是他什么人"
          options={relations}
          value={other.relation}
          onChange={(relation) => set({ relation })}
        />
        <VillageField value={other.village ?? null} onChange={(village) => set({ village })} />
        <TextField
          label="几组"
          help="不知道就空着"
          type="number"
          unit="组"
          defaultValue={other.group === null ? '' : String(other.group)}
          maxlength={2}
          onInput={(text) => set({ group: Number(text) >= 1 ? Number(text) : null })}
        />
        <TextField
          label="他的电话"
          help="可以不填"
          type="number"
          defaultValue={other.phone}
          maxlength={11}
          onInput={(phone) => set({ phone: /^1\d{10}$/.test(phone) ? phone : '' })}
        />
        <PickOne
          label="为什么您来说"
          help="可以不选"
          options={reasons}
          value={other.reason}
          onChange={(reason) => set({ reason })}
        />
        <Section>
          <Rows>
            <SwitchRow
              title="别让他知道是我说的"
              line="只有办事的人知道"
              on={other.hidden}
              onChange={(hidden) => set({ hidden })}
            />
          </Rows>
        </Section>
      </QuestionPage>
      <BottomActions>
        <Button
          words="下一步"
          off={missing(other)}
          onPress={() => (edit ? back() : open(afterWhose(draft)))}
        />
        <Button look="text" words="其实是我家的事" onPress={own} />
      </BottomActions>
    </Page>
  );
}
