import { Inject, Injectable } from '@nestjs/common';
import type { Calendar, Day } from '@songtao/shared/calendar/calendar.js';
import { prcCalendar } from '@songtao/shared/calendar/data/prc.js';
import {
  policyParamRow,
  resolveParams,
  type Params,
  type PolicyParamRow as ParamRow,
} from '@songtao/shared/policy/param.js';
import type { Tx } from '../platform/tx.js';
import { PolicyStore } from './policy.store.js';

const KEPT_MS = 10_000;

/** Parameters of policy as they are in force in a place on a day. */
@Injectable()
export class PolicyService {
  readonly calendar: Calendar = prcCalendar;
  private kept: { rows: readonly ParamRow[]; resolved: Map<string, Params>; until: number } | null = null;

  constructor(@Inject(PolicyStore) private readonly store: PolicyStore) {}

  async params(region: string, day: Day): Promise<Params> {
    const { rows, resolved } = await this.fresh();
    const key = `${region}|${day}`;
    const params = resolved.get(key) ?? resolveParams(rows, region, day);
    resolved.set(key, params);
    return params;
  }

  /** Every row, of all times and places; a change is seen within seconds on every replica. */
  async rows(): Promise<readonly ParamRow[]> {
    return (await this.fresh()).rows;
  }

  private async fresh(): Promise<NonNullable<PolicyService['kept']>> {
    if (this.kept && this.kept.until > Date.now()) return this.kept;
    const rows = (await this.store.all()).map((row) => policyParamRow.parse(row));
    this.kept = { rows, resolved: new Map(), until: Date.now() + KEPT_MS };
    return this.kept;
  }

  async add(tx: Tx, rows: readonly ParamRow[], enteredBy: string | null): Promise<void> {
    await this.store.insert(tx, rows, enteredBy);
    tx.afterCommit(() => {
      this.kept = null;
    });
  }
}
