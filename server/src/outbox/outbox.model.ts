import type { Place } from '../platform/crypto.js';

/** Where the words of a message are sealed. */
export const wordsPlace = (column: 'title' | 'body', rowId: string): Place => ({
  table: 'inbox_message',
  column,
  rowId,
});
