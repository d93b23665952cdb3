import { dayWords } from '@songtao/shared/calendar/words.js';
import { useState } from 'react';
import { ResetFactor } from '../../features/door/ResetFactor';
import { useMe } from '../../features/session/person';
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

interface PeopleProps {
  people: readonly RosterLine[];
  /** For the admin: taking somebody's second factor away. */
  onReset: ((person: RosterLine) => void) | null;
}

function People({ people, onReset }: PeopleProps) {
  return (
    <Rows label="花名册">
      {people.map((person) => (
        <Row
          key={`${person.id}${person.role}${person.areaName}`}
          title={person.name}
          line={lineOf(person)}
          value={person.bound ? undefined : '没绑微信'}
          aside={
            onReset && (
              <Button
                look="quiet"
                small
                words="收回口令"
                label={`收回${person.name}的口令`}
                onPress={() => onReset(person)}
              />
            )
          }
        />
      ))}
    </Rows>
  );
}

/** 花名册: who holds what today. */
export default function RosterPage() {
  const roster = useRoster();
  const isAdmin = useMe().data?.roles.some(({ role }) => role === 'admin') ?? false;
  const [reset, setReset] = useState<RosterLine | null>(null);
  return (
    <Page title="花名册">
      <AppBar onBack={() => back()} />
      <Main>
        <PageTitle words="花名册" line="今天谁管什么" />
        <Loaded of={roster}>
          {(people) => (
            <Stack>
              <People people={people} onReset={isAdmin ? setReset : null} />
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
      {reset && <ResetFactor person={reset} onClose={() => setReset(null)} />}
    </Page>
  );
}
