import type { Field } from '@songtao/shared/form/field.js';
import type { Form } from '@songtao/shared/form/form.js';

/** What stands in a form that is being filled in: a value as the schema wants it, or what was typed and is not one yet. */
export type Values = Readonly<Record<string, unknown>>;

/** One question with its name. */
export type Asked = readonly [name: string, field: Field];

interface FactAnswer {
  readonly key: string;
  readonly same: boolean;
  readonly value?: string;
}

/** Above this a number is typed, not stepped to. */
const STEPPED_MAX = 200;

/** The questions that are asked now: some hang on the answer of another one. */
export function askedOf(form: Form, values: Values): Asked[] {
  return Object.entries(form.fields).filter(([, { showWhen }]) => {
    if (!showWhen) return true;
    const answer = values[showWhen.field];
    const answers = Array.isArray(answer) ? answer : [answer];
    return answers.some((one) => showWhen.is.includes(String(one)));
  });
}

const mayBeAbsent = (field: Field): boolean => field.schema.safeParse(undefined).success;

/** May stay without an answer, though it is asked; what is asked only after a certain answer wants one. */
export const isOptional = (field: Field): boolean => field.showWhen === undefined && mayBeAbsent(field);

/** A small number is stepped to, and begins with its least. */
export const isStepped = ({ kind, max = Infinity }: Field): boolean =>
  kind === 'number' && max <= STEPPED_MAX;

function tidyValue(field: Field, value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value) && value.length === 0 && mayBeAbsent(field)) return undefined;
  if (value === undefined && isStepped(field) && !mayBeAbsent(field)) return field.min;
  if (value === undefined && field.kind === 'representatives') return [];
  return value;
}

/** What is sent: the questions that were asked, without blanks. */
export function tidy(form: Form, values: Values): Record<string, unknown> {
  const pairs = askedOf(form, values).map(([name, field]) => [name, tidyValue(field, values[name])] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

const MISSING: Partial<Record<Field['kind'], string>> = {
  text: '写几个字',
  longText: '写一两句',
  number: '写个数',
  money: '写个数，没有就写0',
  date: '选个日子',
  yesNo: '选一个',
  choice: '选一个',
  choices: '至少选一个',
  evidence: '签字、按手印，或说一声',
  person: '选一个人',
  household: '先找到这一户',
  meeting: '先选是哪次会',
};

/** Questions of a list of facts that nobody has answered yet, or that changed without saying into what. */
export function openFacts(field: Field, value: unknown): string[] {
  const answers = (value ?? []) as readonly FactAnswer[];
  const done = answers
    .filter(({ same, value: now }) => same || (now ?? '').trim() !== '')
    .map(({ key }) => key);
  return (field.options ?? []).map((option) => option.value).filter((key) => !done.includes(key));
}

function wrongWords({ kind, min = 0, max, unit = '' }: Field): string {
  if (kind === 'number') return `要在${min}到${max}${unit}之间`;
  if (kind === 'money') return '只写数字，像 300 或 300.50';
  if (kind === 'choices') return `最多选${max}个`;
  return max === undefined ? '改一下再试' : `太长了，最多${max}个字`;
}

function faultOf(field: Field, value: unknown): string | null {
  if (field.kind === 'facts') {
    const open = openFacts(field, value).length;
    return open > 0 ? `还差${open}题` : null;
  }
  const isMissing = value === undefined && !isOptional(field);
  if (!isMissing && field.schema.safeParse(value).success) return null;
  return value === undefined ? (MISSING[field.kind] ?? '这里还没有填') : wrongWords(field);
}

/** What is still wrong, by question, in words that say what to write. */
export function faultsOf(form: Form, values: Values): Readonly<Record<string, string>> {
  const tidied = tidy(form, values);
  const pairs = askedOf(form, values).map(([name, field]) => [name, faultOf(field, tidied[name])] as const);
  return Object.fromEntries(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== null));
}

/** Typed 元 as 分; what is no sum of money stays as it was typed. */
export function fenOf(typed: string): number | string {
  const text = typed.trim();
  return /^\d{1,8}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : text;
}

/** 分 as one types 元. */
export function yuanText(value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'string' ? value : '';
  return String(value / 100);
}
