import { levels, type Level } from '@songtao/shared/access/role.js';
import { reachOf, type Reach, type Scope } from '@songtao/shared/access/scope.js';
import type { Params } from '../platform/statements.js';

/** Rank of a level in the columns `floor` and `reached`. */
export const rankOf = (level: Level): number => levels.indexOf(level);

/** What a row must fulfil, in words of the database, and the values that it names. */
export interface Condition {
  readonly text: string;
  readonly params: Params;
}

const highest = levels.length - 1;

/** Each reach of a scope by itself, over rows of the table or alias: an index can lead through one, and through none where they are joined by OR. */
export function reachesOf({ grants }: Extract<Scope, { kind: 'person' }>, table: string): Condition[] {
  return grants
    .flatMap((grant) => reachOf(grant) ?? [])
    .filter(({ values }) => values.length > 0)
    .map((reach, index) => reachSql(reach, table, index));
}

/** The cases that the scope may load: the SQL side of `mayLoad`. Throws without a scope. */
export function withinScope(scope: Scope, table = 'case_record'): Condition {
  if (!scope) throw new Error('no scope: nothing is loaded without one');
  if (scope.kind === 'system') return { text: '1 = 1', params: {} };
  const reaches = reachesOf(scope, table);
  const party = `EXISTS (SELECT 1 FROM case_party own WHERE own.case_id = ${table}.id AND own.person = :scopePerson)`;
  return {
    text: `(${[...reaches.map(({ text }) => text), party].join(' OR ')}) AND ${table}.erased_at IS NULL`,
    params: Object.assign({ scopePerson: scope.person }, ...reaches.map(({ params }) => params)) as Params,
  };
}

// Equality wherever it says the same, so that an index that ends in a date is read in its order.
function reachSql({ level, column, values, line }: Reach, table: string, index: number): Condition {
  const rank = rankOf(level);
  const place = values.length === 1 ? `= :reach${index}` : `IN (:...reach${index})`;
  const text = [
    `${table}.${column} ${place}`,
    ...(rank === 0 ? [`${table}.floor = 0`] : []),
    ...(rank > 0 && rank < highest ? [`${table}.floor <= ${rank}`, `${table}.reached >= ${rank}`] : []),
    ...(rank === highest ? [`${table}.reached = ${rank}`] : []),
    ...(line ? [`${table}.line = :line${index}`] : []),
  ].join(' AND ');
  const params = { [`reach${index}`]: values.length === 1 ? values[0] : values, [`line${index}`]: line };
  return { text: `(${text})`, params };
}
