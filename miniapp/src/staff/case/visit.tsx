import { useRouter } from '@tarojs/taro';
import type { CaseView } from '@songtao/shared/api/case.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { findForm } from '@songtao/shared/category/registry.js';
import { useActing } from '../../features/case/staff/acting';
import { useCaseWork, useOnline } from '../../features/case/staff/reads';
import { Visit } from '../../features/case/staff/Visit';
import { ReadPage } from '../../features/sound/ReadPage';
import { useMe, useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { keepAct } from '../keep';
import { back, staffPaths } from '../paths';
import { StaffForms } from '../StaffForms';

function AtTheDoor({ view, action }: { view: CaseView; action: string }) {
  const now = useNow();
  const leave = (): void => back(staffPaths.case(view.id));
  const online = useOnline();
  const me = useMe().data;
  const acting = useActing(view, keepAct);
  const ability = view.abilities.find((one) => one.action === action);
  const form = ability?.form ? findForm(ability.form) : null;
  if (!me) return null;
  if (!ability || !form)
    return <PageState kind="gone" title="这一步已经办了" action="回去看看" onAction={() => back()} />;
  const name = view.subject?.name ?? '本人';
  return (
    <StaffForms view={view}>
      <Visit
        view={view}
        me={me}
        ability={ability}
        form={form}
        acting={acting}
        online={online}
        today={dayOf(now)}
        readAloud={(text) => <ReadPage text={text} words={`念给${name}听`} opens="silent" />}
        onDone={leave}
        onLeave={leave}
      />
    </StaffForms>
  );
}

/** 入户核实 */
export default function VisitPage() {
  const { id = '', action = '' } = useRouter().params;
  const view = useCaseWork(id);
  return (
    <Page title="入户核实" foot="bottom2">
      <AppBar
        back="存好"
        title={view.data?.subject ? `${view.data.subject.name}家` : '入户核实'}
        onBack={() => back()}
      />
      <Main>
        <Loaded of={view}>{(data) => <AtTheDoor view={data} action={action} />}</Loaded>
      </Main>
    </Page>
  );
}
