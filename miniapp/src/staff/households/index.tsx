import { useState } from 'react';
import { useHouseholds, type HouseholdLine } from '../../features/household/reads';
import { TabTitleBar } from '../../ui/AppBar';
import { Button } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { Section, Stack } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import { open, staffPaths } from '../paths';
import { StaffTabs } from '../StaffTabs';

const LONGEST = 40;

function lineOf({ villageName, group, people, openCases }: HouseholdLine): string {
  const place = `${villageName}${group}组，${people}口人`;
  return openCases > 0 ? `${place}，在办${openCases}件` : place;
}

function Found({ q }: { q: string }) {
  const list = useHouseholds(q);
  return (
    <Loaded of={list}>
      {(homes) =>
        homes.length === 0 ? (
          <PageState kind="empty" icon="house" title="没找到这一户" line="换个名字再找" />
        ) : (
          <Stack>
            <Rows label="找到的户">
              {homes.map((home) => (
                <Row
                  key={home.id}
                  icon="house"
                  title={`${home.head}家`}
                  line={lineOf(home)}
                  onPress={() => open(staffPaths.household(home.id))}
                />
              ))}
            </Rows>
            {list.hasNextPage && (
              <Button
                look="text"
                words="再看20户"
                busy={list.isFetchingNextPage}
                busyWords="正在打开"
                onPress={() => void list.fetchNextPage()}
              />
            )}
          </Stack>
        )
      }
    </Loaded>
  );
}

/** 户: the households within reach. */
export default function HouseholdsPage() {
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  return (
    <Page title="户" foot="tab">
      <TabTitleBar title="户" />
      <Main>
        <Stack>
          <TextField
            label="找一户"
            icon="search"
            placeholder="户主或家里人的名字"
            maxlength={LONGEST}
            onInput={setTyped}
          />
          <Button look="quiet" words="找一下" onPress={() => setWanted(typed.trim())} />
        </Stack>
        <Section>
          <Found q={wanted} />
        </Section>
      </Main>
      <StaffTabs current="households" />
    </Page>
  );
}
