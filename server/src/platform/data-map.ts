import { caseTables } from './data-map.cases.js';
import { peopleTables } from './data-map.people.js';
import type { DataClass, TableEntry } from './data-map.words.js';

/** Every column of every table: its class, what it is for, and how long it is kept. What is sealed is sealed by this list and nowhere else; a column that is missing here fails the tests. */
const dataMap = { ...caseTables, ...peopleTables } as const;

type Map = typeof dataMap;

/** A column that is sealed: the only ones that can be. */
export type SealedColumn = {
  [T in keyof Map]: {
    [C in keyof Map[T]['columns']]: Map[T]['columns'][C] extends readonly [DataClass, string, 'sealed']
      ? { readonly table: T; readonly column: C }
      : never;
  }[keyof Map[T]['columns']];
}[keyof Map];

/** Every table with its columns, as whoever asks for the list reads it. */
export const tables: readonly [table: string, entry: TableEntry][] = Object.entries(dataMap);

/** Every sealed column. */
export const sealedColumns: readonly SealedColumn[] = tables.flatMap(([table, { columns }]) =>
  Object.entries(columns).flatMap(([column, [, , how]]) =>
    how === 'sealed' ? [{ table, column } as SealedColumn] : [],
  ),
);
