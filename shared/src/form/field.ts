import * as z from 'zod';

/** How a field is drawn; the mini-program has one file for each kind. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'number'
  | 'money'
  | 'date'
  | 'yesNo'
  | 'choice'
  | 'choices'
  | 'photos'
  | 'voice'
  | 'evidence'
  | 'person'
  | 'household'
  | 'meeting'
  | 'representatives'
  | 'facts';

/** One possible answer of a choice: what is stored and what is read. */
export interface Option {
  readonly value: string;
  readonly title: string;
  /** A second line under the title, where the choice needs explaining. */
  readonly help?: string;
}

/** One question: its schema and all that a screen needs to draw it. */
export interface Field<T = unknown> {
  readonly kind: FieldKind;
  readonly title: string;
  readonly help?: string;
  readonly schema: z.ZodType<T>;
  readonly options?: readonly Option[];
  /** Longest text in characters, most photos, or longest recording in seconds. */
  readonly max?: number;
  readonly min?: number;
  /** Written behind the value: 元, 人, 天. */
  readonly unit?: string;
  /** A day to come: tomorrow lies nearer than yesterday. */
  readonly ahead?: true;
  /** The question is asked only when another field of the same form has one of these answers. */
  readonly showWhen?: { readonly field: string; readonly is: readonly string[] };
}

/** Hints that every kind of field takes. */
export interface Hints {
  readonly help?: string;
  readonly showWhen?: Field['showWhen'];
}

const id = z.guid();

/** Blank is no answer, and two spellings of one character are one. */
const words = (max: number): z.ZodString => z.string().trim().normalize('NFC').min(1).max(max);

/** A short line of text, trimmed at the edge. */
export const text = (title: string, max: number, hints: Hints = {}): Field<string> => ({
  kind: 'text',
  title,
  max,
  schema: words(max),
  ...hints,
});

/** Several sentences of text. */
export const longText = (title: string, max: number, hints: Hints = {}): Field<string> => ({
  kind: 'longText',
  title,
  max,
  schema: words(max),
  ...hints,
});

/** A whole number within bounds; `unit` is written behind it. */
export const number = (
  title: string,
  bounds: { min: number; max: number; unit: string },
  hints: Hints = {},
): Field<number> => ({
  kind: 'number',
  title,
  ...bounds,
  schema: z.int().min(bounds.min).max(bounds.max),
  ...hints,
});

/** An amount of money in 分, at most 100 million 元. */
export const money = (title: string, hints: Hints = {}): Field<number> => ({
  kind: 'money',
  title,
  unit: '元',
  schema: z.int().min(0).max(10_000_000_000),
  ...hints,
});

/** A calendar day at +08:00, `2026-11-23`; of the past unless it is said to lie ahead. */
export const date = (title: string, hints: Hints & { readonly ahead?: true } = {}): Field<string> => ({
  kind: 'date',
  title,
  schema: z.iso.date(),
  ...hints,
});

/** 是 or 不是. */
export const yesNo = (title: string, hints: Hints = {}): Field<boolean> => ({
  kind: 'yesNo',
  title,
  schema: z.boolean(),
  ...hints,
});

/** One answer out of a list. */
export function choice<const V extends string>(
  title: string,
  options: readonly { value: V; title: string; help?: string }[],
  hints: Hints = {},
): Field<V> {
  const values = options.map((option) => option.value) as [V, ...V[]];
  return { kind: 'choice', title, options, schema: z.enum(values), ...hints };
}

/** One to `max` answers out of a list, in the order in which they were tapped. */
export function choices<const V extends string>(
  title: string,
  options: readonly { value: V; title: string; help?: string }[],
  max: number,
  hints: Hints = {},
): Field<V[]> {
  const values = options.map((option) => option.value) as [V, ...V[]];
  return { kind: 'choices', title, options, max, schema: z.array(z.enum(values)).min(1).max(max), ...hints };
}

/** Ids of uploaded photos. */
export const photos = (title: string, max: number, hints: Hints = {}): Field<string[]> => ({
  kind: 'photos',
  title,
  max,
  schema: z.array(id).max(max),
  ...hints,
});

/** Ids of recordings, at most 60 seconds each. */
export const voice = (title: string, max: number, hints: Hints = {}): Field<string[]> => ({
  kind: 'voice',
  title,
  max,
  schema: z.array(id).max(max),
  ...hints,
});

/** How somebody who may not write shows agreement: a signature, a photo of a handprint, or a recorded yes; `file` is its upload. */
export const evidence = (
  title: string,
  hints: Hints = {},
): Field<{ how: 'signature' | 'handprint' | 'voice'; file: string }> => ({
  kind: 'evidence',
  title,
  schema: z.strictObject({ how: z.enum(['signature', 'handprint', 'voice']), file: id }),
  ...hints,
});

/** A member of staff of the same town, chosen from the roster. */
export const person = (title: string, hints: Hints = {}): Field<string> => ({
  kind: 'person',
  title,
  schema: id,
  ...hints,
});

/** A household within reach, chosen by search. */
export const household = (title: string, hints: Hints = {}): Field<string> => ({
  kind: 'household',
  title,
  schema: id,
  ...hints,
});

/** A meeting of the village at which this was decided; the screen makes one where none is open. */
export const meeting = (title: string, hints: Hints = {}): Field<string> => ({
  kind: 'meeting',
  title,
  schema: id,
  ...hints,
});

/** Villagers' representatives out of the meeting's roster, by id; may be empty. */
export const representatives = (title: string, hints: Hints = {}): Field<string[]> => ({
  kind: 'representatives',
  title,
  schema: z.array(id).max(200),
  ...hints,
});

const fact = z.strictObject({
  key: z.string().min(1).max(40),
  same: z.boolean(),
  value: z.string().max(200).optional(),
});

/** Facts of the household shown with their last value: 没变 is one tap, 变了 carries the new value; `options` are the facts asked. */
export const facts = (
  title: string,
  options: readonly Option[],
  hints: Hints = {},
): Field<z.output<typeof fact>[]> => ({
  kind: 'facts',
  title,
  options,
  schema: z.array(fact).max(options.length),
  ...hints,
});
