import { Inject, Injectable } from '@nestjs/common';
import { startOfDay, type Day } from '@songtao/shared/calendar/calendar.js';
import type { Keep } from './data-map.words.js';
import { Database } from './database.js';
import type { RowClass } from './tx.js';

/** Rows that go in one transaction: whoever writes meanwhile waits for no more. */
const BATCH = 500;

/** Ends what has been kept long enough, whatever table it is in: the list of the data map is all it knows. */
@Injectable()
export class KeptStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Deletes the rows of a table whose months began before a day, or empties their columns where the list says so; how many. */
  async end(table: string, { since = '', only, empties }: Keep, day: Day): Promise<number> {
    const meta = this.database.sources.writer.entityMetadatas.find(({ tableName }) => tableName === table);
    if (!meta) return 0;
    const row = meta.target as RowClass<Record<string, unknown>>;
    const column = meta.findColumnWithDatabaseName(since);
    const before = column?.type === 'datetime' ? new Date(startOfDay(day)) : day;
    const property = (name: string): string => meta.findColumnWithDatabaseName(name)?.propertyName ?? name;
    const set = empties && Object.fromEntries(empties.map((name) => [property(name), null]));
    const old = [
      `${since} < :before`,
      ...(only ? [only] : []),
      ...(empties ?? []).map((name) => `${name} IS NOT NULL`),
    ].join(' AND ');
    let ended = 0;
    for (;;) {
      const bound = await this.bound(row, property(since), old, before);
      const fits = bound === null ? old : `${old} AND ${since} <= :bound`;
      const params = { before, ...(bound !== null && { bound }) };
      ended += await this.database.write((tx) =>
        set ? tx.update(row, set, fits, params) : tx.delete(row, fits, params),
      );
      if (bound === null) return ended;
    }
  }

  // Where one batch ends; null where what is left is no more than one.
  private async bound(
    row: RowClass<Record<string, unknown>>,
    since: string,
    old: string,
    before: Date | Day,
  ): Promise<Date | Day | null> {
    const [last] = await this.database.read().all(row, [since], (query) =>
      query
        .where(old, { before })
        .orderBy(`r.${since}`)
        .offset(BATCH - 1)
        .limit(1),
    );
    const value = last?.[since];
    if (typeof value !== 'string') return null;
    return before instanceof Date ? new Date(value) : value;
  }
}
