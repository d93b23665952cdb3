import { consentText, type Me } from '@songtao/shared/api/session.js';
import { useState } from 'react';
import { ConsentWords, consentAloud } from '../../features/session/ConsentWords';
import { changeConsent, hasConsented, useMe } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle, Section, Stack } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';

function Given({ me }: { me: Me }) {
  const given = hasConsented(me);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const change = async (next: boolean) => {
    setAsking(false);
    setBusy(true);
    setProblem(
      await changeConsent(next).then(
        () => null,
        (error: Error) => error.message,
      ),
    );
    setBusy(false);
  };
  return (
    <Section title={given ? '您同意过了' : '您还没有同意'}>
      {problem && <Banner title="没办成" line={problem} />}
      {given ? (
        <Button look="quiet" words="收回同意" busy={busy} onPress={() => setAsking(true)} />
      ) : (
        <Button words="我同意" busy={busy} onPress={() => void change(true)} />
      )}
      <Sheet
        open={asking}
        title="收回同意？"
        line="收回以后，您说过的不再给人看。正在办的事会停下来。"
        onClose={() => setAsking(false)}
      >
        <Stack>
          <Button words="收回" onPress={() => void change(false)} />
          <Button look="text" words="先不收回" onPress={() => setAsking(false)} />
        </Stack>
      </Sheet>
    </Section>
  );
}

/** 隐私和同意: the text in force, whether it was agreed to, and the way back. */
export default function Consent() {
  return (
    <Page title="隐私和同意">
      <AppBar />
      <Main>
        <PageTitle words="隐私和同意" line={consentText.title} aside={<ReadPage text={consentAloud} />} />
        <ConsentWords />
        <Loaded of={useMe()}>{(me) => <Given me={me} />}</Loaded>
      </Main>
    </Page>
  );
}
