import { useRouter } from '@tarojs/taro';
import type { CaseView } from '@songtao/shared/api/case.js';
import { findForm } from '@songtao/shared/category/registry.js';
import { useActing } from '../../features/case/staff/acting';
import { Deliberation } from '../../features/case/staff/Deliberation';
import { useCaseWork } from '../../features/case/staff/reads';
import { printMinutes, useBook } from '../../features/case/staff/useSitting';
import { useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { keepAct } from '../keep';
import { back, staffPaths } from '../paths';
import { StaffForms } from '../StaffForms';

function AtTheMeeting({ view, action }: { view: CaseView; action: string }) {
  const now = useNow();
  const leave = (): void => back(staffPaths.case(view.id));
  const acting = useActing(view, keepAct);
  const book = useBook(view.id);
  const ability = view.abilities.find((one) => one.action === action);
  const form = ability?.form ? findForm(ability.form) : null;
  if (!ability || !form)
    return <PageState kind="gone" title="这一步已经办了" action="回去看看" onAction={() => back()} />;
  return (
    <StaffForms view={view}>
      <Loaded of={book}>
        {(open) => (
          <Deliberation
            view={view}
            ability={ability}
            form={form}
            book={open}
            now={now}
            acting={acting}
            onDone={leave}
            onLeave={leave}
            onPrint={printMinutes}
          />
        )}
      </Loaded>
    </StaffForms>
  );
}

/** 开会评议 */
export default function DeliberationPage() {
  const { id = '', action = '' } = useRouter().params;
  const view = useCaseWork(id);
  return (
    <Page title="开会评议" foot="bottom">
      <AppBar back={view.data ? view.data.number : '返回'} title="开会评议" onBack={() => back()} />
      <Main>
        <Loaded of={view}>{(data) => <AtTheMeeting view={data} action={action} />}</Loaded>
      </Main>
    </Page>
  );
}
