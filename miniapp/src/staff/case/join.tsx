import { useRouter } from '@tarojs/taro';
import type { CaseLine, CaseView } from '@songtao/shared/api/case.js';
import { useState } from 'react';
import { joinable, mayJoin, useJoining } from '../../features/case/staff/joining';
import { useCaseWork } from '../../features/case/staff/reads';
import { CaseRows } from '../../features/work/CaseRows';
import { useCaseList } from '../../features/work/reads';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle, Section, Stack } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';
import { TextField } from '../../ui/TextField';
import { back, replace, staffPaths } from '../paths';

const LONGEST = 40;

interface FoundProps {
  view: CaseView;
  q: string | null;
  onChoose: (line: CaseLine) => void;
}

/** The open cases within reach; the same household's are found by the name that stands there already. */
function Found({ view, q, onChoose }: FoundProps) {
  const list = useCaseList('open', q);
  return (
    <Loaded of={list}>
      {(lines) => {
        const cases = joinable(view, lines);
        return (
          <CaseRows
            cases={cases}
            empty="没有在办的，换个名字或编号"
            hasMore={list.hasNextPage}
            loadingMore={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
            onOpen={(id) => {
              const line = cases.find((one) => one.id === id);
              if (line) onChoose(line);
            }}
          />
        );
      }}
    </Loaded>
  );
}

const whose = ({ person, number }: CaseLine): string =>
  [person && `${person}家`, number].filter(Boolean).join('，');

function Join({ view }: { view: CaseView }) {
  const name = view.subject?.name ?? '';
  const [typed, setTyped] = useState(name);
  const [wanted, setWanted] = useState(name);
  const [into, setInto] = useState<CaseLine | null>(null);
  const { busy, problem, join } = useJoining(view);
  const confirm = async (line: CaseLine): Promise<void> => {
    if (await join(line.id)) return replace(staffPaths.case(line.id));
    setInto(null);
  };
  return (
    <>
      {problem && <Banner tone="wait" title="没有并过去" line={problem} />}
      <PageTitle words="并到哪一件？" line="同一户的同一件事，并成一件来办" />
      <Stack>
        <TextField
          label="编号或名字"
          icon="search"
          defaultValue={name}
          maxlength={LONGEST}
          onInput={setTyped}
        />
        <Button look="quiet" words="找一下" onPress={() => setWanted(typed.trim())} />
      </Stack>
      <Section title="在办的">
        <Found view={view} q={wanted === '' ? null : wanted} onChoose={setInto} />
      </Section>
      <Sheet
        open={into !== null}
        title={`并到 ${into ? whose(into) : ''}`}
        line={`${view.number}这一件就关了，说过的话并进那一件，报的人看那一件的进度。`}
        onClose={() => setInto(null)}
      >
        <Stack>
          <Button words="并过去" busy={busy} onPress={() => into && void confirm(into)} />
          <Button look="text" words="先不并" onPress={() => setInto(null)} />
        </Stack>
      </Sheet>
    </>
  );
}

/** 并到另一件事: two reports of one hardship become one case. */
export default function JoinPage() {
  const { id = '' } = useRouter().params;
  return (
    <Page title="并到另一件事">
      <AppBar onBack={() => back(staffPaths.case(id))} />
      <Main>
        <Loaded of={useCaseWork(id)}>
          {(view) =>
            mayJoin(view) ? (
              <Join view={view} />
            ) : (
              <PageState
                kind="gone"
                title="这一件现在并不了"
                line="可能有人先办了。"
                action="看这一件"
                onAction={() => replace(staffPaths.case(id))}
              />
            )
          }
        </Loaded>
      </Main>
    </Page>
  );
}
