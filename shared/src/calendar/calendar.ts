import { DAY, MINUTE, OFFSET, dayOfNumber, digits, instantOf, isDay, millisOf, numberOf } from './instant.js';

/** A moment: ISO-8601 UTC with milliseconds ('2026-11-23T01:05:00.000Z'); later moments compare greater as text. */
export type Instant = string;

/** A calendar day at +08:00 ('2026-11-23'); later days compare greater as text. */
export type Day = string;

/** The calendar day at +08:00 in which a moment lies; 24:00 is 00:00 of the next day. */
export function dayOf(instant: Instant): Day {
  return dayOfNumber(Math.floor((millisOf(instant) + OFFSET) / DAY));
}

/** The day to which a due moment belongs: 24:00 counts to the day that ends there. */
export function dueDay(due: Instant): Day {
  return dayOf(addMillis(due, -1));
}

/** 00:00 +08:00 of a day. */
export function startOfDay(day: Day): Instant {
  return atTime(day, 0);
}

/** 24:00 +08:00 of a day, which is 00:00 of the next one. */
export function endOfDay(day: Day): Instant {
  return atTime(day, 1_440);
}

/** The moment that lies so many minutes after 00:00 +08:00 of a day. */
export function atTime(day: Day, minutes: number): Instant {
  return instantOf(numberOf(day) * DAY - OFFSET + minutes * MINUTE);
}

/** Minutes since 00:00 +08:00 of the moment's day, 0 to 1439. */
export function minutesOfDay(instant: Instant): number {
  const shifted = millisOf(instant) + OFFSET;
  return Math.floor((shifted - Math.floor(shifted / DAY) * DAY) / MINUTE);
}

/** The day that lies n calendar days later, or earlier for a negative n. */
export function addDays(day: Day, n: number): Day {
  return dayOfNumber(numberOf(day) + n);
}

/** The same day n months later; the last day of the month where that day does not exist (民法典第二百零二条). */
export function addMonths(day: Day, n: number): Day {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + n;
  const firstOf = (count: number): Day =>
    `${digits(Math.floor(count / 12), 4)}-${digits((count % 12) + 1, 2)}-01`;
  const last = addDays(firstOf(months + 1), -1);
  const same = firstOf(months).slice(0, 8) + day.slice(8);
  return same < last ? same : last;
}

/** Calendar days from a to b, negative where b is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return numberOf(b) - numberOf(a);
}

/** Day of the week: 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: Day): number {
  return (((numberOf(day) + 4) % 7) + 7) % 7;
}

/** The year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** The moment n minutes later. */
export function addMinutes(instant: Instant, n: number): Instant {
  return addMillis(instant, n * MINUTE);
}

/** The moment n hours later. */
export function addHours(instant: Instant, n: number): Instant {
  return addMillis(instant, n * 60 * MINUTE);
}

function addMillis(instant: Instant, n: number): Instant {
  return instantOf(millisOf(instant) + n);
}

/** The State Council's arrangement of one year, with the number of its document. */
export interface CalendarYear {
  readonly year: number;
  readonly document: string;
  /** Days off, first and last day included. */
  readonly holidays: readonly { readonly name: string; readonly from: Day; readonly to: Day }[];
  /** Weekend days that are worked (调休). */
  readonly workdays: readonly Day[];
}

/** Which days are worked. */
export interface Calendar {
  /** Whether offices work on that day. */
  isWorkday(day: Day): boolean;
  /** Whether no arrangement of that year is known: its working days are computed from weekends and fixed holidays, and dates that rest on them are shown as 暂定. */
  isTentative(year: number): boolean;
}

// The days of 全国年节及纪念日放假办法 (国务院令第795号) that need no lunar calendar and no solar term.
const fixedHolidays = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

/** The calendar of the years whose arrangement is known; every other year has weekends and fixed holidays and is tentative. Throws where a year's data contradict themselves. */
export function calendarOf(years: readonly CalendarYear[]): Calendar {
  const faults = ([] as string[]).concat(...years.map(faultsOf));
  if (faults.length > 0) throw new RangeError(faults.join('; '));
  const known = new Set(years.map(({ year }) => year));
  const worked = new Set<Day>();
  const off = new Set<Day>();
  for (const { holidays, workdays } of years) {
    workdays.forEach((day) => worked.add(day));
    for (const { from, to } of holidays) for (let day = from; day <= to; day = addDays(day, 1)) off.add(day);
  }
  const isTentative = (year: number): boolean => !known.has(year);
  const isWorkday = (day: Day): boolean => {
    if (worked.has(day)) return true;
    if (off.has(day) || isWeekend(day)) return false;
    return !isTentative(yearOf(day)) || !fixedHolidays.includes(day.slice(5));
  };
  return { isWorkday, isTentative };
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0;
}

function faultsOf({ year, document, holidays, workdays }: CalendarYear): string[] {
  const faults: string[] = [];
  if (document.trim() === '') faults.push(`${year}: no document number`);
  for (const { name, from, to } of holidays) {
    if (!isDay(from) || !isDay(to) || from > to) faults.push(`${name}: ${from} to ${to} is no range of days`);
  }
  for (const day of workdays) {
    if (!isDay(day)) faults.push(`${day} is no day`);
    else if (!isWeekend(day)) faults.push(`${day} is worked anyway`);
    if (holidays.some(({ from, to }) => from <= day && day <= to)) faults.push(`${day} is off and worked`);
  }
  return faults;
}

/** The n-th working day after a day (n a whole number, 0 gives the day itself); the first day is not counted. */
export function addWorkdays(day: Day, n: number, calendar: Calendar): Day {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a count of working days: ${n}`);
  let last = addDays(day, 0);
  for (let left = n; left > 0;) {
    last = addDays(last, 1);
    if (calendar.isWorkday(last)) left -= 1;
  }
  return last;
}

/** A length of time as policy words it; days, working days and months end at 24:00 +08:00. */
export interface Span {
  readonly value: number;
  readonly unit: 'workday' | 'day' | 'hour' | 'minute' | 'month';
}

/** When a span that starts at a moment is over: hours and minutes to the millisecond; days, working days and months at 24:00 +08:00 of their last day, the first day not counted, natural days not rolled over weekends. */
export function deadline(from: Instant, span: Span, calendar: Calendar): Instant {
  const day = dayOf(from);
  switch (span.unit) {
    case 'minute':
      return addMinutes(from, span.value);
    case 'hour':
      return addHours(from, span.value);
    case 'day':
      return endOfDay(addDays(day, span.value));
    case 'month':
      return endOfDay(addMonths(day, span.value));
    case 'workday':
      return endOfDay(addWorkdays(day, span.value, calendar));
  }
}

/** The full days of a posting (公示): the day of posting is not counted (民法典第二百零一条), then so many whole days; it ends at 24:00 +08:00 of the last. */
export function fullDaysAfter(from: Instant, days: number): { first: Day; last: Day; ends: Instant } {
  const posted = dayOf(from);
  const last = addDays(posted, days);
  return { first: addDays(posted, 1), last, ends: endOfDay(last) };
}

/** How much of the time between two moments has passed: 0 at the start, 1 when due, 1.2 at 120 %; infinite once a span without length is due. */
export function elapsedShare(from: Instant, due: Instant, now: Instant): number {
  const [start, end, at] = [millisOf(from), millisOf(due), millisOf(now)] as const;
  if (end > start) return Math.max(0, (at - start) / (end - start));
  return at < end ? 0 : Infinity;
}

/** The moment at which so large a share of the time has passed (0.7 for the warning at 70 %), to the millisecond above. */
export function momentOfShare(from: Instant, due: Instant, share: number): Instant {
  return instantOf(Math.ceil(millisOf(from) + (millisOf(due) - millisOf(from)) * share));
}

function minutesOf(time: string): number {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`not a time of day: ${time}`);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Whether a moment lies in the quiet hours, from 'HH:MM' (included) to 'HH:MM' (not included) at +08:00, over midnight where from is the later one. */
export function isQuiet(instant: Instant, from: string, to: string): boolean {
  const now = minutesOfDay(instant);
  const [start, end] = [minutesOf(from), minutesOf(to)] as const;
  if (start <= end) return now >= start && now < end;
  return now >= start || now < end;
}

/** The first moment later than this one at which the clock at +08:00 shows 'HH:MM'. */
export function nextTimeOfDay(instant: Instant, time: string): Instant {
  const today = atTime(dayOf(instant), minutesOf(time));
  return today > instant ? today : atTime(addDays(dayOf(instant), 1), minutesOf(time));
}
