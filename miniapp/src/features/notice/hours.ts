import { addDays, atTime, dayOf, weekdayOf, type Instant } from '@songtao/shared/calendar/calendar.js';

const weekdays = '日一二三四五六';
const written = /周([一二三四五六日])到周([一二三四五六日])，?\s*(\d{1,2})点(半)?到(\d{1,2})点(半)?/;
const week = 7;

interface Hours {
  readonly holds: (weekday: number) => boolean;
  readonly from: number;
  readonly to: number;
}

function read(text: string): Hours | null {
  const found = written.exec(text);
  if (!found) return null;
  const [, first = '', last = '', from, halfFrom, to, halfTo] = found;
  // Weeks begin on Monday here.
  const place = (weekday: number): number => (weekday + 6) % week;
  const [begin, end] = [place(weekdays.indexOf(first)), place(weekdays.indexOf(last))];
  return {
    holds: (weekday) => place(weekday) >= begin && place(weekday) <= end,
    from: Number(from) * 60 + (halfFrom ? 30 : 0),
    to: Number(to) * 60 + (halfTo ? 30 : 0),
  };
}

/** When somebody answers again, where nobody does now; null while somebody does, and where the hours are written in other words. Public holidays are not known here. */
export function answersAgain(text: string, now: Instant): Instant | null {
  const hours = read(text);
  if (!hours) return null;
  const today = dayOf(now);
  for (let days = 0; days <= week; days += 1) {
    const day = addDays(today, days);
    if (!hours.holds(weekdayOf(day)) || now >= atTime(day, hours.to)) continue;
    const opens = atTime(day, hours.from);
    return now < opens ? opens : null;
  }
  return null;
}
