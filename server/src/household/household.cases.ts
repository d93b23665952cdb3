import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { HouseholdView } from '@songtao/shared/api/registry.js';
import { receiptWords } from '@songtao/shared/calendar/words.js';
import { workflowOf, type Category } from '@songtao/shared/category/registry.js';
import { CaseRecordRow } from '../case/case.row.js';
import { withinScope } from '../case/case.scope.js';
import { titleOf } from '../case/case.view.js';
import { Database } from '../platform/database.js';

const MOST = 50;

/** The cases that a household's file shows: those that its reader may load, and no others. */
@Injectable()
export class HouseholdCases {
  constructor(@Inject(Database) private readonly database: Database) {}

  async of(scope: Scope, household: string): Promise<HouseholdView['cases']> {
    const columns = ['id', 'number', 'category', 'titleKey', 'status', 'kind', 'started'] as const;
    const found = await this.database.read().all(CaseRecordRow, columns, (query) => {
      query.where('r.household = :household', { household });
      withinScope(query, scope).orderBy('r.started', 'DESC').addOrderBy('r.id', 'DESC').limit(MOST);
    });
    return found.map(({ id, number, category, titleKey, status, kind, started }) => {
      const workflow = workflowOf(category as Category);
      const says = workflow.states[status]?.says ?? '';
      return {
        id,
        number: receiptWords(number),
        title: titleOf(workflow, titleKey),
        says,
        open: kind !== 'closed',
        at: started,
      };
    });
  }

  /** Household -> how many of its open cases this reader may load. */
  async open(scope: Scope, households: readonly string[]): Promise<Map<string, number>> {
    if (households.length === 0) return new Map();
    const found = await this.database.read().all(CaseRecordRow, ['household'], (query) => {
      query.where(`r.household IN (:...households) AND r.kind <> 'closed'`, { households });
      withinScope(query, scope);
    });
    const open = new Map<string, number>();
    for (const { household } of found) if (household) open.set(household, (open.get(household) ?? 0) + 1);
    return open;
  }
}
