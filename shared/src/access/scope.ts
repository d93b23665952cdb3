import { levels, levelOf, type Level, type StaffRole } from './role.js';
import type { Line } from './line.js';

/** A role as one person holds it today: where, and whom that person covers on leave. */
export interface Grant {
  readonly role: StaffRole;
  /** County, town or village code, as the role asks. */
  readonly area: string;
  /** A grid worker's own grids. */
  readonly grids?: readonly string[];
  /** A help person's assigned households. */
  readonly households?: readonly string[];
  readonly line?: Line;
  /** The absent person whose reach this is. */
  readonly for?: string;
}

/** In whose name a store is asked; nothing is loaded without one. */
export type Scope =
  | {
      readonly kind: 'person';
      readonly person: string;
      readonly grants: readonly Grant[];
      /** One's own household, once a cadre has confirmed it. */
      readonly household: string | null;
      /** The village in which a villager lives, or said to live. */
      readonly village: string | null;
    }
  /** Background work, audited by its reason. */
  | { readonly kind: 'system'; readonly reason: string };

/** The columns by which every scoped row can be reached. */
export interface Placed {
  readonly county: string;
  readonly town: string;
  readonly village: string;
  readonly grid: string | null;
  readonly household: string | null;
  readonly line: string | null;
  readonly floor: Level;
  readonly reached: Level;
}

/** What one grant reaches: rows whose column has one of the values, at a level between floor and reached. The one rule from which SQL and `mayLoad` are both made. */
export interface Reach {
  readonly level: Level;
  readonly column: 'county' | 'town' | 'village' | 'grid' | 'household';
  readonly values: readonly string[];
  /** Only cases of this line. */
  readonly line?: Line;
}

/** The reach of one grant; null for a role that sees no case (admin). */
export function reachOf(grant: Grant): Reach | null {
  const level = levelOf[grant.role];
  switch (grant.role) {
    case 'gridWorker':
      return { level: 'village', column: 'grid', values: grant.grids ?? [] };
    case 'helpPerson':
      return { level: 'village', column: 'household', values: grant.households ?? [] };
    case 'townLine':
      return grant.line ? { level: 'town', column: 'town', values: [grant.area], line: grant.line } : null;
    case 'admin':
      return null;
    default:
      return level && { level, column: level, values: [grant.area] };
  }
}

/** May this grant load that row? */
export function reaches(grant: Grant, row: Placed): boolean {
  const reach = reachOf(grant);
  if (!reach) return false;
  const value = row[reach.column];
  const fits = value !== null && reach.values.includes(value);
  return (
    fits &&
    (reach.line === undefined || reach.line === row.line) &&
    between(row.floor, reach.level, row.reached)
  );
}

/** May this scope load that row, being a party to it or not? */
export function mayLoad(scope: Scope, row: Placed, isParty: boolean): boolean {
  if (scope.kind === 'system') return true;
  return isParty || scope.grants.some((grant) => reaches(grant, row));
}

/** Levels from `floor` to `reached` hold `level` between them. */
export function between(floor: Level, level: Level, reached: Level): boolean {
  const rank = levels.indexOf(level);
  return levels.indexOf(floor) <= rank && rank <= levels.indexOf(reached);
}
