import { View } from '@tarojs/components';
import { useDidShow, useRouter } from '@tarojs/taro';
import type { CaseLine } from '@songtao/shared/api/case.js';
import { dueWords } from '@songtao/shared/calendar/words.js';
import type { Form } from '@songtao/shared/form/form.js';
import { useState } from 'react';
import { useBatch, batchOf, type BatchList } from '../../features/work/batch';
import { BatchResults, BatchRows } from '../../features/work/BatchRows';
import { refreshWork, useCaseList } from '../../features/work/reads';
import { FormRenderer } from '../../form/FormRenderer';
import { useServices } from '../../form/services';
import { sendAll } from '../../form/uploads';
import { useForm } from '../../form/useForm';
import { isOptional } from '../../form/values';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { ActionBar, BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle, Stack } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';
import { back, open, staffPaths } from '../paths';
import { StaffForms } from '../StaffForms';
import '../staff.css';

interface FormSheetProps {
  form: Form;
  words: string;
  busy: boolean;
  onSubmit: (answers: Record<string, unknown>) => Promise<void>;
  onClose: () => void;
}

/** The questions of the act, asked once for all that are ticked. */
function FormSheet({ form, words, busy, onSubmit, onClose }: FormSheetProps) {
  const filled = useForm(form, `batch/${form.id}`);
  const { send } = useServices();
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    const answers = filled.check();
    if (answers === null) return setProblem('还有没填好的，看看上面');
    if (!(await sendAll(filled.files, send))) return setProblem('照片还没传上，有网再试');
    await onSubmit(answers);
    filled.forget();
    onClose();
  };
  return (
    <Sheet open title={words} line="每户单独记，都按这里写的" onClose={onClose}>
      <Stack>
        <FormRenderer of={filled} />
        {problem && <Banner tone="wait" title={problem} />}
        <Button words={words} busy={busy} onPress={() => void submit()} />
      </Stack>
    </Sheet>
  );
}

/** An act whose questions may all stay unanswered asks none here. */
const asks = (form: Form | undefined): form is Form =>
  form !== undefined && Object.values(form.fields).some((field) => !isOptional(field));

function latestOf(lines: readonly CaseLine[]): string | undefined {
  const dues = lines.flatMap(({ sentence }) => sentence.until ?? []).sort();
  return dues[0] === undefined ? undefined : `最早一户，${dueWords(dues[0])}`;
}

function Ticking({ batch, lines }: { batch: BatchList; lines: readonly CaseLine[] }) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const { busy, problem, results, act, again } = useBatch(batch.name);
  const chosen = lines.filter(({ id, blockedBy }) => blockedBy === null && ticked.includes(id));
  const verb = batch.action.title;
  const words = `${chosen.length}户${verb}`;
  const tick = (id: string): void =>
    setTicked(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id]);
  const submit = async (form: Record<string, unknown>): Promise<void> => {
    await act(chosen, form);
    setTicked([]);
  };
  if (results) {
    return (
      <>
        <BatchResults results={results} verb={verb} />
        <BottomActions>
          <ActionBar>
            <Button words="接着办" onPress={again} />
            <Button look="quiet" words="返回" onPress={() => back()} />
          </ActionBar>
        </BottomActions>
      </>
    );
  }
  return (
    <>
      {problem && <Banner tone="offline" title={problem} />}
      <PageTitle words={`${lines.length}户，${batch.title}`} line={latestOf(lines)} />
      {lines.some(({ blockedBy }) => blockedBy !== null) && (
        <View className="st-sub sp-lead">看过材料才能勾。</View>
      )}
      <BatchRows
        lines={lines}
        ticked={ticked}
        onTick={tick}
        onRead={(id) => open(staffPaths.materials(id))}
      />
      <BottomActions note="每户单独记，一户不成不影响别的">
        <ActionBar>
          <Button
            words={words}
            busy={busy}
            off={chosen.length === 0 ? '先勾上要办的' : undefined}
            onPress={() => (asks(batch.action.form) ? setAsking(true) : void submit({}))}
          />
        </ActionBar>
      </BottomActions>
      {asking && asks(batch.action.form) && (
        <FormSheet
          form={batch.action.form}
          words={words}
          busy={busy}
          onSubmit={submit}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Batch({ batch }: { batch: BatchList }) {
  const list = useCaseList(batch.key);
  useDidShow(() => void refreshWork());
  return (
    <StaffForms view={null}>
      <Loaded of={list}>
        {(lines) =>
          lines.length === 0 ? (
            <PageState kind="empty" icon="done" title="都办完了" line="有新的会在这里" />
          ) : (
            <>
              <Ticking batch={batch} lines={lines} />
              {list.hasNextPage && (
                <Button
                  look="text"
                  words="再看20户"
                  busy={list.isFetchingNextPage}
                  busyWords="正在打开"
                  onPress={() => void list.fetchNextPage()}
                />
              )}
            </>
          )
        }
      </Loaded>
    </StaffForms>
  );
}

/** Several households looked through at once, each recorded by itself. */
export default function BatchPage() {
  const { worklist = '' } = useRouter().params;
  const batch = batchOf(worklist);
  return (
    <Page title={batch?.title ?? '一起办'} foot="bottom2">
      <AppBar title={batch?.title} onBack={() => back()} />
      <Main>
        {batch ? <Batch batch={batch} /> : <PageState kind="gone" onAction={() => back()} action="回去" />}
      </Main>
    </Page>
  );
}
