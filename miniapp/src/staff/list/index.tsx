import { useDidShow, useRouter } from '@tarojs/taro';
import { worklists, type WorklistKey } from '@songtao/shared/worklist/worklist.js';
import { CaseRows } from '../../features/work/CaseRows';
import { refreshWork, useCaseList } from '../../features/work/reads';
import { AppBar } from '../../ui/AppBar';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle } from '../../ui/Section';
import { back, open, staffPaths } from '../paths';

/** One named list of cases. */
export default function ListPage() {
  const { worklist = 'held' } = useRouter().params;
  const key = (worklist in worklists ? worklist : 'held') as WorklistKey;
  const list = useCaseList(key);
  useDidShow(() => void refreshWork());
  const { title } = worklists[key];
  return (
    <Page title={title}>
      <AppBar onBack={() => back()} />
      <Main>
        <PageTitle words={title} />
        <Loaded of={list}>
          {(cases) => (
            <CaseRows
              cases={cases}
              empty="这里现在没有"
              hasMore={list.hasNextPage}
              loadingMore={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
              onOpen={(id) => open(staffPaths.case(id))}
            />
          )}
        </Loaded>
      </Main>
    </Page>
  );
}
