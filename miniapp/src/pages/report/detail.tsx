import { View } from '@tarojs/components';
import { useState } from 'react';
import { aloud } from '@songtao/shared/voice/aloud.js';
import { FullBanner } from '../../features/outbox/FullBanner';
import { mostPhotos, useReportDraft } from '../../features/report/draft';
import { addPhotos, useKeptPhotos } from '../../features/report/photos';
import { placeWords, useMe } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { ChoiceOne } from '../../ui/Choice';
import { Page } from '../../ui/Page';
import { Phrases } from '../../ui/Phrases';
import { PhotoStrip } from '../../ui/PhotoStrip';
import { QuestionPage } from '../../ui/QuestionPage';
import { Section } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import { back, open, paths } from '../paths';

const spoken = aloud`有照片吗？没有也能办，来人时再看。可以拍：发票、药单、出院单。别拍孩子的脸。事情在哪里？在家，还是在别处？`;

/** 04: photos and place; both may be left out. */
export default function ReportDetail() {
  const me = useMe().data;
  const { draft, change } = useReportDraft();
  const photos = useKeptPhotos(draft.photos);
  const [problem, setProblem] = useState<string | null>(null);
  const add = async () => {
    const { ids, problem: said } = await addPhotos(mostPhotos - draft.photos.length);
    setProblem(said);
    change((now) => ({ photos: [...now.photos, ...ids] }));
  };
  const home = (me && placeWords(me)) ?? null;
  const whose = draft.whose === 'own' ? '在我家' : '在他家';
  const places = [
    { value: 'home', words: draft.whose === 'own' && home ? `${whose}（${home}）` : whose },
    { value: 'elsewhere', words: '在别处，我来说' },
  ] as const;
  const skip = () => {
    change({ photos: [], place: 'home', placeWords: '' });
    back();
  };
  return (
    <Page title="有照片吗？" foot="bottom2">
      <AppBar />
      <QuestionPage question="有照片吗？" help="没有也能办，来人时再看" aside={<ReadPage text={spoken} />}>
        {problem ? (
          <Banner title={problem} line="没关系，不拍也能办。" />
        ) : (
          <FullBanner onOpen={() => open(paths.outbox)} />
        )}
        <PhotoStrip
          photos={photos}
          onAdd={draft.photos.length < mostPhotos ? () => void add() : undefined}
          onRemove={(key) => change((now) => ({ photos: now.photos.filter((id) => id !== key) }))}
        />
        <View className="st-sub pg-rule">
          <Phrases of="可以拍：发票、药单、出院单。别拍孩子的脸。" />
        </View>
        <Section>
          <ChoiceOne
            label="事情在哪里？"
            options={places}
            value={draft.place}
            onChange={(place) => change({ place })}
          />
          {draft.place === 'elsewhere' && (
            <TextField
              label="在哪里"
              placeholder="比如：村口桥边"
              defaultValue={draft.placeWords}
              maxlength={60}
              onInput={(words) => change({ placeWords: words.trim() })}
            />
          )}
        </Section>
      </QuestionPage>
      <BottomActions>
        <Button words="下一步" onPress={back} />
        <Button look="text" words="都不填，跳过" onPress={skip} />
      </BottomActions>
    </Page>
  );
}
