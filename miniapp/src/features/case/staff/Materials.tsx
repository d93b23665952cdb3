import { View } from '@tarojs/components';
import type { CaseView } from '@songtao/shared/api/case.js';
import type { Instant } from '@songtao/shared/calendar/calendar.js';
import { timeWords } from '@songtao/shared/calendar/words.js';
import { findForm } from '@songtao/shared/category/registry.js';
import { AnswerRow } from '../../../ui/AnswerRow';
import { Rows } from '../../../ui/ListRow';
import { PageState } from '../../../ui/PageState';
import { Section, Stack } from '../../../ui/Section';
import { ServerPhotos, type DrawVoice } from './CaseStory';
import { answerWords } from '../../../form/answer';

type Filed = CaseView['forms'][number];

function FiledForm({ filed, now, voice }: { filed: Filed; now: Instant; voice: DrawVoice }) {
  const fields = Object.entries(findForm(filed.form)?.fields ?? {});
  const voices = filed.files.filter(({ kind }) => kind === 'voice');
  const photos = filed.files.filter(({ kind }) => kind !== 'voice');
  return (
    <Section title={filed.title} aside={timeWords(filed.at, now)}>
      <Stack>
        <Rows label={filed.title}>
          <AnswerRow name="谁记的" value={filed.actor} />
          {fields.map(([name, field]) => {
            const words = answerWords(field, filed.value[name]);
            return words === null ? null : <AnswerRow key={name} block name={field.title} value={words} />;
          })}
        </Rows>
        {voices.map((file) => (
          <View key={file.id}>{voice(file)}</View>
        ))}
        <ServerPhotos photos={photos} />
      </Stack>
    </Section>
  );
}

/** Everything that was handed in, form by form, newest first. */
export function Materials({ view, now, voice }: { view: CaseView; now: Instant; voice: DrawVoice }) {
  if (view.forms.length === 0) return <PageState kind="empty" icon="doc" title="还没有材料" />;
  return (
    <>
      {[...view.forms].reverse().map((filed) => (
        <FiledForm key={`${filed.action}${filed.at}`} filed={filed} now={now} voice={voice} />
      ))}
    </>
  );
}
