import { levelOf, type Level, type StaffRole } from './role.js';
import { reaches, type Placed, type Scope } from './scope.js';

/** How a person stands to a case apart from any role: who said it, whose it is, who said it too, who looked at the home. */
export type Party = 'reporter' | 'subject' | 'follower' | 'checker';

/** In what capacity an action was done; `for` names the absent person who is covered. */
export type Acting =
  | { readonly kind: 'role'; readonly role: StaffRole; readonly level: Level; readonly for?: string }
  | { readonly kind: 'party'; readonly party: Party }
  | { readonly kind: 'system' };

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
