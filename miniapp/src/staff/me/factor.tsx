import { timeWords } from '@songtao/shared/calendar/words.js';
import { useState } from 'react';
import { CodeForm } from '../../features/door/CodeForm';
import { showFactor, useFactor } from '../../features/door/factor';
import { SetUp } from '../../features/door/SetUp';
import { useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { Button } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle, Section, Stack } from '../../ui/Section';
import { back, staffPaths } from '../paths';
import '../staff.css';

type Factor = NonNullable<ReturnType<typeof useFactor>['data']>;

const leave = (): void => back(staffPaths.me);

function Recovery({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <PageTitle words="备用码，抄在纸上" line="手机丢了用它，一个用一次" />
      <Stack>
        <Rows label="备用码">
          {codes.map((code) => (
            <Row key={code} strong title={`${code.slice(0, 5)} ${code.slice(5)}`} />
          ))}
        </Rows>
        <Button words="都抄好了" onPress={leave} />
      </Stack>
    </>
  );
}

function Enrolled({ factor, onSet }: { factor: Factor; onSet: (codes: readonly string[]) => void }) {
  const now = useNow();
  return (
    <>
      <Section>
        <CodeForm
          help="看验证器，或填10位备用码"
          words="填好了，接着办"
          onCode={async (code) => {
            await showFactor(code);
            leave();
          }}
        />
      </Section>
      <Section title="现在">
        <Rows label="现在">
          <Row
            icon="lock"
            title={factor.shownUntil === null ? '这会儿要先填口令' : '口令填过了'}
            line={factor.shownUntil === null ? undefined : `到${timeWords(factor.shownUntil, now)}都不用再填`}
          />
          <Row icon="doc" title="没用过的备用码" value={`${factor.recoveryLeft}个`} />
        </Rows>
      </Section>
      <Section title="换手机">
        <SetUp words="换一个验证器" onSet={onSet} />
      </Section>
    </>
  );
}

/** 动态口令: set up once, and shown before what reveals, publishes or prints names. */
export default function FactorPage() {
  const factor = useFactor();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Page title="动态口令">
      <AppBar onBack={leave} />
      <Main>
        {codes !== null ? (
          <Recovery codes={codes} />
        ) : (
          <>
            <PageTitle words="动态口令" line="看号码、发公示，都要先填" />
            <Loaded of={factor}>
              {(state) =>
                state.enrolled ? (
                  <Enrolled factor={state} onSet={setCodes} />
                ) : (
                  <SetUp words="现在设一个" onSet={setCodes} />
                )
              }
            </Loaded>
          </>
        )}
      </Main>
    </Page>
  );
}
