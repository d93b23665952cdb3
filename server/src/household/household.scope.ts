import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { reachOf, type Scope } from '@songtao/shared/access/scope.js';
import type { HouseholdRow } from './household.row.js';

// A file of a household is for the village and the town: the county sees the cases that were handed up to it, a line its referrals.
const forFiles = (scope: Extract<Scope, { kind: 'person' }>) =>
  scope.grants.flatMap((grant) => {
    const reach = reachOf(grant);
    return reach && reach.level !== 'county' && reach.line === undefined && reach.values.length > 0
      ? [reach]
      : [];
  });

/** Narrows a query over households, whose alias is `r`, to those whose file this scope may open. Throws without a scope. */
export function withinReach(
  query: SelectQueryBuilder<HouseholdRow>,
  scope: Scope,
): SelectQueryBuilder<HouseholdRow> {
  if (!scope) throw new Error('no scope: nothing is loaded without one');
  if (scope.kind === 'system') return query;
  return query.andWhere(
    new Brackets((any) => {
      any.where('r.id = :ownHousehold', { ownHousehold: scope.household ?? '' });
      forFiles(scope).forEach(({ column, values }, index) => {
        const name = column === 'household' ? 'id' : column;
        any.orWhere(`r.${name} IN (:...reach${index})`, { [`reach${index}`]: values });
      });
    }),
  );
}
