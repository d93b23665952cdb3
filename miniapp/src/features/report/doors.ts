import { doors as declared, startFormOf } from '@songtao/shared/category/registry.js';
import type { Field } from '@songtao/shared/form/field.js';
import type { Form } from '@songtao/shared/form/form.js';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import type { caseApi } from '@songtao/shared/api/case.js';
import type { KeptFile } from '../../form/services';
import { askedOf } from '../../form/values';
import { newId } from '../../platform/ids';
import type { ReportDraft } from './draft';
import { subjectOf } from './sending';

type Input = Omit<InputOf<typeof caseApi.create>, 'requestId'>;

/** A category that villagers begin by themselves, with the form that asks for it. */
export type Door = (typeof declared)[number] & { readonly form: Form };

/** Every one of them, in the order of the registry. */
export const doors: readonly Door[] = declared.map((door) => ({ ...door, form: startFormOf(door.category) }));

/** What the flow knows without asking: who speaks, and for whom. */
const known = ['channel', 'relation'];

/** Asked on one page: to say it or to write it, a day and its half; every other question has a page of its own. */
const together: readonly (readonly [Field['kind'], Field['kind']])[] = [
  ['voice', 'longText'],
  ['date', 'choice'],
];

/** The questions of a form page by page. */
export function pagesOf(form: Form): readonly (readonly string[])[] {
  const pages: string[][] = [];
  let before: Field | undefined;
  for (const [name, field] of askedOf(form, {})) {
    if (known.includes(name)) continue;
    const joins = together.some(([first, second]) => before?.kind === first && field.kind === second);
    if (joins) pages.at(-1)?.push(name);
    else pages.push([name]);
    before = field;
  }
  return pages;
}

/** It may be asked for somebody else. */
export const isForSomebody = ({ fields }: Form): boolean => 'channel' in fields;

/** What is said of who speaks, as far as the form wants to know. */
export function speaking(form: Form, { whose, other }: ReportDraft): Record<string, unknown> {
  if (!isForSomebody(form)) return {};
  return whose === 'own' ? { channel: 'self' } : { channel: 'proxy', relation: other.relation };
}

/** It as the outbox carries it: the words first, then each recording and photo by itself. */
export function doorSending(
  { category, title, form }: Door,
  draft: ReportDraft,
  { answers, files }: { answers: Record<string, unknown>; files: readonly KeptFile[] },
) {
  const subject = subjectOf(isForSomebody(form) ? draft : { ...draft, whose: 'own' });
  const input: Input = { id: newId(), category, form: answers, ...(subject && { subject }) };
  return { id: newId(), route: 'case.create', input, title, files } as const;
}
