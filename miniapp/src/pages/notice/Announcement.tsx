import { View } from '@tarojs/components';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { ContactCard } from '../../features/notice/Contact';
import { PlainLines } from '../../features/notice/PlainLines';
import { audioOf, freshAudio } from '../../features/notice/reads';
import { linesOf } from '../../features/notice/words';
import { Listen } from '../../features/sound/Listen';
import { Phrases } from '../../ui/Phrases';
import { Section, Surface } from '../../ui/Section';

/** Something that is told to everybody. */
export function Announcement({ view }: { view: NoticeView }) {
  const { id, title, areaName, publishedAt, lastDay, contact, plain, body, seconds } = view;
  const lines = linesOf(view);
  const since = publishedAt === null ? '' : `${dayWords(dayOf(publishedAt))}发的。`;
  const until = lastDay === null ? '' : `到${dayWords(lastDay)}。`;
  const rest = plain === '' || body === plain ? [] : body.split('\n').filter((line) => line.trim() !== '');
  return (
    <>
      <View className="st-title">
        <Phrases of={title} />
      </View>
      <View className="st-sub nt-head">
        <Phrases of={`${areaName}。${since}${until}`} />
      </View>
      <Surface flush>
        <Listen
          lines={lines}
          audio={audioOf(view)}
          seconds={seconds}
          opens="readsWhereWished"
          renew={() => freshAudio(id)}
        >
          {(reading) => <PlainLines lines={lines} reading={reading} />}
        </Listen>
      </Surface>
      {rest.length > 0 && (
        <Section title="原文">
          <Surface>
            {rest.map((line, place) => (
              <View key={place}>{line}</View>
            ))}
          </Surface>
        </Section>
      )}
      {contact && (
        <Section title="不清楚，问这个人">
          <ContactCard contact={contact} />
        </Section>
      )}
    </>
  );
}
