import { createHash } from 'node:crypto';

const LONGEST = 60;

/** closedAt -> closed_at */
export function columnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Name of an index, the same in rows and migrations. */
export function indexName(kind: 'uq' | 'ix', table: string, columns: readonly string[]): string {
  return shortened([kind, table, ...columns].join('_'));
}

/** Name of a foreign key. */
export function referenceName(table: string, column: string): string {
  return shortened(`fk_${table}_${column}`);
}

// MySQL allows 64 characters.
function shortened(name: string): string {
  if (name.length <= LONGEST) return name;
  return `${name.slice(0, LONGEST - 9)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
