import { Brackets, type SelectQueryBuilder, type WhereExpressionBuilder } from 'typeorm';
import { levels } from '@songtao/shared/access/role.js';
import { reachOf, type Scope } from '@songtao/shared/access/scope.js';
import { CasePartyRow } from './case.row.js';

/** Rank of a level in the columns `floor` and `reached`. */
export const rankOf = (level: (typeof levels)[number]): number => levels.indexOf(level);

/** Narrows a query to the cases that the scope may load: the SQL side of `mayLoad`. Throws without a scope. */
export function withinScope<R extends object>(
  query: SelectQueryBuilder<R>,
  scope: Scope,
  alias = 'r',
): SelectQueryBuilder<R> {
  if (!scope) throw new Error('no scope: nothing is loaded without one');
  if (scope.kind === 'system') return query;
  const party = query
    .subQuery()
    .select('1')
    .from(CasePartyRow, 'own')
    .where(`own.caseId = ${alias}.id AND own.person = :scopePerson`)
    .getQuery();
  return query
    .andWhere(
      new Brackets((any) => {
        scope.grants.forEach((grant, index) => {
          const reach = reachOf(grant);
          if (reach && reach.values.length > 0)
            any.orWhere(new Brackets((all) => reachSql(all, reach, { index, alias })));
        });
        any.orWhere(`EXISTS ${party}`);
      }),
    )
    .setParameter('scopePerson', scope.person);
}

function reachSql(
  all: WhereExpressionBuilder,
  reach: NonNullable<ReturnType<typeof reachOf>>,
  { index, alias }: { index: number; alias: string },
): void {
  const rank = rankOf(reach.level);
  const [one, ...more] = reach.values;
  // Equality lets the index lead; IN only where there are several grids or households.
  if (more.length === 0) all.where(`${alias}.${reach.column} = :reach${index}`, { [`reach${index}`]: one });
  else all.where(`${alias}.${reach.column} IN (:...reach${index})`, { [`reach${index}`]: reach.values });
  all.andWhere(`${alias}.floor <= ${rank} AND ${alias}.reached >= ${rank}`);
  if (reach.line) all.andWhere(`${alias}.line = :line${index}`, { [`line${index}`]: reach.line });
}
