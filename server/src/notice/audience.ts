import { levelOf, type Role } from '@songtao/shared/access/role.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import { noticeApi } from '@songtao/shared/api/notice.js';
import { contains } from '@songtao/shared/area/area.js';

const { access } = noticeApi.write;

/** Roles that write notices and check them. */
export const writerRoles: readonly Role[] = typeof access === 'string' ? [] : access;

/** Which notices somebody may load. */
export interface Audience {
  /** Areas to whose notices one listens: one's village, the town and county around it. */
  readonly areas: readonly string[];
  /** Areas in which one works: of these everything. */
  readonly under: readonly string[];
  /** Areas whose 公示 one may read: the village in which one's household is confirmed, and what one works for. */
  readonly names: readonly string[];
}

const around = (code: string): string[] =>
  [6, 9, 12].filter((length) => length <= code.length).map((length) => code.slice(0, length));

// A line and a help person work for some households, not for the place; nobody else's name is theirs to read.
const seesNames = (role: Role): boolean =>
  role !== 'villager' && levelOf[role] !== null && role !== 'townLine' && role !== 'helpPerson';

/** The audiences to which a person belongs; who has said no village belongs to the town `home`. Throws without a scope. */
export function audienceOf(scope: Scope, home: string): Audience {
  if (!scope) throw new Error('no scope: nothing is loaded without one');
  if (scope.kind === 'system')
    return { areas: [], under: around(home).slice(0, 1), names: around(home).slice(0, 1) };
  const works = scope.grants.map(({ area }) => area);
  const confirmed = scope.household !== null && scope.village !== null ? [scope.village] : [];
  return {
    areas: [...new Set([scope.village ?? home, ...works].flatMap(around))],
    under: works,
    names: [...confirmed, ...scope.grants.filter(({ role }) => seesNames(role)).map(({ area }) => area)],
  };
}

/** May somebody write, check and withdraw notices there? */
export function mayWrite(scope: Scope, area: string): boolean {
  return (
    scope.kind === 'person' &&
    scope.grants.some((grant) => writerRoles.includes(grant.role) && contains(grant.area, area))
  );
}
