import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { consentText, type Me } from '@songtao/shared/api/session.js';
import { aloud, told } from '@songtao/shared/voice/aloud.js';
import { useState } from 'react';
import { send } from '../../features/outbox/outbox';
import { doors, isForSomebody, type Door } from '../../features/report/doors';
import { useReportDraft, type Kind, type ReportDraft } from '../../features/report/draft';
import { UrgentSheet } from '../../features/report/UrgentSheet';
import { kindTitles, tiles } from '../../features/report/words';
import { ConsentWords, consentAloud } from '../../features/session/ConsentWords';
import { hasConsented, newRequest, rememberConsent, useMe, usePhones } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Segments } from '../../ui/Choice';
import { KindTile, Kinds } from '../../ui/KindTile';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { useElder } from '../../ui/mode';
import { Main, Page } from '../../ui/Page';
import { QuestionPage } from '../../ui/QuestionPage';
import { PageTitle, Section } from '../../ui/Section';
import { back, open, paths } from '../paths';
import { afterWhose } from './next';

const whoseOptions = [
  { value: 'own', words: '我家的事' },
  { value: 'other', words: '替别人说' },
] as const;

const spoken = aloud`遇到什么难处？选一个最像的，选错也没关系。${told(kindTitles)}。有危险、没饭吃，先打电话。`;

/** Asked once, before the first report; taken back on 隐私和同意. */
function FirstConsent() {
  const agree = () => {
    rememberConsent();
    send({
      id: newRequest(),
      route: 'me.consent',
      input: { version: consentText.version, given: true },
      title: '同意存下来',
    });
  };
  return (
    <Page title={consentText.title} foot="bottom2">
      <AppBar />
      <Main>
        <PageTitle words={consentText.title} aside={<ReadPage text={consentAloud} />} />
        <ConsentWords />
      </Main>
      <BottomActions>
        <Button words="同意，往下说" onPress={agree} />
        <Button look="text" icon="phone" words="不同意，我打电话" onPress={() => open(paths.phones)} />
      </BottomActions>
    </Page>
  );
}

/** The page after the tile, or after the row of another door. */
function nextStep(me: Me, { whose, village }: ReportDraft, door: Door | null) {
  if (whose === 'other' && (door === null || isForSomebody(door.form))) return paths.report('who');
  const homeless = me.household === null && me.village === null && village === undefined;
  return homeless ? paths.report('village') : afterWhose({ door: door?.category ?? null });
}

/** What else villagers begin by themselves, as the categories declare it. */
function OtherDoors({ onChoose }: { onChoose: (door: Door) => void }) {
  return (
    <Section title="不是难处，是别的事">
      <Rows label="别的事">
        {doors.map((door) => (
          <Row
            key={door.category}
            icon={door.icon}
            title={door.title}
            line={door.line}
            onPress={() => onChoose(door)}
          />
        ))}
      </Rows>
    </Section>
  );
}

function WhatPage({ me, edit }: { me: Me; edit: boolean }) {
  const elder = useElder();
  const phones = usePhones().data;
  const { draft, change } = useReportDraft();
  const [calling, setCalling] = useState(false);
  const choose = (kind: Kind) => {
    change({ kind, door: null });
    if (edit) back();
    else open(nextStep(me, draft, null));
  };
  const enter = (door: Door) => {
    change({ door: door.category });
    open(nextStep(me, draft, door));
  };
  return (
    <Page title="遇到什么难处？" foot="bottom">
      <AppBar />
      <QuestionPage
        question="遇到什么难处？"
        help="选一个最像的，选错也没关系"
        aside={<ReadPage text={spoken} />}
      >
        {!edit && (
          <View className="pg-whose">
            <Segments
              label="谁家的事"
              options={whoseOptions}
              value={draft.whose}
              onChange={(whose) => change({ whose })}
            />
          </View>
        )}
        <Kinds>
          {tiles.map(({ value, icon, words }) => (
            <KindTile
              key={value}
              icon={icon}
              words={words}
              on={edit ? value === draft.kind : undefined}
              onPress={() => choose(value)}
            />
          ))}
        </Kinds>
        {!edit && <OtherDoors onChoose={enter} />}
      </QuestionPage>
      <BottomActions>
        <Button
          look="dangerQuiet"
          icon="phone"
          words={elder ? '有危险，先打电话' : '有危险、没饭吃，先打电话'}
          onPress={() => setCalling(true)}
        />
      </BottomActions>
      <UrgentSheet
        open={calling}
        duty={phones?.duty}
        village={phones?.village[0]}
        onCalled={() => change({ urgent: true })}
        onClose={() => setCalling(false)}
      />
    </Page>
  );
}

/** 03 遇到什么难处？ One tap on a tile goes on. */
export default function ReportWhat() {
  const edit = useRouter().params.edit === '1';
  const me = useMe();
  if (me.data && hasConsented(me.data)) return <WhatPage me={me.data} edit={edit} />;
  if (me.data) return <FirstConsent />;
  return (
    <Page title="遇到什么难处？">
      <AppBar />
      <Main>
        <Loaded of={me}>{() => null}</Loaded>
      </Main>
    </Page>
  );
}
