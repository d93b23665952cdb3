import * as z from 'zod';
import { id, instant, personRef } from './common.js';

// A file of its own: a phone checks none of the contract but this, and loads zod only where it does.
/** What the person holds after reporting: shown only once the server has it. */
export const receipt = z.object({
  id,
  number: z.string(),
  at: instant,
  /** The report joined a live case of the same household. */
  joined: z.boolean(),
  promisedBy: instant,
  holder: personRef,
});

/** What the person holds after reporting. */
export type Receipt = z.output<typeof receipt>;
