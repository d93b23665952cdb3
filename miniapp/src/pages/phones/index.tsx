import type { PersonRef } from '@songtao/shared/api/common.js';
import { aloud } from '@songtao/shared/voice/aloud.js';
import { callPhone, phoneWords, usePhones } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Button, ButtonPair } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PersonLine } from '../../ui/PersonLine';
import { PageTitle, Section, Stack, Surface } from '../../ui/Section';

function People({ title, people }: { title: string; people: readonly PersonRef[] }) {
  if (people.length === 0) return null;
  return (
    <Section title={title}>
      <Stack>
        {people.map(({ id, name, role, phone }) => (
          <Surface key={id}>
            <PersonLine
              name={name}
              role={role}
              phone={phone ? phoneWords(phone) : undefined}
              onCall={phone ? () => void callPhone(phone) : undefined}
            />
          </Surface>
        ))}
      </Stack>
    </Section>
  );
}

const ring = (number: string) => () => void callPhone(number);

/** 打电话: danger first, then the village, then the town. The three numbers need no network. */
export default function Phones() {
  return (
    <Page title="打电话">
      <AppBar />
      <Main>
        <PageTitle
          words="打电话"
          line="打电话不用网"
          aside={
            <ReadPage
              text={aloud`打电话。急病打120，火灾打119，报警打110。别的事，打给村里，或者镇里值班。`}
            />
          }
        />
        <Stack>
          <Button look="dangerQuiet" icon="phone" words="急病 120" onPress={ring('120')} />
          <ButtonPair row>
            <Button look="dangerQuiet" words="火灾 119" onPress={ring('119')} />
            <Button look="dangerQuiet" words="报警 110" onPress={ring('110')} />
          </ButtonPair>
        </Stack>
        <Loaded of={usePhones()}>
          {({ village, town, duty }) => (
            <>
              <People title="村里" people={village} />
              <People title="镇里" people={town} />
              {duty && (
                <Section title="镇里值班，晚上也有人">
                  <Button look="quiet" icon="phone" words={`打给值班室 ${duty}`} onPress={ring(duty)} />
                </Section>
              )}
            </>
          )}
        </Loaded>
      </Main>
    </Page>
  );
}
