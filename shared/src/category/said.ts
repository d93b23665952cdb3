import type { Guard } from '../workflow/define.js';

/** Something was said or typed: a case without words is nobody's case. */
export const isSaid: Guard<{ words?: string; voice?: string[] }> = {
  code: 'words',
  words: '先说一句，或打几个字',
  form: true,
  holds: ({ form }) => form.words !== undefined || (form.voice?.length ?? 0) > 0,
};
