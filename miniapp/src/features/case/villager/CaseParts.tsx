import type { CaseView } from '@songtao/shared/api/case.js';
import type { PersonRef } from '@songtao/shared/api/common.js';
import { View } from '@tarojs/components';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { callPhone, phoneWords } from '../../../platform/phone';
import { showPhotos } from '../../../platform/preview';
import { Icon } from '../../../ui/Icon';
import type { IconName } from '../../../ui/Icon';
import { Row, Rows } from '../../../ui/ListRow';
import { PersonLine } from '../../../ui/PersonLine';
import { PhotoStrip } from '../../../ui/PhotoStrip';
import { Section, Stack, Surface } from '../../../ui/Section';
import { StepTrail } from '../../../ui/StepTrail';
import { mayDo, moneyWords, trailOf, untilDay } from './view';

/** A member of staff whom one can call. */
function Holder({ person }: { person: PersonRef }) {
  const { name, role, phone } = person;
  return (
    <PersonLine
      name={name}
      role={role}
      phone={phone ? phoneWords(phone) : undefined}
      onCall={phone ? () => void callPhone(phone) : undefined}
    />
  );
}

/** 现在谁在办, and until when that person waits for the reader. */
export function HolderSection({ view }: { view: CaseView }) {
  const { holder, sentence } = view;
  if (!holder) return null;
  return (
    <Section title="现在谁在办">
      <Surface>
        <Holder person={holder} />
        {sentence.until && mayDo(view, 'authorise') && (
          <View className="pg-waits">
            <Icon name="clock" />
            <View className="st-sub">
              <View className="st-b pg-ink">等您到 {untilDay(sentence.until)}</View>
              过了这天，他会上门来问
            </View>
          </View>
        )}
      </Surface>
    </Section>
  );
}

const prepareIcon = (what: string): IconName => (/身份证|户口/.test(what) ? 'idcard' : 'receipt');

/** 请您准备. What stands in brackets is the second line: 找不到也能办. */
export function PrepareSection({ prepare }: { prepare: readonly string[] }) {
  if (prepare.length === 0) return null;
  return (
    <Section title="请您准备">
      <Rows>
        {prepare.map((what) => {
          const [, title = what, line] = /^(.*?)(?:（(.*)）)?$/.exec(what) ?? [];
          return <Row key={what} icon={prepareIcon(what)} title={title} line={line} />;
        })}
      </Rows>
    </Section>
  );
}

/** 走到哪一步 */
export function TrailSection({ view }: { view: CaseView }) {
  return (
    <Section title="走到哪一步">
      <Surface>
        <StepTrail steps={trailOf(view)} />
      </Surface>
    </Section>
  );
}

/** What was done, with the photos of after. */
export function ResultsSection({ results }: Pick<CaseView, 'results'>) {
  if (results.length === 0) return null;
  return (
    <Section title="办得怎样">
      <Surface>
        <Stack>
          {results.map(({ at, words, photos }) => (
            <Stack key={at}>
              <View>{words}</View>
              <View className="st-sub">{dayWords(dayOf(at))}</View>
              {photos.length > 0 && (
                <PhotoStrip
                  photos={photos.map(({ id, url }) => ({
                    key: id,
                    src: url ?? '',
                    ...(url === null && { state: '还没传到' }),
                  }))}
                  onOpen={(id) => openPhoto(photos, id)}
                />
              )}
            </Stack>
          ))}
        </Stack>
      </Surface>
    </Section>
  );
}

function openPhoto(photos: CaseView['results'][number]['photos'], id: string): void {
  const url = photos.find((photo) => photo.id === id)?.url;
  if (url)
    showPhotos(
      photos.flatMap((photo) => photo.url ?? []),
      url,
    );
}

/** 帮了您家什么 */
export function HelpsSection({ helps }: { helps: CaseView['helps'] }) {
  if (helps.length === 0) return null;
  return (
    <Section title="帮了您家什么">
      <Rows>
        {helps.map(({ what, by, on, amount }, place) => (
          <Row
            key={place}
            icon={amount === null ? 'hands' : 'money'}
            title={amount === null ? what : `${what} ${moneyWords(amount)}`}
            line={`${dayWords(on)} ${by}`}
          />
        ))}
      </Rows>
    </Section>
  );
}
