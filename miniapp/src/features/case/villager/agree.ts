import { authoriseForm } from '@songtao/shared/category/hardship.form.js';
import { aloud, told } from '@songtao/shared/voice/aloud.js';

/** What may be looked up, as the form declares it. */
export const scopes = (authoriseForm.fields.scope?.options ?? []).map(({ value, title }) => ({
  value: value as Scope,
  words: title,
}));

/** One thing that may be looked up. */
export type Scope = 'bank' | 'house' | 'vehicle' | 'company' | 'insurance';

/** What the agreement means, a sentence a line. */
export const agreeLines = [
  aloud`区里要核对您家的情况。`,
  aloud`只查您点了同意的。`,
  aloud`查来的只用在这件事上。`,
  aloud`不贴出来，邻居看不到。`,
  aloud`不同意也行，照样帮您想办法。`,
  aloud`同意了，以后也能收回。`,
] as const;

/** The same for the voice. */
export const agreeAloud = aloud`看一看，再同意。${told(agreeLines.join(''))}同意查哪些，${told(scopes.map(({ words }) => words).join('，'))}。`;
