import * as z from 'zod';
import { areaCode } from '../area/area.js';
import type { AreaCode } from '../area/area.js';
import type { Day, Span } from '../calendar/calendar.js';
import { dayText } from '../calendar/schema.js';
import { defaultParams, paramUnits } from './data/default-params.js';
import type { DefaultParam, ParamUnit } from './data/default-params.js';
import { inForce } from './in-force.js';

type Table = typeof defaultParams;

/** Key of a parameter of policy. */
export type ParamKey = keyof Table;

/** Keys that may be empty until the place has filled them in; only `optional` reads them. */
export type EmptyParamKey = { [K in ParamKey]: Table[K]['value'] extends null ? K : never }[ParamKey];

type FilledKey<U extends ParamUnit> = {
  [K in Exclude<ParamKey, EmptyParamKey>]: Table[K]['unit'] extends U ? K : never;
}[Exclude<ParamKey, EmptyParamKey>];

/** Keys whose value is a length of time. */
export type SpanKey = FilledKey<Span['unit']>;

/** Keys whose value is a whole number, in the unit of the key. */
export type NumberKey = FilledKey<Span['unit'] | '%' | 'count' | 'fen'>;

/** Keys whose value is a part of a whole. */
export type FractionKey = FilledKey<'fraction'>;

/** Every key, in the order in which the town reads them. */
export const paramKeys = Object.keys(defaultParams) as [ParamKey, ...ParamKey[]];

/** One value of a parameter in one place for one time; `validTo` is its last day, null while it goes on. A town's row stands above its county's. */
export interface PolicyParamRow {
  readonly key: ParamKey;
  readonly value: string | null;
  readonly unit: ParamUnit;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** The county or town in which it holds. */
  readonly region: AreaCode;
  /** Number of the document that says so, null where there is none. */
  readonly docNo: string | null;
  readonly source: string;
}

const wholeNumber = /^\d{1,9}$/;
const forms: Partial<Record<ParamUnit, RegExp>> = {
  fraction: /^[1-9]\d?\/[1-9]\d?$/,
  time: /^([01]\d|2[0-3]):[0-5]\d$/,
};

/** How one parameter ships: unit, value, title and source. */
export function defaultParam(key: ParamKey): DefaultParam {
  return defaultParams[key];
}

function mayHold(key: ParamKey, value: string | null): boolean {
  const { unit, value: shipped, names } = defaultParam(key);
  if (value === null) return shipped === null;
  if (names) return value.split(',').every((word) => Object.hasOwn(names, word));
  return (forms[unit] ?? wholeNumber).test(value);
}

/** A value as a page says it: the words of a text by their names. */
export function namedValue(key: ParamKey, value: string | null): string | null {
  const { names } = defaultParam(key);
  if (value === null || !names) return value;
  return value
    .split(',')
    .map((word) => names[word] ?? word)
    .join('、');
}

/** A row as an officer enters it: a span may change between days and working days, every other unit is fixed; a monitoring line needs its document number. */
export const policyParamRow = z
  .object({
    key: z.enum(paramKeys),
    value: z.string().nullable(),
    unit: z.enum(paramUnits),
    validFrom: dayText,
    validTo: dayText.nullable(),
    region: areaCode,
    docNo: z.string().min(1).nullable(),
    source: z.string().min(1),
  })
  .refine(({ key, value }) => mayHold(key, value), { path: ['value'], message: '这个数不对' })
  .refine(({ key, unit }) => unitsOf(key).includes(unit), { path: ['unit'], message: '单位不对' })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom <= validTo, {
    path: ['validTo'],
    message: '结束早于开始',
  })
  .refine(({ key, value, docNo }) => key !== 'monitor.line' || value === null || docNo !== null, {
    path: ['docNo'],
    message: '要写文件号',
  });

/** The units in which a parameter may be given. */
export function unitsOf(key: ParamKey): readonly ParamUnit[] {
  const { unit } = defaultParam(key);
  return unit === 'day' || unit === 'workday' ? ['workday', 'day'] : [unit];
}

/** The shipped values as rows of a county or town, valid from a day on, to be changed there. */
export function defaultRows(region: AreaCode, validFrom: Day): PolicyParamRow[] {
  return paramKeys.map((key) => {
    const { unit, value, source } = defaultParam(key);
    return { key, value, unit, validFrom, validTo: null, region, docNo: null, source };
  });
}

/** The parameters in force at one place on one day. */
export interface Params {
  /** A length of time, to be handed to `deadline`. */
  span(key: SpanKey): Span;
  /** A whole number in the unit of its key: 5 for 5 days, 70 for 70 %. */
  number(key: NumberKey): number;
  /** A part of a whole as two whole numbers, so that 2/3 of 9 people is exactly 6. */
  fraction(key: FractionKey): { readonly part: number; readonly whole: number };
  /** The value as it was entered: '21:00', 'monthly', '15'. */
  text(key: Exclude<ParamKey, EmptyParamKey>): string;
  /** A whole number in the unit of its key (分 for `monitor.line`), null while the place has not entered it: then there is no verdict on income, and everything else goes on. */
  optional(key: EmptyParamKey): number | null;
  /** The row in force, with its document number and source, null where the shipped value stands. */
  row(key: ParamKey): PolicyParamRow | null;
}

/** The parameters in force at a county or town (or any area in it) on a day: the most specific region wins, then the later start; without a row the shipped value stands. */
export function resolveParams(rows: readonly PolicyParamRow[], region: AreaCode, day: Day): Params {
  // A row that its key may not hold is as good as none: a slip in the table must not stop every case of a town.
  const known = new Map<ParamKey, PolicyParamRow | null>();
  const row = (key: ParamKey): PolicyParamRow | null => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const fits = rows.filter((candidate) => candidate.key === key && mayHold(key, candidate.value));
    const winner = inForce(fits, region, day);
    known.set(key, winner);
    return winner;
  };
  const value = (key: ParamKey): string | null => (row(key) ?? defaultParam(key)).value;
  const text = (key: ParamKey): string => {
    const found = value(key);
    if (found === null) throw new Error(`parameter without a value: ${key}`);
    return found;
  };
  return {
    row,
    text,
    number: (key) => Number(text(key)),
    span: (key) => ({ value: Number(text(key)), unit: (row(key) ?? defaultParam(key)).unit as Span['unit'] }),
    fraction: (key) => {
      const [part, whole] = text(key).split('/').map(Number) as [number, number];
      return { part, whole };
    },
    optional: (key) => {
      const found = value(key);
      return found === null ? null : Number(found);
    },
  };
}
