import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { shapeOf, type Params } from './statements.js';

/** The class of a row. */
export type RowClass<R> = new () => R;

/** Narrows a query over the row, whose alias is `r`, where what narrows it is put together. */
export type Refine<R extends object> = (query: SelectQueryBuilder<R>) => unknown;

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
    return this.opened(row, columns, await query.getRawMany());
  }

  /** The named columns of all rows that fit, in words of the database such as `case_id = :id ORDER BY seq`: the same, where every call asks alike. */
  async where<R extends object, K extends keyof R & string>(
    row: RowClass<R>,
    columns: readonly K[],
    fits: string,
    params: Params = {},
  ): Promise<Pick<R, K>[]> {
    const { text } = shapeOf(this.manager.dataSource, row).select(columns);
    return this.sql(row, columns, `${text} WHERE ${fits}`, params);
  }

  /** The rows of a whole statement that gives these columns the names of the properties; for the few that neither of the others can say well. */
  async sql<R extends object, K extends keyof R & string>(
    row: RowClass<R>,
    columns: readonly K[],
    text: string,
    params: Params,
  ): Promise<Pick<R, K>[]> {
    const [sql, values] = shapeOf(this.manager.dataSource, row).bound(text, params);
    return this.opened(row, columns, await this.manager.query(sql, values));
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

  private opened<R extends object, K extends keyof R & string>(
    row: RowClass<R>,
    columns: readonly K[],
    found: readonly Record<string, unknown>[],
  ): Pick<R, K>[] {
    const { open } = shapeOf(this.manager.dataSource, row).select(columns);
    return found.map((raw) => open(raw) as Pick<R, K>);
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
    if (list.length > 0) await this.run(...shapeOf(this.manager.dataSource, row).insert(list));
  }

  /** Changes every row that fits and tells how many there were. */
  update<R extends object>(
    row: RowClass<R>,
    set: Partial<R>,
    where: string,
    params: Params,
  ): Promise<number> {
    return this.run(...shapeOf(this.manager.dataSource, row).update(set, where, params));
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

  delete<R extends object>(row: RowClass<R>, where: string, params: Params): Promise<number> {
    return this.run(...shapeOf(this.manager.dataSource, row).delete(where, params));
  }

  private async run(text: string, values: unknown[]): Promise<number> {
    const { queryRunner } = this.manager;
    if (!queryRunner) throw new Error('a transaction without its connection');
    const { affected } = await queryRunner.query(text, values, true);
    return affected ?? 0;
  }
}
