import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../platform/tx.js';
import { GridRow } from './area.row.js';

/** A grid with the groups that it holds. */
export interface Grid {
  readonly code: string;
  readonly village: string;
  readonly groups: readonly number[];
}

const columns = ['code', 'village', 'groups'] as const;

@Injectable()
export class AreaStore {
  gridsOf(db: Reader, village: string): Promise<Grid[]> {
    return db.where(GridRow, columns, 'village = :village ORDER BY code', { village });
  }

  /** Adds a grid, or gives it other groups. */
  async put(tx: Tx, { code, village, groups }: Grid): Promise<void> {
    const changed = await tx.updateOne(GridRow, { groups: [...groups] }, 'code = :code', { code });
    if (!changed) await tx.insert(GridRow, { code, village, groups: [...groups] });
  }
}
