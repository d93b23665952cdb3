import { useState } from 'react';
import { View } from '@tarojs/components';
import { aloud, told } from '@songtao/shared/voice/aloud.js';
import { AskSheet, type AskWay } from '../../features/notice/AskSheet';
import { useNewPolicies } from '../../features/notice/reads';
import { iconOf, needTiles, newcomers } from '../../features/notice/words';
import { OfflineBanner } from '../../features/outbox/OfflineBanner';
import { useNow } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { KindTile, Kinds } from '../../ui/KindTile';
import { Row, Rows } from '../../ui/ListRow';
import { Main, Page } from '../../ui/Page';
import { SearchBox } from '../../ui/SearchBox';
import { PageTitle, Section } from '../../ui/Section';
import { open, paths } from '../paths';

/** 新来的 is an extra: where it does not come, the tiles still stand. */
function NewPolicies() {
  const found = newcomers(useNewPolicies().data?.items ?? [], useNow());
  if (found.length === 0) return null;
  return (
    <Section title="新来的">
      <Rows>
        {found.map(({ line, came }) => (
          <Row
            key={line.id}
            strong
            icon={iconOf(line)}
            title={line.title}
            line={came}
            onPress={() => open(paths.policy(line.id))}
          />
        ))}
      </Rows>
    </Section>
  );
}

const spoken = aloud`看政策。想看哪方面，点一下。${told(needTiles.map(({ title }) => title).join('，'))}，都看看。想问，点上面。`;

/** 10 看政策: by picture, by words, or what is new. */
export default function Policies() {
  const [asking, setAsking] = useState<AskWay | null>(null);
  return (
    <Page title="看政策">
      <AppBar />
      <Main>
        <OfflineBanner onOpen={() => open(paths.outbox)} />
        <PageTitle words="看政策" aside={<ReadPage text={spoken} />} />
        <SearchBox
          placeholder="想问啥？点这里"
          onType={() => setAsking('type')}
          onSpeak={() => setAsking('speak')}
        />
        <View className="nt-tiles">
          <Kinds>
            {needTiles.map(({ value, title, icon }) => (
              <KindTile
                key={value}
                icon={icon}
                words={title}
                onPress={() => open(paths.policyList({ need: value }))}
              />
            ))}
            <KindTile icon="kind-all" words="都看看" onPress={() => open(paths.policyList({}))} />
          </Kinds>
        </View>
        <NewPolicies />
      </Main>
      <AskSheet
        way={asking}
        onWay={setAsking}
        onAsk={(q) => open(paths.policyList({ q }))}
        onCall={() => open(paths.phones)}
      />
    </Page>
  );
}
