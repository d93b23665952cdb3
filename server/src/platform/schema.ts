import {
  Table,
  TableColumn,
  TableForeignKey,
  TableIndex,
  type MigrationInterface,
  type QueryRunner,
  type TableColumnOptions,
} from 'typeorm';
import { indexName, referenceName } from './names.js';

/** One column of a migration, in the portable subset of columns.ts. */
export type ColumnShape = Omit<TableColumnOptions, 'name'>;

/** A step that a migration takes, and takes back. */
export interface Step {
  up(runner: QueryRunner): Promise<void>;
  down(runner: QueryRunner): Promise<void>;
}

interface TableExtras {
  readonly unique?: readonly (readonly string[])[];
  readonly index?: readonly (readonly string[])[];
  /** Column -> table whose `id` it holds. */
  readonly refers?: Readonly<Record<string, string>>;
}

export const key = (length = 36): ColumnShape => ({
  type: 'varchar',
  length: String(length),
  isPrimary: true,
});
export const short = (length: number): ColumnShape => ({ type: 'varchar', length: String(length) });
export const long = (): ColumnShape => ({ type: 'text' });
export const whole = (): ColumnShape => ({ type: 'integer' });
export const big = (): ColumnShape => ({ type: 'bigint' });
export const flag = (): ColumnShape => ({ type: 'boolean' });
export const at = (): ColumnShape => ({ type: 'datetime', precision: 3 });
/** JSON is text to the database. */
export const json = (): ColumnShape => long();
export const nullable = (shape: ColumnShape): ColumnShape => ({ ...shape, isNullable: true });

/** Creates a table with everything that belongs to it; taken back, drops it. */
export function table(
  name: string,
  columns: Readonly<Record<string, ColumnShape>>,
  extras: TableExtras = {},
): Step {
  const { unique = [], index = [], refers = {} } = extras;
  const options = {
    name,
    columns: Object.entries(columns).map(([column, shape]) => ({ name: column, ...shape })),
    indices: [
      ...unique.map(
        (on) => new TableIndex({ name: indexName('uq', name, on), columnNames: [...on], isUnique: true }),
      ),
      ...index.map((on) => new TableIndex({ name: indexName('ix', name, on), columnNames: [...on] })),
    ],
    foreignKeys: Object.entries(refers).map(
      ([column, to]) =>
        new TableForeignKey({
          name: referenceName(name, column),
          columnNames: [column],
          referencedTableName: to,
          referencedColumnNames: ['id'],
          // Said, for else MariaDB says RESTRICT and the rows NO ACTION, which are the same.
          onDelete: 'NO ACTION',
          onUpdate: 'NO ACTION',
        }),
    ),
  };
  return {
    up: (runner) => runner.createTable(new Table(options)),
    down: (runner) => runner.dropTable(name),
  };
}

/** Gives a table other indexes; taken back, those before. */
export function reindex(
  name: string,
  {
    add,
    drop,
  }: { readonly add: readonly (readonly string[])[]; readonly drop: readonly (readonly string[])[] },
): Step {
  const indexes = (columns: readonly (readonly string[])[]): TableIndex[] =>
    columns.map((on) => new TableIndex({ name: indexName('ix', name, on), columnNames: [...on] }));
  return {
    up: async (runner) => {
      await runner.createIndices(name, indexes(add));
      await runner.dropIndices(name, indexes(drop));
    },
    down: async (runner) => {
      await runner.createIndices(name, indexes(drop));
      await runner.dropIndices(name, indexes(add));
    },
  };
}

/** Adds columns to a table; they may be null, for the old program still writes rows without them. */
export function columns(name: string, added: Readonly<Record<string, ColumnShape>>): Step {
  return {
    up: (runner) =>
      runner.addColumns(
        name,
        Object.entries(added).map(([column, shape]) => new TableColumn({ name: column, ...nullable(shape) })),
      ),
    down: (runner) => runner.dropColumns(name, Object.keys(added)),
  };
}

/** A class as TypeORM wants it: steps in order, taken back in reverse. `at` is the moment of writing in milliseconds and orders all migrations. */
export function migration(at: number, title: string, steps: readonly Step[]): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${title}${at}`;

    async up(runner: QueryRunner): Promise<void> {
      for (const step of steps) await step.up(runner);
    }

    async down(runner: QueryRunner): Promise<void> {
      for (const step of [...steps].reverse()) await step.down(runner);
    }
  };
}
