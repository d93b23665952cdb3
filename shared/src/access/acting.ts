import { levelOf } from './role.js';
import { reaches, type Placed, type Scope } from './scope.js';
import type { Acting, Party } from '../workflow/fold.js';

/** Every capacity in which a scope may touch a case: as a party, by a role whose reach covers it, by a role of somebody covered, or as the engine. */
export function actingOn(scope: Scope, row: Placed, parties: readonly Party[]): readonly Acting[] {
  if (scope.kind === 'system') return [{ kind: 'system' }];
  const asParty = parties.map((party): Acting => ({ kind: 'party', party }));
  const asRole = scope.grants.flatMap((grant): Acting[] => {
    const level = levelOf[grant.role];
    if (!level || !reaches(grant, row)) return [];
    return [{ kind: 'role', role: grant.role, level, ...(grant.for && { for: grant.for }) }];
  });
  return [...asParty, ...asRole];
}
