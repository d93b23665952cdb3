import { useRouter } from '@tarojs/taro';
import { Household } from '../../features/household/Household';
import { useHousehold } from '../../features/household/reads';
import { useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { ActionBar, BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { back, open, staffPaths } from '../paths';

/** 户档案 */
export default function HouseholdPage() {
  const { id = '' } = useRouter().params;
  const now = useNow();
  const home = useHousehold(id);
  return (
    <Page title="户档案" foot="bottom">
      <AppBar title="户档案" onBack={() => back()} />
      <Main>
        <Loaded of={home}>
          {(view) => <Household home={view} now={now} onCase={(caseId) => open(staffPaths.case(caseId))} />}
        </Loaded>
      </Main>
      {home.data && (
        <BottomActions>
          <ActionBar>
            <Button words="替这家报一件" onPress={() => open(staffPaths.reportFor(id))} />
          </ActionBar>
        </BottomActions>
      )}
    </Page>
  );
}
