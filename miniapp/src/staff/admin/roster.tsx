import { dayWords } from '@songtao/shared/calendar/words.js';
import { useRoster, type RosterLine } from '../../features/work/admin';
import { AppBar } from '../../ui/AppBar';
import { Button } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle, Stack } from '../../ui/Section';
import { back } from '../paths';

function lineOf({ title, areaName, to }: RosterLine): string {
  return [areaName, title, to !== null && `到${dayWords(to)}`].filter(Boolean).join('，');
}

/** 花名册: who holds what today; read only. */
export default function RosterPage() {
  const roster = useRoster();
  return (
    <Page title="花名册">
      <AppBar onBack={() => back()} />
      <Main>
        <PageTitle words="花名册" line="今天谁管什么" />
        <Loaded of={roster}>
          {(people) => (
            <Stack>
              <Rows label="花名册">
                {people.map((person) => (
                  <Row
                    key={`${person.id}${person.role}${person.areaName}`}
                    title={person.name}
                    line={lineOf(person)}
                    value={person.bound ? undefined : '没绑微信'}
                  />
                ))}
              </Rows>
              {roster.hasNextPage && (
                <Button
                  look="text"
                  words="再看20人"
                  busy={roster.isFetchingNextPage}
                  busyWords="正在打开"
                  onPress={() => void roster.fetchNextPage()}
                />
              )}
            </Stack>
          )}
        </Loaded>
      </Main>
    </Page>
  );
}
