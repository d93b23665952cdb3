import {
  Column,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  type ColumnOptions,
  type ValueTransformer,
} from 'typeorm';
import { columnName, indexName, referenceName } from './names.js';

// The portable subset: what MySQL, MariaDB, TiDB and SQLite store and compare alike.

const isoTransformer: ValueTransformer = {
  to: (iso: string | null | undefined) => iso && new Date(iso),
  from: (date: Date | null | undefined) => date && date.toISOString(),
};

const jsonTransformer: ValueTransformer = {
  to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
  from: (text: string | null | undefined): unknown =>
    text === null || text === undefined ? text : JSON.parse(text),
};

const bigTransformer: ValueTransformer = {
  to: (value: string | null | undefined) => value,
  from: (value: string | number | null | undefined) =>
    value === null || value === undefined ? value : String(value),
};

interface Options {
  readonly nullable?: true;
}

const column =
  (options: ColumnOptions): PropertyDecorator =>
  (target, property) =>
    Column({ ...options, name: columnName(String(property)) })(target, property);

/** Primary key, a UUID unless another length is said; on several properties together they are the key. */
export const Key =
  (length = 36): PropertyDecorator =>
  (target, property) =>
    PrimaryColumn({ type: 'varchar', length, name: columnName(String(property)) })(target, property);

/** varchar: what is compared, indexed or short. */
export const Short = (length: number, options: Options = {}) =>
  column({ type: 'varchar', length, ...options });

/** text of at most 64 KB: what is only shown, sealed values above all. */
export const Long = (options: Options = {}) => column({ type: 'text', ...options });

/** A whole number of 32 bits; money is whole 分. */
export const Whole = (options: Options = {}) => column({ type: 'integer', ...options });

/** bigint, in the program a string of digits; up to 2^53, beyond which SQLite's driver rounds. */
export const Big = (options: Options = {}) =>
  column({ type: 'bigint', transformer: bigTransformer, ...options });

/** boolean. */
export const Flag = (options: Options = {}) => column({ type: 'boolean', ...options });

/** datetime(3) in UTC, in the program '2026-11-23T01:05:00.000Z'. In a `where`, pass `new Date(iso)`. */
export const At = (options: Options = {}) =>
  column({ type: 'datetime', precision: 3, transformer: isoTransformer, ...options });

/** JSON in a text of at most 64 KB. */
export const Json = (options: Options = {}) =>
  column({ type: 'text', transformer: jsonTransformer, ...options });

/** Indexes of a table by property name; the migration repeats them by column name. */
interface RowIndexes {
  readonly unique?: readonly (readonly string[])[];
  readonly index?: readonly (readonly string[])[];
}

/** An entity under its table's name. */
export const Row =
  (table: string, { unique = [], index = [] }: RowIndexes = {}): ClassDecorator =>
  (target) => {
    Entity(table)(target);
    for (const columns of unique)
      Index(indexName('uq', table, columns.map(columnName)), [...columns], { unique: true })(target);
    for (const columns of index) Index(indexName('ix', table, columns.map(columnName)), [...columns])(target);
  };

/** The column holds the id of a row of another table. */
export const Refers =
  (table: string, to: () => new () => object): PropertyDecorator =>
  (target, property) =>
    ForeignKey(to, { name: referenceName(table, columnName(String(property))) })(target, property);
