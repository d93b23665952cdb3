import { aloud, told } from '@songtao/shared/voice/aloud.js';
import { useState } from 'react';
import { View } from '@tarojs/components';
import { closeAccount, useCopy } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle, Section, Stack, Surface } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';
import { paths, start } from '../paths';

/** The way out, with what stays said before it is taken. */
function Leave() {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async () => {
    setAsking(false);
    setBusy(true);
    const failed = await closeAccount().then(
      () => null,
      (error: Error) => error.message,
    );
    setBusy(false);
    setProblem(failed);
    if (failed === null) start(paths.welcome);
  };
  return (
    <Section title="不想用了">
      {problem && <Banner title="没办成" line={problem} />}
      <Button look="quiet" words="注销，不留我的号" busy={busy} onPress={() => setAsking(true)} />
      <Sheet
        open={asking}
        title="注销？"
        line="手机号和微信都删掉。办过的事要留档，到期抹去。正在办的事，村里接着办。"
        onClose={() => setAsking(false)}
      >
        <Stack>
          <Button words="注销" onPress={() => void leave()} />
          <Button look="text" words="先不注销" onPress={() => setAsking(false)} />
        </Stack>
      </Sheet>
    </Section>
  );
}

/** 我的信息拿一份: all that is kept about oneself, to read and to hear, and the way out. */
export default function Copy() {
  return (
    <Page title="我的信息拿一份">
      <AppBar />
      <Main>
        <Loaded of={useCopy()}>
          {({ lines }) => (
            <>
              <PageTitle
                words="我的信息|拿一份"
                line="我们留着您的，都在这里"
                aside={<ReadPage text={aloud`${told(lines.join(''))}`} />}
              />
              <Surface>
                {lines.map((line, place) => (
                  <View key={place} className="st-lead">
                    {line}
                  </View>
                ))}
              </Surface>
              <Leave />
            </>
          )}
        </Loaded>
      </Main>
    </Page>
  );
}
