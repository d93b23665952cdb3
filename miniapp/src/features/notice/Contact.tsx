import type { NoticeView } from '@songtao/shared/api/notice.js';
import { View } from '@tarojs/components';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { dayOf, minutesOfDay, type Instant } from '@songtao/shared/calendar/calendar.js';
import { useNow } from '../../platform/now';
import { callPhone, phoneWords } from '../../platform/phone';
import { PersonLine } from '../../ui/PersonLine';
import { Phrases } from '../../ui/Phrases';
import { Surface } from '../../ui/Section';
import type { Words } from '../../ui/words';
import { answersAgain } from './hours';
import './notice.css';

export type Contact = NonNullable<NoticeView['contact']>;

/** Opens the dialler. */
export const ring = ({ phone }: Pick<Contact, 'phone'>) => void callPhone(phone);

function againWords(opens: Instant): Words {
  const minutes = minutesOfDay(opens);
  const half = minutes % 60 === 30 ? '半' : '';
  return ['现在没人接，', `${dayWords(dayOf(opens))} ${Math.floor(minutes / 60)}点${half}再打。`];
}

/** Whom to ask about a policy, and when somebody answers. */
export function ContactCard({ contact }: { contact: Contact }) {
  const { name, role, phone, hours } = contact;
  const opens = answersAgain(hours, useNow());
  return (
    <Surface>
      <PersonLine name={name} role={role} phone={phoneWords(phone)} onCall={() => ring(contact)} />
      {hours && (
        <View className="st-sub nt-under">
          <Phrases of={opens === null ? `${hours.replace(/。$/, '')}。` : againWords(opens)} />
        </View>
      )}
    </Surface>
  );
}
