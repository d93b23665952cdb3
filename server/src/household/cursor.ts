import { AppError } from '../platform/errors.js';
import type { Cursor, Household } from './household.store.js';

/** Where a page of households ended, as the client hands it back. */
export const cursorOf = ({ village, villageGroup, id }: Household): string =>
  `${village}.${villageGroup}.${id}`;

/** Throws badInput for what was never handed out. */
export function readCursor(text: string): Cursor {
  const [, village, group, id] = /^(\d{12})\.(\d{1,3})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  if (village === undefined || group === undefined || id === undefined)
    throw new AppError('badInput', { details: { fields: ['after'] } });
  return { village, group: Number(group), id };
}
