import { Inject, Injectable } from '@nestjs/common';
import type { EntityMetadata, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Crypto, type Place } from './crypto.js';
import { Database } from './database.js';
import { sealedColumns, type SealedColumn } from './data-map.js';
import type { RowClass, Tx } from './tx.js';

/** One sealed value where it stands. */
interface SealedValue {
  /** The primary key as the database says it. */
  readonly key: readonly (string | number)[];
  readonly value: string;
}

/** Reads and reseals what is sealed, whatever table it is in: the list of the data map is all it knows. */
@Injectable()
export class SealedStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Crypto) private readonly crypto: Crypto,
  ) {}

  /** Sealed columns of the tables that this database has. */
  columns(): SealedColumn[] {
    return sealedColumns.filter(({ table }) => this.findTable(table) !== undefined);
  }

  /** Values that are not sealed under that key, in the order of their primary keys and behind one of them. */
  async stale(
    column: SealedColumn,
    keyId: string,
    { after, limit }: { after: SealedValue | null; limit: number },
  ): Promise<SealedValue[]> {
    const name = `t.${column.column}`;
    return this.page(column, limit, (query) => {
      query.where(`${name} LIKE 'v1.%' AND ${name} NOT LIKE :own`, { own: `v1.${keyId}.%` });
      if (after) this.behind(query, column, after);
    });
  }

  async countStale(column: SealedColumn, keyId: string): Promise<number> {
    const name = `t.${column.column}`;
    const found = await this.query(column)
      .select('COUNT(*)', 'n')
      .where(`${name} LIKE 'v1.%' AND ${name} NOT LIKE :own`, { own: `v1.${keyId}.%` })
      .getRawOne<{ n: string | number }>();
    return Number(found?.n ?? 0);
  }

  /** Whether anything is still sealed under that key. */
  async isUsed(column: SealedColumn, keyId: string): Promise<boolean> {
    const name = `t.${column.column}`;
    const found = await this.page(column, 1, (query) =>
      query.where(`${name} LIKE :own`, { own: `v1.${keyId}.%` }),
    );
    return found.length > 0;
  }

  /** Seals a value under the current key. False where it does not open, or somebody wrote there meanwhile. */
  async reseal(tx: Tx, column: SealedColumn, { key, value }: SealedValue): Promise<boolean> {
    const place: Place = { ...column, rowId: key.join(':') };
    let plain: string;
    try {
      plain = this.crypto.open(place, value);
    } catch {
      return false;
    }
    const meta = this.table(column);
    const property = meta.findColumnWithDatabaseName(column.column)?.propertyName ?? '';
    const set = { [property]: this.crypto.seal(place, plain) };
    const own = keysOf(meta).map((name, index) => `${name} = :k${index}`);
    const params = Object.fromEntries(key.map((part, index) => [`k${index}`, part]));
    const where = `${own.join(' AND ')} AND ${column.column} = :value`;
    return tx.updateOne(meta.target as RowClass<object>, set, where, { ...params, value });
  }

  private async page(
    column: SealedColumn,
    limit: number,
    refine: (query: SelectQueryBuilder<ObjectLiteral>) => unknown,
  ): Promise<SealedValue[]> {
    const keys = keysOf(this.table(column));
    const query = this.query(column).select(`t.${column.column}`, 'value');
    for (const [index, name] of keys.entries())
      query.addSelect(`t.${name}`, `k${index}`).addOrderBy(`t.${name}`);
    refine(query);
    const found = await query.limit(limit).getRawMany<Record<string, string | number>>();
    return found.map((row) => ({
      key: keys.map((_name, index) => row[`k${index}`] ?? ''),
      value: String(row['value']),
    }));
  }

  // (a, b) > (:a, :b), written so that every database walks along the key.
  private behind(query: SelectQueryBuilder<ObjectLiteral>, column: SealedColumn, { key }: SealedValue): void {
    const [first = '', second] = keysOf(this.table(column)).map((name) => `t.${name}`);
    const [a, b] = key;
    if (second === undefined) query.andWhere(`${first} > :a`, { a });
    else query.andWhere(`${first} >= :a AND (${first} > :a OR ${second} > :b)`, { a, b });
  }

  private query({ table }: SealedColumn) {
    return this.database.read().manager.createQueryBuilder().from<ObjectLiteral>(table, 't');
  }

  private table({ table }: SealedColumn): EntityMetadata {
    const found = this.findTable(table);
    if (!found) throw new Error(`no table ${table}`);
    return found;
  }

  private findTable(table: string): EntityMetadata | undefined {
    return this.database.sources.reader.entityMetadatas.find(({ tableName }) => tableName === table);
  }
}

const keysOf = ({ primaryColumns }: EntityMetadata): string[] =>
  primaryColumns.map(({ databaseName }) => databaseName);
