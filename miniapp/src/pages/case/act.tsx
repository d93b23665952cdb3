import { useRouter } from '@tarojs/taro';
import type { CaseView } from '@songtao/shared/api/case.js';
import { findForm } from '@songtao/shared/category/registry.js';
import { told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { useState } from 'react';
import { actSending } from '../../features/case/villager/acts';
import { useCase } from '../../features/case/villager/reads';
import { send } from '../../features/outbox/outbox';
import { ReadPage } from '../../features/sound/ReadPage';
import { useTalk } from '../../features/sound/talk';
import { VoiceLine } from '../../features/sound/VoiceLine';
import { FormRenderer } from '../../form/FormRenderer';
import { FormServicesProvider, type FormServices } from '../../form/services';
import { useForm } from '../../form/useForm';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { HoldToTalk } from '../../ui/HoldToTalk';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle } from '../../ui/Section';
import { back } from '../paths';

function Talk({ onSaid }: { onSaid: (said: { id: string; seconds: number }) => void }) {
  const { problem, forgetProblem: _, ...talking } = useTalk(onSaid);
  return (
    <>
      {problem && <Banner title={problem.words} />}
      <HoldToTalk {...talking} />
    </>
  );
}

function Voice({ id, seconds }: { id: string; seconds: number }) {
  return <VoiceLine source={{ blob: id }} seconds={seconds} />;
}

/** The outbox carries the files of a villager; registries are for staff. */
const services: FormServices = {
  send: () => Promise.resolve(),
  findHouseholds: () => Promise.resolve([]),
  people: () => Promise.resolve([]),
  meetings: () => Promise.resolve({ meetings: [], roster: [] }),
  lastFacts: {},
  Talk,
  Voice,
};

interface ActFormProps {
  view: CaseView;
  action: string;
  title: string;
  form: NonNullable<ReturnType<typeof findForm>>;
}

const formAloud = (title: string, { fields }: ActFormProps['form']): Aloud =>
  told([title, ...Object.values(fields).map((field) => field.title)].join('。'));

function ActForm({ view, action, title, form }: ActFormProps) {
  const filled = useForm(form, `act/${view.id}/${action}`);
  const [full, setFull] = useState(false);
  const sendOff = () => {
    const value = filled.check();
    if (!value) return;
    if (send(actSending(view, { action, title, form: value, files: filled.files })) === 'full')
      return setFull(true);
    filled.forget();
    back();
  };
  return (
    <FormServicesProvider value={services}>
      {full && <Banner tone="wait" title="手机满了，先发完别的" />}
      <PageTitle words={title} aside={<ReadPage text={formAloud(title, form)} />} />
      <FormRenderer of={filled} />
      <BottomActions>
        <Button icon="send" words="发出去" onPress={sendOff} />
      </BottomActions>
    </FormServicesProvider>
  );
}

/** Whatever a category lets a villager do, drawn from its declared form; what has a page of its own does not come here. */
export default function CaseAct() {
  const { id = '', action = '' } = useRouter().params;
  return (
    <Page title="这件事" foot="bottom">
      <AppBar />
      <Main>
        <Loaded of={useCase(id)}>
          {(view) => {
            const ability = view.abilities.find((one) => one.action === action);
            if (!ability)
              return <PageState kind="gone" title="这一步已经办过了" action="返回" onAction={back} />;
            const form = ability.form === null ? null : findForm(ability.form);
            if (!form) return <PageState kind="update" />;
            return <ActForm view={view} action={action} title={ability.title} form={form} />;
          }}
        </Loaded>
      </Main>
    </Page>
  );
}
