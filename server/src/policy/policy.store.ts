import { Inject, Injectable } from '@nestjs/common';
import type { PolicyParamRow as ParamRow } from '@songtao/shared/policy/param.js';
import { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { Tx } from '../platform/tx.js';
import { PolicyParamRow } from './policy.row.js';

const columns = ['paramKey', 'value', 'unit', 'validFrom', 'validTo', 'region', 'docNo', 'source'] as const;

/** Parameters of policy; public facts, so it asks for no scope. */
@Injectable()
export class PolicyStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Rows of all times and places, as they are kept. */
  async all(): Promise<readonly object[]> {
    const found = await this.database.read().all(PolicyParamRow, columns, (query) => query);
    return found.map(({ paramKey, ...row }) => ({ key: paramKey, ...row }));
  }

  async insert(tx: Tx, rows: readonly ParamRow[], enteredBy: string | null): Promise<void> {
    await tx.insert(
      PolicyParamRow,
      rows.map(({ key, ...row }) => ({ ...row, id: newId(), paramKey: key, enteredBy })),
    );
  }
}
