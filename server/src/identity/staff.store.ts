import { Inject, Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Grant } from '@songtao/shared/access/scope.js';
import type { Line } from '@songtao/shared/access/line.js';
import type { StaffRole } from '@songtao/shared/access/role.js';
import type { Day } from '@songtao/shared/calendar/calendar.js';
import { Database } from '../platform/database.js';
import type { Reader, Tx } from '../platform/tx.js';
import { RosterMemory } from './roster.memory.js';
import type { Post } from './route.model.js';
import { DutyRow, StaffRoleRow } from './staff.row.js';

const columns = [
  'id',
  'person',
  'role',
  'area',
  'grids',
  'households',
  'line',
  'validFrom',
  'validTo',
] as const;
type Found = Pick<StaffRoleRow, (typeof columns)[number]>;

/** A role as it is kept: a post on the roster with the households of a help person. */
export interface KeptRole extends Post {
  readonly id: string;
  readonly households: readonly string[];
}

/** A role to be kept, and where it is counted. */
export type NewRole = KeptRole & { readonly county: string; readonly town: string | null };

const roleOf = ({ validFrom, validTo, ...row }: Found): KeptRole => ({
  ...row,
  role: row.role as StaffRole,
  line: row.line as Line | null,
  from: validFrom,
  to: validTo,
});

const inForce = '(r.validFrom <= :day AND (r.validTo IS NULL OR r.validTo >= :day))';
const steady = <R extends object>(query: SelectQueryBuilder<R>) =>
  query.addOrderBy('r.validFrom').addOrderBy('r.id');

const named = `r.id AS id, r.person AS person, r.role AS role, r.area AS area, r.grids AS grids, r.households AS households,
  r.line AS line, r.valid_from AS validFrom, r.valid_to AS validTo`;
const today = '(r.valid_from <= :day AND (r.valid_to IS NULL OR r.valid_to >= :day))';

// One's own roles and those of colleagues who are away: asked for every call, so in one statement.
const grantsSql = `SELECT ${named} FROM staff_role r WHERE r.person = :person AND ${today}
  UNION ALL
  SELECT ${named} FROM leave_cover l JOIN staff_role r ON r.person = l.person
  WHERE l.cover = :person AND l.state = 'agreed' AND l.first_day <= :day AND l.last_day >= :day AND ${today}
  ORDER BY validFrom, id`;

@Injectable()
export class StaffStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RosterMemory) private readonly memory: RosterMemory,
  ) {}

  /** What a person may do today: own roles, and those of colleagues covered today. */
  async grantsOf(person: string, day: Day): Promise<Grant[]> {
    const found = await this.database.read().sql(StaffRoleRow, columns, grantsSql, { person, day });
    const own = found.filter((row) => row.person === person);
    const covered = found.filter((row) => row.person !== person);
    return [
      ...own.map((row) => grantOf(roleOf(row))),
      ...covered.map((row) => grantOf(roleOf(row), row.person)),
    ];
  }

  async rolesOf(people: readonly string[], day: Day): Promise<KeptRole[]> {
    if (people.length === 0) return [];
    const found = await this.database
      .read()
      .all(StaffRoleRow, columns, (query) =>
        steady(query.where('r.person IN (:...people)', { people }).andWhere(inForce, { day })),
      );
    return found.map(roleOf);
  }

  /** Roles of all times, the one that began last at the end. */
  async historyOf(people: readonly string[], db: Reader): Promise<KeptRole[]> {
    if (people.length === 0) return [];
    const fits = `person IN (:...people) ORDER BY valid_from, id`;
    const found = await db.where(StaffRoleRow, columns, fits, { people });
    return found.map(roleOf);
  }

  /** Everybody who works in the town, or in its county above all towns, on that day. */
  async posts(db: Reader, { county, town }: { county: string; town: string }, day: Day): Promise<KeptRole[]> {
    const found = await db.all(StaffRoleRow, columns, (query) =>
      steady(
        query
          .where('(r.town = :town OR (r.county = :county AND r.town IS NULL))', { town, county })
          .andWhere(inForce, { day }),
      ),
    );
    return found.map(roleOf);
  }

  /** Roles of a town, or of a county with all its towns, by id. */
  async page(
    area: string,
    day: Day,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<KeptRole[]> {
    const found = await this.database.read().all(StaffRoleRow, columns, (query) =>
      query
        .where(area.length === 6 ? 'r.county = :area' : 'r.town = :area', { area })
        .andWhere(inForce, { day })
        .andWhere('r.id > :after', { after: after ?? '' })
        .orderBy('r.id')
        .limit(limit),
    );
    return found.map(roleOf);
  }

  /** One line of the roster, of today or of any day. */
  async post(id: string): Promise<KeptRole | null> {
    const found = await this.database
      .read()
      .first(StaffRoleRow, columns, (query) => query.where('r.id = :id', { id }));
    return found && roleOf(found);
  }

  async dutyOf(db: Reader, town: string, day: Day): Promise<string | null> {
    const row = await db.first(DutyRow, ['person'], (query) =>
      query.where('r.town = :town AND r.day = :day', { town, day }),
    );
    return row?.person ?? null;
  }

  duties(town: string, from: Day, to: Day): Promise<Pick<DutyRow, 'day' | 'person'>[]> {
    return this.database
      .read()
      .all(DutyRow, ['day', 'person'], (query) =>
        query.where('r.town = :town AND r.day BETWEEN :from AND :to', { town, from, to }).orderBy('r.day'),
      );
  }

  async insertRole(tx: Tx, { from, to, grids, households, ...role }: NewRole): Promise<void> {
    this.memory.forget(tx);
    const lists = { grids: [...grids], households: [...households] };
    await tx.insert(StaffRoleRow, { ...role, ...lists, validFrom: from, validTo: to });
  }

  async changeRole(tx: Tx, id: string, { grids, to }: Pick<KeptRole, 'grids' | 'to'>): Promise<void> {
    this.memory.forget(tx);
    await tx.updateOne(StaffRoleRow, { grids: [...grids], validTo: to }, 'id = :id', { id });
  }

  /** From the next call on the role is no longer held. */
  endRole(tx: Tx, id: string, lastDay: Day): Promise<boolean> {
    this.memory.forget(tx);
    return tx.updateOne(StaffRoleRow, { validTo: lastDay }, 'id = :id', { id });
  }

  async putDuty(tx: Tx, { town, day, person }: DutyRow): Promise<void> {
    this.memory.forget(tx);
    const changed = await tx.updateOne(DutyRow, { person }, 'town = :town AND day = :day', { town, day });
    if (!changed) await tx.insert(DutyRow, { town, day, person });
  }
}

function grantOf(post: KeptRole, absent?: string): Grant {
  const { role, area, grids, households, line } = post;
  return { role, area, grids, households, ...(line && { line }), ...(absent && { for: absent }) };
}
