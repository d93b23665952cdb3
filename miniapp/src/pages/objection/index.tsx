import { useRouter } from '@tarojs/taro';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { aloud } from '@songtao/shared/voice/aloud.js';
import { useState } from 'react';
import {
  doubts,
  missingWords,
  objectionSending,
  unclear,
  useObjectionDraft,
} from '../../features/notice/objection';
import { OverPage } from '../../features/notice/OverPage';
import { useNotice, useOver } from '../../features/notice/reads';
import { FullBanner } from '../../features/outbox/FullBanner';
import { send } from '../../features/outbox/outbox';
import { useReportDraft } from '../../features/report/draft';
import { ReadPage } from '../../features/sound/ReadPage';
import { SayOrType } from '../../features/sound/SayOrType';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Chips, PickChip } from '../../ui/Chip';
import { ChoiceOne } from '../../ui/Choice';
import { Rows, SwitchRow } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { QuestionPage } from '../../ui/QuestionPage';
import { Section } from '../../ui/Section';
import { open, paths, replace } from '../paths';

const question = aloud`您觉得哪里不对？`;
const spoken = aloud`${question}点一个最像的。再点是哪一户，说不清也行。然后说给镇里听，或打字。不让村里知道是您，已经开了。`;

type Draft = ReturnType<typeof useObjectionDraft>;

function Doubts({ draft, change }: Pick<Draft, 'draft' | 'change'>) {
  const report = useReportDraft();
  // Somebody who was left out is helped by a report, not by an objection against others.
  const leftOut = () => {
    report.change({ whose: 'other' });
    open(paths.report('what'));
  };
  return (
    <Chips>
      {doubts.map(({ value, title }) => (
        <PickChip
          key={value}
          words={title}
          on={value === draft.doubt}
          onPress={() => (value === 'missed' ? leftOut() : change({ doubt: value }))}
        />
      ))}
    </Chips>
  );
}

function Which({ view, draft, change }: { view: NoticeView } & Pick<Draft, 'draft' | 'change'>) {
  const options = [
    ...view.items.map(({ household, name, group }) => ({ value: household, words: `${name}，${group}组` })),
    { value: unclear, words: '说不清' },
  ];
  return (
    <Section>
      <ChoiceOne
        label="说的是哪一户"
        options={options}
        value={draft.household ?? undefined}
        onChange={(household) => change({ household })}
      />
    </Section>
  );
}

function Objection({ view }: { view: NoticeView }) {
  const { draft, change, end } = useObjectionDraft(view.id);
  const [full, setFull] = useState(false);
  const sendOff = () => {
    const sending = objectionSending(view.id, draft);
    if (send(sending) === 'full') return setFull(true);
    end();
    replace(paths.objected(sending.id));
  };
  return (
    <Page title={question} foot="bottom">
      <AppBar />
      <QuestionPage question={question} help="点一个最像的" aside={<ReadPage text={spoken} />}>
        {full ? (
          <Banner tone="wait" title="手机满了，先发完别的" onPress={() => open(paths.outbox)} />
        ) : (
          <FullBanner onOpen={() => open(paths.outbox)} />
        )}
        <Doubts draft={draft} change={change} />
        <Which view={view} draft={draft} change={change} />
        <Section>
          <SayOrType
            label="说说怎么回事"
            call="说给镇里听"
            value={draft}
            onChange={({ said, words }) => change({ said, words })}
          />
        </Section>
        <Section>
          <Rows>
            <SwitchRow
              strong
              title="不让村里|知道是我"
              line="只有镇里知道，好给您回话。"
              on={draft.hidden}
              onChange={(hidden) => change({ hidden })}
            />
          </Rows>
        </Section>
      </QuestionPage>
      <BottomActions>
        <Button icon="send" words="交给镇里" off={missingWords(draft)} onPress={sendOff} />
      </BottomActions>
    </Page>
  );
}

/** 16: one may speak without the village knowing who it was. */
export default function ObjectionPage() {
  const id = useRouter().params.id ?? '';
  const notice = useNotice(id);
  const over = useOver(id, notice);
  if (over) {
    return (
      <OverPage
        over={over}
        read={(text) => <ReadPage text={text} />}
        onOthers={() => replace(paths.notices)}
        onCall={() => open(paths.phones)}
      />
    );
  }
  if (notice.data) return <Objection view={notice.data} />;
  return (
    <Page title={question}>
      <AppBar />
      <Main>
        <Loaded of={notice}>{() => null}</Loaded>
      </Main>
    </Page>
  );
}
