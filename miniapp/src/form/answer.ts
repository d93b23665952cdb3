import type { Field, Option } from '@songtao/shared/form/field.js';
import { dayWords } from '@songtao/shared/calendar/words.js';

const titleOf = (options: readonly Option[] | undefined, value: unknown): string =>
  options?.find((option) => option.value === value)?.title ?? String(value);

interface Fact {
  readonly key: string;
  readonly same: boolean;
  readonly value?: string;
}

const EVIDENCE: Readonly<Record<string, string>> = {
  signature: '签了字',
  handprint: '按了手印',
  voice: '录了话',
};

const factWords = (options: readonly Option[] | undefined, { key, same, value }: Fact): string =>
  `${titleOf(options, key)}：${same ? '没变' : (value ?? '变了')}`;

/** One answer of a form as one reads it; null for what is shown as a file or says nothing to a person. */
export function answerWords({ kind, options, unit }: Field, value: unknown): string | null {
  if (value === undefined) return null;
  switch (kind) {
    case 'choice':
      return titleOf(options, value);
    case 'choices':
      return (value as unknown[]).map((one) => titleOf(options, one)).join('、');
    case 'yesNo':
      return value === true ? '是' : '不是';
    case 'money':
      return `${Number(value) / 100}元`;
    case 'number':
      return `${String(value)}${unit ?? ''}`;
    case 'date':
      return dayWords(String(value));
    case 'text':
    case 'longText':
      return String(value);
    case 'evidence':
      return EVIDENCE[(value as { how: string }).how] ?? null;
    case 'facts':
      return (value as Fact[]).map((fact) => factWords(options, fact)).join('；');
    case 'representatives':
      return `${(value as unknown[]).length}人`;
    default:
      return null;
  }
}
