import { useState } from 'react';
import type { Me } from '@songtao/shared/api/session.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { FullBanner } from '../../features/outbox/FullBanner';
import { send } from '../../features/outbox/outbox';
import { endDraft, useReportDraft, type ReportDraft } from '../../features/report/draft';
import { missingWords, reportSending } from '../../features/report/sending';
import { kindTitle } from '../../features/report/words';
import { phoneWords, placeWords, useMe, useVillages } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { VoiceLine } from '../../features/sound/VoiceLine';
import { AnswerRow } from '../../ui/AnswerRow';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Rows } from '../../ui/ListRow';
import { Main, Page } from '../../ui/Page';
import { PageTitle } from '../../ui/Section';
import { open, paths, start, type ReportStep } from '../paths';

const edit = (step: ReportStep) => () => open(paths.report(step, '1'));

function whoseWords({ whose, other }: ReportDraft, me: Me | undefined): Aloud {
  if (whose === 'own') return me ? aloud`我家（${told(me.name)}）` : aloud`我家`;
  return other.name === '' ? aloud`还没说` : aloud`${told(other.name)}家`;
}

function useWhere(draft: ReportDraft, me: Me | undefined): Aloud {
  const villages = useVillages().data?.villages ?? [];
  if (draft.place === 'elsewhere') return draft.placeWords === '' ? aloud`在别处` : told(draft.placeWords);
  const code = draft.whose === 'own' ? draft.village : draft.other.village;
  const village = villages.find((area) => area.code === code)?.name;
  const known = draft.whose === 'own' ? ((me && placeWords(me)) ?? village) : village;
  return known === undefined ? aloud`说不清` : told(known);
}

function WordsRow({ draft }: { draft: ReportDraft }) {
  const { voice, words, visit } = draft;
  const written = words.trim();
  if (voice.length === 0 && written === '') {
    return <AnswerRow name="您说的话" value={visit ? '请人上门，当面说' : '还没说'} onEdit={edit('talk')} />;
  }
  return (
    <AnswerRow
      name="您说的话"
      block
      onEdit={edit(voice.length > 0 ? 'talk' : 'type')}
      value={written || undefined}
    >
      {voice.map(({ id, seconds }) => (
        <VoiceLine key={id} source={{ blob: id }} seconds={seconds} />
      ))}
    </AnswerRow>
  );
}

/** 05 看看对不对: the last look, then 发出去. */
export default function ReportCheck() {
  const me = useMe().data;
  const { draft, change } = useReportDraft();
  const [full, setFull] = useState(false);
  const where = useWhere(draft, me);
  const whose = whoseWords(draft, me);
  const kind = draft.kind === null ? aloud`还没选` : told(kindTitle(draft.kind));
  const photos = draft.photos.length > 0 ? aloud`${draft.photos.length}张` : aloud`没有，也能办`;
  const sendOff = () => {
    const sending = reportSending(draft);
    if (send(sending) === 'full') return setFull(true);
    endDraft();
    start(paths.done(sending.id));
  };
  // Tiles and 替别人说 stand on one page; there the other may be chosen, too.
  const editWhose = () => open(draft.whose === 'other' ? paths.report('who', '1') : paths.report('what'));
  const spoken = aloud`看看对不对。谁家的事，${whose}。什么难处，${kind}。照片，${photos}。在哪里，${where}。只给办这件事的人看。`;
  return (
    <Page title="看看对不对" foot="bottom">
      <AppBar />
      <Main>
        {full ? (
          <Banner tone="wait" title="手机满了，先发完再拍" onPress={() => open(paths.outbox)} />
        ) : (
          <FullBanner onOpen={() => open(paths.outbox)} />
        )}
        <PageTitle words="看看对不对" aside={<ReadPage text={spoken} />} />
        <Rows>
          <AnswerRow name="谁家的事" value={whose} onEdit={editWhose} />
          <AnswerRow name="什么难处" value={kind} onEdit={edit('what')} />
          <WordsRow draft={draft} />
          <AnswerRow name="照片" value={photos} onEdit={edit('detail')} />
          <AnswerRow name="在哪里" value={where} onEdit={edit('detail')} />
          {draft.urgent && (
            <AnswerRow name="急不急" value="急事，马上帮" onEdit={() => change({ urgent: false })} />
          )}
          <AnswerRow name="您的电话" value={me?.phone ? phoneWords(me.phone) : '没有留，也能办'} />
        </Rows>
      </Main>
      <BottomActions note="只给办这件事的人看" noteIcon="lock">
        <Button icon="send" words="发出去" off={missingWords(draft)} onPress={sendOff} />
      </BottomActions>
    </Page>
  );
}
