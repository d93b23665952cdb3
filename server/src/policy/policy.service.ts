import { Inject, Injectable } from '@nestjs/common';
import type { Calendar, Day } from '@songtao/shared/calendar/calendar.js';
import { prcCalendar } from '@songtao/shared/calendar/data/prc.js';
import {
  policyParamRow,
  resolveParams,
  type Params,
  type PolicyParamRow as ParamRow,
} from '@songtao/shared/policy/param.js';
import { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { Tx } from '../platform/tx.js';
import { PolicyParamRow } from './policy.row.js';

const KEPT_MS = 10_000;
const columns = ['paramKey', 'value', 'unit', 'validFrom', 'validTo', 'region', 'docNo', 'source'] as const;

/** Parameters of policy as they are in force in a place on a day. */
@Injectable()
export class PolicyService {
  readonly calendar: Calendar = prcCalendar;
  private kept: { rows: readonly ParamRow[]; until: number } | null = null;

  constructor(@Inject(Database) private readonly database: Database) {}

  async params(region: string, day: Day): Promise<Params> {
    return resolveParams(await this.rows(), region, day);
  }

  /** Every row, of all times and places; a change is seen within seconds on every replica. */
  async rows(): Promise<readonly ParamRow[]> {
    if (this.kept && this.kept.until > Date.now()) return this.kept.rows;
    const found = await this.database.read().all(PolicyParamRow, columns, (query) => query);
    const rows = found.map(({ paramKey, ...row }) => policyParamRow.parse({ key: paramKey, ...row }));
    this.kept = { rows, until: Date.now() + KEPT_MS };
    return rows;
  }

  async add(tx: Tx, rows: readonly ParamRow[], enteredBy: string | null): Promise<void> {
    await tx.insert(
      PolicyParamRow,
      rows.map(({ key, ...row }) => ({ ...row, id: newId(), paramKey: key, enteredBy })),
    );
    tx.afterCommit(() => {
      this.kept = null;
    });
  }
}
