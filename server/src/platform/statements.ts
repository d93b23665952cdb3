import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';

type Column = EntityMetadata['columns'][number];
type Raw = Readonly<Record<string, unknown>>;

/** Values by name, as `:name` and `:...names` in a text ask for them. */
export type Params = Readonly<Record<string, unknown>>;

/** A text with its values in order, as the driver takes them. */
type Statement = readonly [text: string, values: unknown[]];

interface Selection {
  readonly text: string;
  readonly open: (raw: Raw) => ObjectLiteral;
}

const as = (value: unknown): unknown => value;

/** The statements of one row class, written once: a query builder writes them anew for every call, which on a busy path costs more than the database. */
class Shape {
  private readonly table: string;
  private readonly columns: readonly Column[];
  private readonly selections = new WeakMap<readonly string[], Selection>();

  constructor(
    private readonly source: DataSource,
    metadata: EntityMetadata,
  ) {
    this.table = this.name(metadata.tableName);
    this.columns = metadata.columns;
  }

  select(names: readonly string[]): Selection {
    const known = this.selections.get(names);
    if (known) return known;
    const readers = names.map((name) => [name, this.reader(name)] as const);
    const list = names.map((name) => `${this.name(this.column(name).databaseName)} AS ${this.name(name)}`);
    const selection: Selection = {
      text: `SELECT ${list.join(', ')} FROM ${this.table}`,
      open: (raw) => {
        const row: Record<string, unknown> = {};
        for (const [name, read] of readers) row[name] = read(raw[name]);
        return row;
      },
    };
    this.selections.set(names, selection);
    return selection;
  }

  insert(rows: readonly ObjectLiteral[]): Statement {
    const names = this.columns.map((column) => this.name(column.databaseName));
    const places = `(${names.map(() => '?').join(', ')})`;
    const values = rows.flatMap((row) =>
      this.columns.map((column) => this.written(column, row[column.propertyName]) ?? null),
    );
    const text = `INSERT INTO ${this.table} (${names.join(', ')}) VALUES ${rows.map(() => places).join(', ')}`;
    return [text, values];
  }

  update(set: ObjectLiteral, where: string, params: Params): Statement {
    const changes = Object.entries(set).filter(([, value]) => value !== undefined);
    const columns = changes.map(([name]) => this.column(name));
    const list = columns.map((column) => `${this.name(column.databaseName)} = ?`);
    const [condition, more] = this.bound(where, params);
    const values = changes.map(([, value], index) => this.written(columns[index] as Column, value));
    return [`UPDATE ${this.table} SET ${list.join(', ')} WHERE ${condition}`, [...values, ...more]];
  }

  delete(where: string, params: Params): Statement {
    const [condition, values] = this.bound(where, params);
    return [`DELETE FROM ${this.table} WHERE ${condition}`, values];
  }

  /** The text with its names replaced by places. */
  bound(text: string, params: Params): [string, unknown[]] {
    const [bound, values] = this.source.driver.escapeQueryWithParameters(text, { ...params });
    return [bound, values as unknown[]];
  }

  private column(name: string): Column {
    const column = this.columns.find(({ propertyName }) => propertyName === name);
    if (!column) throw new Error(`${this.table} has no column for ${name}`);
    return column;
  }

  private reader(name: string): (raw: unknown) => unknown {
    const column = this.column(name);
    return needsCare(column) ? (raw) => this.source.driver.prepareHydratedValue(raw, column) as unknown : as;
  }

  private written(column: Column, value: unknown): unknown {
    return needsCare(column) ? (this.source.driver.preparePersistentValue(value, column) as unknown) : value;
  }

  private name(name: string): string {
    return this.source.driver.escape(name);
  }
}

// Texts and numbers are the same on both sides; dates, flags, JSON and big numbers are not.
const needsCare = ({ transformer, type }: Column): boolean => transformer !== undefined || type === 'boolean';

const shapes = new WeakMap<DataSource, Map<unknown, Shape>>();

/** The statements of a row class on one data source. */
export function shapeOf(source: DataSource, row: new () => object): Shape {
  const known = shapes.get(source) ?? new Map<unknown, Shape>();
  shapes.set(source, known);
  const shape = known.get(row) ?? new Shape(source, source.getMetadata(row));
  known.set(row, shape);
  return shape;
}
