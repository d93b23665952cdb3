import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { levels, type Level } from '@songtao/shared/access/role.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { Calendar } from '@songtao/shared/calendar/calendar.js';
import type { Category } from '@songtao/shared/category/registry.js';
import type { Params } from '@songtao/shared/policy/param.js';
import type { Row, Task } from '@songtao/shared/workflow/fold.js';
import { ladder, type Rung } from '@songtao/shared/worklist/rung.js';
import { isDuplicate } from '../platform/dialect.js';
import type { Reader, Tx } from '../platform/tx.js';
import type { OpenTask } from './case.model.js';
import { CaseRecordRow, CaseTaskRow, TaskRungRow } from './case.row.js';
import { withinScope } from './case.scope.js';

const columns = [
  'id',
  'caseId',
  'taskKey',
  'holder',
  'level',
  'opened',
  'due',
  'seenAt',
  'nextRungAt',
] as const;
const caseColumns = [
  'id',
  'category',
  'number',
  'county',
  'town',
  'village',
  'grid',
  'household',
  'line',
  'floor',
  'reached',
  'villageGroup',
  'subjectName',
  'status',
  'urgent',
] as const;

/** An open task with what the ladder asks. */
export interface ClimbingTask extends OpenTask {
  readonly seenAt: string | null;
}

/** The open acts of everybody, and the ladder beside them. */
@Injectable()
export class TaskStore {
  /** Opens and closes what a row decided. */
  async apply(
    tx: Tx,
    caseId: string,
    row: Row,
    { urgent, params, calendar }: { urgent: boolean; params: Params; calendar: Calendar },
  ): Promise<void> {
    const { closed = [], opened = [] } = row.decided;
    const over = { closedAt: row.at, openKey: null, nextRungAt: null };
    if (closed.length > 0) await tx.update(CaseTaskRow, over, 'id IN (:...closed)', { closed });
    const rungAt = (task: Pick<Task, 'opened' | 'due'>): string | null =>
      ladder({ ...task, seenAt: null, urgent }, params, calendar)[0]?.at ?? null;
    const tasks = opened.map(({ key, ...task }) => ({
      ...task,
      caseId,
      taskKey: key,
      openKey: `${caseId}.${key}`,
      seenAt: null,
      closedAt: null,
      nextRungAt: rungAt(task),
    }));
    await tx.insert(CaseTaskRow, tasks);
  }

  /** The holder opened the case: the unread rungs fall away. */
  async seen(tx: Tx, caseId: string, holder: string, at: string): Promise<void> {
    await tx.update(
      CaseTaskRow,
      { seenAt: at },
      'case_id = :caseId AND holder = :holder AND closed_at IS NULL AND seen_at IS NULL',
      { caseId, holder },
    );
  }

  /** Open tasks of these people on cases that the scope may load, for a role may end before its tasks are passed on: urgent first, then by due time. */
  async openOf(
    db: Reader,
    scope: Scope,
    { holders, limit }: { holders: readonly string[]; limit: number },
  ): Promise<OpenTask[]> {
    if (holders.length === 0) return [];
    const tasks = await db.all(CaseTaskRow, columns, (query) =>
      held(query, scope, holders)
        .orderBy('c.urgent', 'DESC')
        .addOrderBy('r.due')
        .addOrderBy('r.id')
        .limit(limit),
    );
    return this.withCases(db, tasks);
  }

  /** Open tasks of one person as they fall due, whosever cases: along the index alone, so that somebody who holds very many of them holds nobody up. */
  async heldBy(db: Reader, holder: string, limit: number): Promise<OpenTask[]> {
    const system = { kind: 'system', reason: 'clock' } as const;
    const tasks = await db.all(CaseTaskRow, columns, (query) =>
      held(query, system, [holder]).orderBy('r.due').addOrderBy('r.id').limit(limit),
    );
    return this.withCases(db, tasks);
  }

  /** How many of those there are, and how many of them fall due by then. */
  async countOf(
    db: Reader,
    scope: Scope,
    { holders, dueBy }: { holders: readonly string[]; dueBy: string },
  ): Promise<{ total: number; due: number }> {
    if (holders.length === 0) return { total: 0, due: 0 };
    const total = await db.count(CaseTaskRow, (query) => held(query, scope, holders));
    const due = await db.count(CaseTaskRow, (query) =>
      held(query, scope, holders).andWhere('r.due <= :dueBy', { dueBy: new Date(dueBy) }),
    );
    return { total, due };
  }

  /** Open tasks whose next rung is reached. */
  async atRung(
    db: Reader,
    now: string,
    { after, limit }: { after: string; limit: number },
  ): Promise<ClimbingTask[]> {
    const tasks = await db.all(CaseTaskRow, columns, (query) =>
      query
        .where('r.nextRungAt <= :now AND r.closedAt IS NULL AND r.id > :after', {
          now: new Date(now),
          after,
        })
        .orderBy('r.id')
        .limit(limit),
    );
    return (await this.withCases(db, tasks)) as ClimbingTask[];
  }

  /** Every person who holds an open task. */
  async holders(db: Reader): Promise<string[]> {
    const rows = await db.all(CaseTaskRow, ['holder'], (query) =>
      query.where('r.closedAt IS NULL').groupBy('r.holder'),
    );
    return rows.map((row) => row.holder);
  }

  /** When the ladder is looked at again. */
  async wakeAt(tx: Tx, task: string, next: string | null): Promise<void> {
    await tx.update(CaseTaskRow, { nextRungAt: next }, 'id = :task', { task });
  }

  /** Takes a rung, once. False where it was taken before. */
  async take(tx: Tx, task: string, rung: Rung, at: string): Promise<boolean> {
    try {
      await tx.insert(TaskRungRow, { task, rung, at });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private async withCases(
    db: Reader,
    tasks: readonly Pick<CaseTaskRow, (typeof columns)[number]>[],
  ): Promise<OpenTask[]> {
    if (tasks.length === 0) return [];
    const ids = [...new Set(tasks.map((task) => task.caseId))];
    const cases = await db.all(CaseRecordRow, caseColumns, (query) =>
      query.where('r.id IN (:...ids)', { ids }),
    );
    const byId = new Map(cases.map((row) => [row.id, row]));
    return tasks.flatMap(({ taskKey, level, ...task }) => {
      const found = byId.get(task.caseId);
      if (!found) return [];
      const { id: _, villageGroup: group, category, floor, reached, ...about } = found;
      const placed = { floor: levels[floor] ?? 'county', reached: levels[reached] ?? 'village' };
      return [
        {
          ...task,
          ...about,
          ...placed,
          group,
          key: taskKey,
          level: level as Level,
          category: category as Category,
        },
      ];
    });
  }
}

function held(query: SelectQueryBuilder<CaseTaskRow>, scope: Scope, holders: readonly string[]) {
  const { text, params } = withinScope(scope, 'c');
  return query
    .innerJoin(CaseRecordRow, 'c', 'c.id = r.caseId')
    .where('r.holder IN (:...holders) AND r.closedAt IS NULL', { holders })
    .andWhere(text, params);
}
