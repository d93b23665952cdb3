import { View } from '@tarojs/components';
import type { HouseholdView } from '@songtao/shared/api/registry.js';
import type { PersonRef } from '@songtao/shared/api/common.js';
import type { Instant } from '@songtao/shared/calendar/calendar.js';
import { timeWords } from '@songtao/shared/calendar/words.js';
import { useState } from 'react';
import { asCallError } from '../../platform/call.core';
import { callPhone, phoneWords } from '../../platform/phone';
import { Banner } from '../../ui/Banner';
import { Button, ButtonPair } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { Phrases } from '../../ui/Phrases';
import { PersonLine } from '../../ui/PersonLine';
import { PageTitle, Section, Stack, Surface } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';
import { TextField } from '../../ui/TextField';
import { confirmClaim, reveal } from './reads';

type Covered = { field: 'phone' } | { field: 'birthDate'; member: string };

interface Wanted {
  readonly what: Covered;
  readonly title: string;
}

const REASON_MIN = 2;
const REASON_MAX = 100;

interface RevealSheetProps {
  household: string;
  wanted: Wanted;
  onClose: () => void;
}

/** Asks why before a covered field is shown; the household reads the reason. */
function RevealSheet({ household, wanted, onClose }: RevealSheetProps) {
  const [reason, setReason] = useState('');
  const [value, setValue] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const show = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      setValue((await reveal(household, wanted.what, reason.trim())) ?? '没有记');
    } catch (error) {
      setProblem(asCallError(error).message);
    }
    setBusy(false);
  };
  return (
    <Sheet open title={wanted.title} line="写了理由才能看，本人看得到" onClose={onClose}>
      <Stack>
        {value !== null && <View className="st-title">{phoneWords(value)}</View>}
        {value === null && <TextField label="为什么要看" maxlength={REASON_MAX} onInput={setReason} />}
        {problem && <Banner tone="wait" title={problem} />}
        {value === null && (
          <Button
            words="看一眼"
            busy={busy}
            off={reason.trim().length < REASON_MIN ? '先写理由' : undefined}
            onPress={() => void show()}
          />
        )}
      </Stack>
    </Sheet>
  );
}

function Members({ home, onReveal }: { home: HouseholdView; onReveal: (wanted: Wanted) => void }) {
  return (
    <Section title="家里人" aside={`${home.members.length}人`}>
      <Rows label="家里人">
        {home.members.map(({ id, name, relation, age, birthDate, resident }) => (
          <Row
            key={id}
            title={name}
            line={[relation, age === null ? '年龄不知道' : `${age}岁`, resident ? '在家' : '在外'].join('，')}
            onPress={
              birthDate === null
                ? undefined
                : () => onReveal({ what: { field: 'birthDate', member: id }, title: `${name}的生日` })
            }
          />
        ))}
      </Rows>
    </Section>
  );
}

/** Phones that say they belong here, and wait for somebody who knows the family. */
function Claims({ home, now }: { home: HouseholdView; now: Instant }) {
  const [problem, setProblem] = useState<string | null>(null);
  const answer = (person: string, belongs: boolean): void => {
    confirmClaim(home.id, person, belongs).catch((error: unknown) => setProblem(asCallError(error).message));
  };
  if (home.claims.length === 0) return null;
  return (
    <Section title="等您认一认" aside={`${home.claims.length}个`}>
      <Stack>
        {problem && <Banner tone="wait" title={problem} />}
        {home.claims.map(({ person, name, phone, at }) => (
          <Surface key={person}>
            <Stack>
              <PersonLine
                name={name}
                role={['说是这一家的', timeWords(at, now)]}
                phone={phone ?? undefined}
              />
              <ButtonPair row>
                <Button look="quiet" words="是这家的" onPress={() => answer(person, true)} />
                <Button look="quiet" words="不是" onPress={() => answer(person, false)} />
              </ButtonPair>
            </Stack>
          </Surface>
        ))}
      </Stack>
    </Section>
  );
}

function Cases({ home, now, onCase }: { home: HouseholdView; now: Instant; onCase: (id: string) => void }) {
  if (home.cases.length === 0) return null;
  return (
    <Section title="求助" aside={`${home.cases.length}件`}>
      <Rows label="求助">
        {home.cases.map(({ id, title, says, at }) => (
          <Row
            key={id}
            icon="talk"
            title={title}
            line={`${timeWords(at, now)}，${says}`}
            onPress={() => onCase(id)}
          />
        ))}
      </Rows>
    </Section>
  );
}

function Keepers({ home }: { home: HouseholdView }) {
  const people = [home.gridWorker, home.helpPerson, ...home.contacts].filter(
    (one): one is PersonRef => one !== null,
  );
  const unique = [...new Map(people.map((person) => [person.id, person])).values()];
  return (
    <Section title="谁管这一户">
      <Stack>
        {unique.length > 0 && (
          <Surface>
            <Stack>
              {unique.map(({ id, name, role, phone }) => (
                <PersonLine
                  key={id}
                  name={name}
                  role={role}
                  onCall={phone === null ? undefined : () => void callPhone(phone)}
                />
              ))}
            </Stack>
          </Surface>
        )}
        <View className="st-sub">
          <Phrases of="电话、生日平时遮住。点开要写理由，本人看得到。" />
        </View>
      </Stack>
    </Section>
  );
}

interface HouseholdProps {
  home: HouseholdView;
  now: Instant;
  onCase: (id: string) => void;
}

/** 户档案: one household on one page. */
export function Household({ home, now, onCase }: HouseholdProps) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const phone =
    home.phone === null ? null : { what: { field: 'phone' as const }, title: `${home.head}家的电话` };
  return (
    <>
      <PageTitle
        words={`${home.head}家`}
        line={`${home.villageName}${home.group}组，${home.members.length}口人`}
        aside={
          phone && <Button look="quiet" small icon="phone" words="看电话" onPress={() => setWanted(phone)} />
        }
      />
      <Claims home={home} now={now} />
      <Members home={home} onReveal={setWanted} />
      <Cases home={home} now={now} onCase={onCase} />
      <Keepers home={home} />
      {wanted && <RevealSheet household={home.id} wanted={wanted} onClose={() => setWanted(null)} />}
    </>
  );
}
