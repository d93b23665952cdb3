/** Milliseconds of a minute. */
export const MINUTE = 60_000;

/** Milliseconds of a day. */
export const DAY = 1_440 * MINUTE;

/** Milliseconds by which the clock in China is ahead of UTC: one clock and no summer time, so a phone needs no time zone data. */
export const OFFSET = 480 * MINUTE;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** A whole number with leading zeros up to a width; `padStart` is missing on old phones. */
export function digits(value: number, width: number): string {
  let text = String(value);
  while (text.length < width) text = '0' + text;
  return text;
}

// Proleptic Gregorian day count from 1970-01-01, in years that start in March so that the leap day comes last.
function dayNumber(day: string): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day ('YYYY-MM-DD') so many days after 1970-01-01. */
export function dayOfNumber(number: number): string {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((shiftedMonth + 2) % 12) + 1;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1, 2)}`;
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a day that exists ('2026-02-29' is not). */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8)].map(Number) as [
    number,
    number,
    number,
  ];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : (lengths[month - 1] ?? 0);
  return day >= 1 && day <= length;
}

/** Whether a text is a moment in the one form that we keep, UTC with milliseconds. */
export function isInstant(text: string): boolean {
  return instantPattern.test(text) && isDay(text.slice(0, 10));
}

/** Milliseconds since 1970-01-01T00:00Z of a moment. */
export function millisOf(instant: string): number {
  if (!isInstant(instant)) throw new RangeError(`not an instant: ${instant}`);
  const [hour, minute, second] = [11, 14, 17].map((at) => Number(instant.slice(at, at + 2))) as [
    number,
    number,
    number,
  ];
  const time = (hour * 60 + minute) * MINUTE + second * 1_000 + Number(instant.slice(20, 23));
  return dayNumber(instant.slice(0, 10)) * DAY + time;
}

/** The moment of a count of milliseconds since 1970-01-01T00:00Z, as clocks give it; fractions are cut off. */
export function instantOf(millis: number): string {
  const whole = Math.floor(millis);
  const days = Math.floor(whole / DAY);
  const rest = whole - days * DAY;
  const part = (size: number, count: number, width: number): string =>
    digits(Math.floor(rest / size) % count, width);
  return `${dayOfNumber(days)}T${part(3_600_000, 24, 2)}:${part(MINUTE, 60, 2)}:${part(1_000, 60, 2)}.${part(1, 1_000, 3)}Z`;
}

/** Days from 1970-01-01 to a day; throws where the text is no day. */
export function numberOf(day: string): number {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  return dayNumber(day);
}
