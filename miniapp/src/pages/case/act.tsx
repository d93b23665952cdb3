import { useRouter } from '@tarojs/taro';
import type { CaseView } from '@songtao/shared/api/case.js';
import { findForm } from '@songtao/shared/category/registry.js';
import { told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { useState } from 'react';
import { actSending } from '../../features/case/villager/acts';
import { useCase } from '../../features/case/villager/reads';
import { send } from '../../features/outbox/outbox';
import { ReadPage } from '../../features/sound/ReadPage';
import { FormRenderer } from '../../form/FormRenderer';
import { useForm } from '../../form/useForm';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle } from '../../ui/Section';
import { back } from '../paths';
import { VillagerForms } from '../VillagerForms';

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
    <VillagerForms>
      {full && <Banner tone="wait" title="手机满了，先发完别的" />}
      <PageTitle words={title} aside={<ReadPage text={formAloud(title, form)} />} />
      <FormRenderer of={filled} />
      <BottomActions>
        <Button icon="send" words="发出去" onPress={sendOff} />
      </BottomActions>
    </VillagerForms>
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
