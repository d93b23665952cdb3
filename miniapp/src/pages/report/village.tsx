import { useRouter } from '@tarojs/taro';
import { aloud } from '@songtao/shared/voice/aloud.js';
import { useReportDraft } from '../../features/report/draft';
import { sayVillage, useVillages } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { QuestionPage } from '../../ui/QuestionPage';
import { back, open } from '../paths';
import { afterWhose } from './next';

/** Asked once of somebody whom no household knows yet: one tap. */
export default function ReportVillage() {
  const edit = useRouter().params.edit === '1';
  const villages = useVillages();
  const { draft, change } = useReportDraft();
  const choose = (village: string | null) => {
    change({ village });
    // Without a network the report itself says the village.
    void sayVillage(village).catch(() => undefined);
    if (edit) back();
    else open(afterWhose(draft));
  };
  return (
    <Page title="您住在哪个村？">
      <AppBar />
      <QuestionPage
        question="您住在哪个村？"
        help="点一下就行，好让那个村的人来"
        aside={<ReadPage text={aloud`您住在哪个村？点一下就行，好让那个村的人来。说不清，镇里来问您。`} />}
      >
        <Loaded of={villages}>
          {({ villages: all }) => (
            <Rows label="村和社区">
              <Row title="说不清" line="镇里来问您" onPress={() => choose(null)} />
              {all.map(({ code, name }) => (
                <Row key={code} title={name} onPress={() => choose(code)} />
              ))}
            </Rows>
          )}
        </Loaded>
      </QuestionPage>
    </Page>
  );
}
