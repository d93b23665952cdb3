import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import { Database } from '../platform/database.js';
import { CaseRecordRow } from './case.row.js';
import { withinScope } from './case.scope.js';

const MOST = 50;
const columns = ['id', 'number', 'category', 'titleKey', 'status', 'kind', 'started'] as const;

/** The cases of households that a reader may load, and no others. */
@Injectable()
export class HouseholdCasesStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first. */
  of(scope: Scope, household: string): Promise<Pick<CaseRecordRow, (typeof columns)[number]>[]> {
    const { text, params } = withinScope(scope);
    const fits = `household = :household AND ${text} ORDER BY started DESC, id DESC LIMIT ${MOST}`;
    return this.database.read().where(CaseRecordRow, columns, fits, { household, ...params });
  }

  /** Household -> how many of its open cases. */
  async open(scope: Scope, households: readonly string[]): Promise<Map<string, number>> {
    if (households.length === 0) return new Map();
    const { text, params } = withinScope(scope);
    const fits = `household IN (:...households) AND kind <> 'closed' AND ${text}`;
    const found = await this.database
      .read()
      .where(CaseRecordRow, ['household'], fits, { households, ...params });
    const open = new Map<string, number>();
    for (const { household } of found) if (household) open.set(household, (open.get(household) ?? 0) + 1);
    return open;
  }
}
