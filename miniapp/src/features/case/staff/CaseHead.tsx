import { View } from '@tarojs/components';
import type { CaseView } from '@songtao/shared/api/case.js';
import type { Instant } from '@songtao/shared/calendar/calendar.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { callPhone, phoneWords } from '../../../platform/phone';
import { PersonLine } from '../../../ui/PersonLine';
import { ProgressBar } from '../../../ui/ProgressBar';
import { Section, Stack, Surface } from '../../../ui/Section';
import { StatusSentence } from '../../../ui/StatusSentence';
import { placeWords, progressOf, statusWords, toneOf } from './words';

/** How it ended, in official words: staff read those. */
function outcomeOf({ category, outcome }: CaseView): string | undefined {
  return outcome === null ? undefined : workflowOf(category).outcomes[outcome];
}

/** Whom no message reached: the reader is the one who calls. */
export function CaseCalls({ calls }: Pick<CaseView, 'calls'>) {
  if (calls.length === 0) return null;
  return (
    <Section title="没联系上，请打电话">
      <Surface>
        <Stack>
          {calls.map(({ id, name, role, phone }) => (
            <PersonLine
              key={id}
              name={name}
              role={role === '' ? '村民' : role}
              phone={phone === null ? '没有留电话' : phoneWords(phone)}
              onCall={phone === null ? undefined : () => void callPhone(phone)}
            />
          ))}
        </Stack>
      </Surface>
    </Section>
  );
}

/** Whose matter it is, where it stands, and how far it is. */
export function CaseHead({ view, now }: { view: CaseView; now: Instant }) {
  const { subject } = view;
  const progress = progressOf(view);
  const phone = subject?.phone ?? null;
  return (
    <Stack>
      {subject && (
        <Surface>
          <PersonLine
            name={`${subject.name}家`}
            role={placeWords(subject)}
            onCall={phone === null ? undefined : () => void callPhone(phone)}
          />
        </Surface>
      )}
      <StatusSentence tone={toneOf(view)} tag={outcomeOf(view)} {...statusWords(view, now)} />
      {progress && <ProgressBar {...progress} />}
      {view.refusal && (
        <View className="st-sub">
          {view.refusal.words}（{view.refusal.rule}）。还可以去：{view.refusal.doorTitle}
        </View>
      )}
    </Stack>
  );
}
