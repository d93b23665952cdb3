import { authoriseForm } from '@songtao/shared/category/hardship.form.js';

/** What may be looked up, as the form declares it. */
export const scopes = (authoriseForm.fields.scope?.options ?? []).map(({ value, title }) => ({
  value: value as Scope,
  words: title,
}));

/** One thing that may be looked up. */
export type Scope = 'bank' | 'house' | 'vehicle' | 'company' | 'insurance';

/** What the agreement means, a sentence a line. */
export const agreeLines = [
  '区里要核对您家的情况。',
  '只查您点了同意的。',
  '查来的只用在这件事上。',
  '不贴出来，邻居看不到。',
  '不同意也行，照样帮您想办法。',
  '同意了，以后也能收回。',
] as const;

/** The same for the voice. */
export const agreeAloud = `看一看，再同意。${agreeLines.join('')}同意查哪些，${scopes.map(({ words }) => words).join('，')}。`;
