import {
  addDays,
  dayOf,
  daysBetween,
  dueDay,
  endOfDay,
  minutesOfDay,
  weekdayOf,
  yearOf,
} from './calendar.js';
import type { Day, Instant } from './calendar.js';
import { DAY, MINUTE, digits, millisOf } from './instant.js';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];
const numerals = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

function monthDay(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

function clock(instant: Instant): string {
  const minutes = minutesOfDay(instant);
  return `${Math.floor(minutes / 60)}:${digits(minutes % 60, 2)}`;
}

/** A day as villagers read it: '11月27日 周五'. */
export function dayWords(day: Day): string {
  return `${monthDay(day)} 周${weekdays[weekdayOf(day)]}`;
}

/** A day of any year: '1956年4月12日'. */
export function dateWords(day: Day): string {
  return `${yearOf(day)}年${monthDay(day)}`;
}

/** A due moment as a promise: '11月27日 周五前' at 24:00 of that day, '11月30日 周一 15:00前' within one. */
export function dueWords(due: Instant): string {
  const day = dueDay(due);
  return endOfDay(day) === due ? `${dayWords(day)}前` : `${dayWords(day)} ${clock(due)}前`;
}

/** A moment seen from now: '今天 9:05', '昨天 18:30', '明天 8:30', else '11月23日 周一 9:12', with its year where that is another one. */
export function timeWords(instant: Instant, now: Instant): string {
  const day = dayOf(instant);
  const today = dayOf(now);
  const near: Record<Day, string> = {
    [today]: '今天',
    [addDays(today, -1)]: '昨天',
    [addDays(today, 1)]: '明天',
  };
  const year = yearOf(day) === yearOf(today) ? '' : `${yearOf(day)}年`;
  return `${near[day] ?? year + dayWords(day)} ${clock(instant)}`;
}

/** The days that are left of a promise: '还有4天', '今天到期', '过了2天'. */
export function daysLeftWords(due: Instant, now: Instant): string {
  const left = daysBetween(dayOf(now), dueDay(due));
  if (left > 0) return `还有${left}天`;
  return left === 0 && due > now ? '今天到期' : pastWords(left);
}

function pastWords(left: number): string {
  return left === 0 ? '到期了' : `过了${-left}天`;
}

/** How long something has waited, in its largest whole unit: '49分钟', '3小时', '2天'; less than a minute is '刚刚'. */
export function waitedWords(since: Instant, now: Instant): string {
  const millis = millisOf(now) - millisOf(since);
  if (millis < MINUTE) return '刚刚';
  if (millis < 60 * MINUTE) return `${Math.floor(millis / MINUTE)}分钟`;
  return millis < DAY ? `${Math.floor(millis / MINUTE / 60)}小时` : `${Math.floor(millis / DAY)}天`;
}

/** The length of a recording, in seconds: '42秒', '1分20秒'; never less than a second. */
export function secondsWords(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60] as const;
  if (minutes === 0) return `${rest}秒`;
  return rest === 0 ? `${minutes}分` : `${minutes}分${rest}秒`;
}

/** The number of a receipt as it is kept: town (9 digits), day (8) and serial of that town and day (3 or more, from 1). */
export function receiptNumber(town: string, day: Day, serial: number): string {
  return town + day.slice(0, 4) + day.slice(5, 7) + day.slice(8) + digits(serial, 3);
}

/** The number of a receipt as people read it out: '1123 017', month and day, then the serial. */
export function receiptWords(number: string): string {
  return `${number.slice(13, 17)} ${number.slice(17)}`;
}

/** Digits for the voice, one by one, a pause at every gap: '1123 017' gives '一一二三，零一七'; a telephone number likewise. */
export function digitsAloud(text: string): string {
  const groups = text.split(/[^0-9]+/).filter((group) => group !== '');
  return groups
    .map((group) =>
      group
        .split('')
        .map((digit) => numerals[Number(digit)])
        .join(''),
    )
    .join('，');
}

/** A whole number from 0 to 99 as it is said: 27 gives 二十七. */
export function countAloud(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10] as const;
  if (tens === 0) return numerals[ones] ?? '';
  return `${tens === 1 ? '' : numerals[tens]}十${ones === 0 ? '' : numerals[ones]}`;
}

/** A day for the voice: '十一月二十七日星期五'. */
export function dayAloud(day: Day): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))] as const;
  return `${countAloud(month)}月${countAloud(date)}日星期${weekdays[weekdayOf(day)]}`;
}

/** A due moment for the voice: '十一月二十七日星期五以前' at 24:00, '十一月三十日星期一十五点零五分以前' within a day. */
export function dueAloud(due: Instant): string {
  const day = dueDay(due);
  return endOfDay(day) === due ? `${dayAloud(day)}以前` : `${dayAloud(day)}${clockAloud(due)}以前`;
}

function clockAloud(instant: Instant): string {
  const [hours, minutes] = [Math.floor(minutesOfDay(instant) / 60), minutesOfDay(instant) % 60] as const;
  if (minutes === 0) return `${countAloud(hours)}点`;
  return `${countAloud(hours)}点${minutes < 10 ? '零' : ''}${countAloud(minutes)}分`;
}
