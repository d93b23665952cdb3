import type { EntityManager, ObjectLiteral, SelectQueryBuilder, UpdateQueryBuilder } from 'typeorm';

/** The class of a row. */
export type RowClass<R> = new () => R;

/** Narrows a query over the row, whose alias is `r`. */
export type Refine<R extends object> = (query: SelectQueryBuilder<R>) => unknown;

type Params = Readonly<Record<string, unknown>>;

/** Reads the database. Values come as the row class says them, on every database: ISO strings, booleans, parsed JSON. */
export class Reader {
  constructor(
    /** For the queries that the methods here cannot say. */
    readonly manager: EntityManager,
  ) {}

  /** The named columns of all rows that the query leaves. */
  async all<R extends object, K extends keyof R & string>(
    row: RowClass<R>,
    columns: readonly K[],
    refine: Refine<R>,
  ): Promise<Pick<R, K>[]> {
    const query = this.manager.createQueryBuilder(row, 'r').select([]);
    for (const column of columns) query.addSelect(`r.${column}`, column);
    refine(query);
    const found = await query.getRawMany<Record<K, unknown>>();
    return found.map((raw) => this.hydrated(row, columns, raw));
  }

  /** The named columns of one row, or null. */
  async first<R extends object, K extends keyof R & string>(
    row: RowClass<R>,
    columns: readonly K[],
    refine: Refine<R>,
  ): Promise<Pick<R, K> | null> {
    const [found] = await this.all(row, columns, (query) => {
      refine(query);
      query.limit(1);
    });
    return found ?? null;
  }

  /** How many rows the query leaves. */
  async count<R extends object>(row: RowClass<R>, refine: Refine<R>): Promise<number> {
    const query = this.manager.createQueryBuilder(row, 'r').select('COUNT(*)', 'n');
    refine(query);
    const found = await query.getRawOne<{ n: string | number }>();
    return Number(found?.n ?? 0);
  }

  private hydrated<R extends object, K extends keyof R & string>(
    row: RowClass<R>,
    columns: readonly K[],
    raw: Record<K, unknown>,
  ): Pick<R, K> {
    const { driver } = this.manager.dataSource;
    const metadata = this.manager.dataSource.getMetadata(row);
    const values = columns.map((name) => {
      const column = metadata.findColumnWithPropertyName(name);
      return [name, column ? (driver.prepareHydratedValue(raw[name], column) as unknown) : raw[name]];
    });
    return Object.fromEntries(values) as Pick<R, K>;
  }
}

/** One transaction: reads see its own writes. */
export class Tx extends Reader {
  private readonly later: (() => void)[] = [];

  /** Runs once the transaction is committed, and never if it is not. For waking somebody up; what must happen is a row. */
  afterCommit(run: () => void): void {
    this.later.push(run);
  }

  /** Used by the database at the commit. */
  get committed(): readonly (() => void)[] {
    return this.later;
  }

  /** As `first`, and nobody else changes the row until this transaction ends. SQLite has one writer anyway. */
  async firstLocked<R extends object, K extends keyof R & string>(
    row: RowClass<R>,
    columns: readonly K[],
    refine: Refine<R>,
  ): Promise<Pick<R, K> | null> {
    const canLock = this.manager.dataSource.options.type !== 'better-sqlite3';
    return this.first(row, columns, (query) => {
      refine(query);
      if (canLock) query.setLock('pessimistic_write');
    });
  }

  async insert<R extends object>(row: RowClass<R>, values: R | readonly R[]): Promise<void> {
    const list = [values].flat() as ObjectLiteral[];
    if (list.length === 0) return;
    const query = this.manager.createQueryBuilder().insert().into<ObjectLiteral>(row);
    await query.values(list).updateEntity(false).execute();
  }

  /** Changes every row that fits and tells how many there were. */
  async update<R extends object>(
    row: RowClass<R>,
    set: Partial<R>,
    where: string,
    params: Params,
  ): Promise<number> {
    const query = this.manager.createQueryBuilder().update(row) as UpdateQueryBuilder<ObjectLiteral>;
    const { affected } = await query.set(set).where(where, params).execute();
    return affected ?? 0;
  }

  /** The guarded change of one row: false where the guard in `where` no longer holds. */
  async updateOne<R extends object>(
    row: RowClass<R>,
    set: Partial<R>,
    where: string,
    params: Params,
  ): Promise<boolean> {
    const affected = await this.update(row, set, where, params);
    if (affected > 1) throw new Error(`a guarded change met ${affected} rows of ${row.name}`);
    return affected === 1;
  }

  async delete<R extends object>(row: RowClass<R>, where: string, params: Params): Promise<number> {
    const { affected } = await this.manager
      .createQueryBuilder()
      .delete()
      .from(row)
      .where(where, params)
      .execute();
    return affected ?? 0;
  }
}
