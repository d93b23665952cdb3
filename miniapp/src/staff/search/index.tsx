import { useState } from 'react';
import { CaseRows } from '../../features/work/CaseRows';
import { useCaseList } from '../../features/work/reads';
import { AppBar } from '../../ui/AppBar';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle, Section, Stack } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import { back, open, staffPaths } from '../paths';

const LONGEST = 40;

function Found({ q }: { q: string }) {
  const list = useCaseList('all', q);
  return (
    <Loaded of={list}>
      {(cases) => (
        <CaseRows
          cases={cases}
          empty="没找到，换个名字或编号"
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          onOpen={(id) => open(staffPaths.case(id))}
        />
      )}
    </Loaded>
  );
}

/** A case by its number or by somebody's name, within reach. */
export default function SearchPage() {
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  const q = typed.trim();
  return (
    <Page title="找一件求助">
      <AppBar onBack={() => back()} />
      <Main>
        <PageTitle words="找一件求助" />
        <Stack>
          <TextField
            label="编号或名字"
            icon="search"
            placeholder="1123 017，或王秀英"
            maxlength={LONGEST}
            onInput={setTyped}
          />
          <Button words="找一下" off={q === '' ? '先写编号或名字' : undefined} onPress={() => setWanted(q)} />
        </Stack>
        {wanted !== '' && (
          <Section>
            <Found q={wanted} />
          </Section>
        )}
      </Main>
    </Page>
  );
}
