import { Injectable } from '@nestjs/common';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { Level } from '@songtao/shared/access/role.js';
import type { Category } from '@songtao/shared/category/registry.js';
import { worklists, type Worklist, type WorklistKey } from '@songtao/shared/worklist/worklist.js';
import type { Reader } from '../platform/tx.js';
import type { CaseSummary } from './case.model.js';
import { CasePartyRow, CaseRecordRow, CaseTaskRow } from './case.row.js';
import { withinScope } from './case.scope.js';

const columns = [
  'id',
  'number',
  'category',
  'titleKey',
  'county',
  'town',
  'village',
  'grid',
  'villageGroup',
  'household',
  'line',
  'subjectName',
  'status',
  'urgent',
  'version',
  'owner',
  'level',
  'due',
  'started',
  'lastAt',
] as const satisfies readonly (keyof CaseRecordRow)[];

/** Where a page begins: the last row of the page before, as the client hands it back. */
interface Cursor {
  readonly at: string;
  readonly id: string;
}

/** Named lists of cases, within the reader's scope, by keyset. */
@Injectable()
export class ListStore {
  async page(
    db: Reader,
    scope: Extract<Scope, { kind: 'person' }>,
    key: WorklistKey,
    {
      q,
      after,
      limit,
      now,
    }: { q?: string | undefined; after?: string | undefined; limit: number; now: string },
  ): Promise<{ items: CaseSummary[]; next: string | null }> {
    const list: Worklist = worklists[key];
    const order = list.order === 'due' ? 'due' : 'started';
    const found = await db.all(CaseRecordRow, columns, (query) => {
      query.where('1 = 1');
      withinScope(query, scope);
      narrow(query, list, { person: scope.person, now });
      if (q) search(query, q);
      if (after) fromCursor(query, list.order, read(after));
      query
        .orderBy(`r.${order}`, list.order === 'due' ? 'ASC' : 'DESC')
        .addOrderBy('r.id', list.order === 'due' ? 'ASC' : 'DESC');
      query.limit(limit + 1);
    });
    const items = found.slice(0, limit).map(summaryOf);
    const last = items.at(-1);
    return {
      items,
      next:
        found.length > limit && last
          ? write({ at: (list.order === 'due' ? last.due : last.started) ?? last.started, id: last.id })
          : null,
    };
  }
}

function narrow(
  query: SelectQueryBuilder<CaseRecordRow>,
  { where }: Worklist,
  { person, now }: { person: string; now: string },
): void {
  if (where.status) query.andWhere('r.status IN (:...status)', { status: where.status });
  if (where.category) query.andWhere('r.category = :category', { category: where.category });
  if (where.open) query.andWhere(`r.kind <> 'closed'`);
  if (where.overdue) query.andWhere('r.due < :now', { now: new Date(now) });
  // A case without a due time is closed; a list by due time leaves it out, so that its keyset has no holes.
  if (where.mine === 'party') query.andWhere(`EXISTS ${partySql(query)}`, { person });
  if (where.mine === 'holder') query.andWhere(`EXISTS ${taskSql(query)}`, { person });
}

function partySql(query: SelectQueryBuilder<CaseRecordRow>): string {
  return query
    .subQuery()
    .select('1')
    .from(CasePartyRow, 'p')
    .where(`p.caseId = r.id AND p.person = :person AND p.party IN ('reporter', 'subject', 'follower')`)
    .getQuery();
}

function taskSql(query: SelectQueryBuilder<CaseRecordRow>): string {
  return query
    .subQuery()
    .select('1')
    .from(CaseTaskRow, 't')
    .where('t.caseId = r.id AND t.holder = :person AND t.closedAt IS NULL')
    .getQuery();
}

function search(query: SelectQueryBuilder<CaseRecordRow>, q: string): void {
  const digits = q.replace(/\s/g, '');
  query.andWhere(
    new Brackets((any) => {
      any.where(`r.subjectName LIKE :name ESCAPE '|'`, { name: `%${q.replace(/[|%_]/g, '|$&')}%` });
      if (/^\d{3,20}$/.test(digits)) any.orWhere('r.number LIKE :number', { number: `%${digits}` });
    }),
  );
}

function fromCursor(
  query: SelectQueryBuilder<CaseRecordRow>,
  order: Worklist['order'],
  { at, id }: Cursor,
): void {
  const column = order === 'due' ? 'r.due' : 'r.started';
  const sign = order === 'due' ? '>' : '<';
  query.andWhere(`(${column} ${sign} :at OR (${column} = :at AND r.id ${sign} :afterId))`, {
    at: new Date(at),
    afterId: id,
  });
}

const write = ({ at, id }: Cursor): string => `${at}~${id}`;

function read(text: string): Cursor {
  const [at = '', id = ''] = text.split('~');
  return { at: Number.isNaN(Date.parse(at)) ? '1970-01-01T00:00:00.000Z' : at, id };
}

function summaryOf(row: Pick<CaseRecordRow, (typeof columns)[number]>): CaseSummary {
  return {
    ...row,
    category: row.category as Category,
    group: row.villageGroup,
    level: row.level as Level | null,
    // Lists never carry what is sealed, and the scope has already been asked.
    subjectPhone: null,
    floor: 'village',
    reached: 'county',
    reportedAt: row.started,
  };
}
