import { View } from '@tarojs/components';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { useState } from 'react';
import { become, nextDay, useDemo } from '../../features/session/demo';
import { BrandBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Loaded } from '../../ui/Loaded';
import { PageState } from '../../ui/PageState';
import { Main, Page } from '../../ui/Page';
import { Press } from '../../ui/Press';
import { PageTitle, Section, Stack } from '../../ui/Section';
import { open, paths, start } from '../paths';

type Demo = NonNullable<ReturnType<typeof useDemo>['data']>;

interface PersonaCardProps {
  persona: Demo['personas'][number];
  onChoose: () => void;
}

function PersonaCard({ persona, onChoose }: PersonaCardProps) {
  const { id, name, title, tries } = persona;
  return (
    // The ids are what a script that plays through the demo takes hold of.
    <Press id={id} className="st-notice" label={`${name}，${title}。${tries}`} onPress={onChoose}>
      <Icon name="me" size="l" />
      <View className="st-notice__b">
        <View className="st-notice__t">{name}</View>
        <View className="st-notice__s">{title}</View>
        <View className="st-notice__d">{tries}</View>
      </View>
    </Press>
  );
}

function DemoDay({ demo, onFail }: { demo: Demo; onFail: () => void }) {
  const [moving, setMoving] = useState(false);
  const move = async () => {
    setMoving(true);
    await nextDay().catch(onFail);
    setMoving(false);
  };
  return (
    <Section title="演示里的日子">
      <Stack>
        <View className="st-lead st-b">今天 {dayWords(demo.today)}</View>
        <Button
          look="quiet"
          icon="calendar"
          words="往后一天"
          busy={moving}
          busyWords="正在过这一天"
          onPress={() => void move()}
        />
        <Button look="quiet" icon="mail" words="微信会收到什么" onPress={() => open(paths.wechat)} />
      </Stack>
    </Section>
  );
}

function Chooser({ demo }: { demo: Demo }) {
  const [failed, setFailed] = useState(false);
  const choose = async (id: string) => {
    setFailed(false);
    try {
      start((await become(id)) === 'staff' ? paths.staff : paths.home);
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      {failed && <Banner tone="offline" title="没连上，再点一次" />}
      <PageTitle
        words="您来试试，当谁？"
        line={['这是演示，', '人和事都是编的。', '每个窗口可以当一个人。']}
      />
      <Stack>
        {demo.personas.map((persona) => (
          <PersonaCard key={persona.id} persona={persona} onChoose={() => void choose(persona.id)} />
        ))}
      </Stack>
      <DemoDay demo={demo} onFail={() => setFailed(true)} />
    </>
  );
}

/** Who one wants to be in the demo. Elsewhere a browser has no way in for villagers, and says so. */
export default function Welcome() {
  const demo = useDemo();
  const noDemo = demo.error?.code === 'notFound';
  return (
    <Page title="松涛守望">
      <BrandBar />
      <Main>
        {noDemo ? (
          <PageState kind="refused" icon="phone" title="请用微信打开" line="在微信里找“松涛守望”。">
            <Button look="quiet" icon="lock" words="工作人员用电脑" onPress={() => open(paths.door)} />
          </PageState>
        ) : (
          <Loaded of={demo}>{(state) => <Chooser demo={state} />}</Loaded>
        )}
      </Main>
    </Page>
  );
}
