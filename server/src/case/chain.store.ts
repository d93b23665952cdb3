import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../platform/tx.js';
import { CaseActionRow, CaseRecordRow } from './case.row.js';
import { CaseHeadRow } from './chain.row.js';

const PAGE = 200;

/** A case as the night looks at it. */
export type ChainedCase = Pick<CaseRecordRow, 'id' | 'number' | 'seq'>;

/** How far one history had come. */
export type ChainHead = CaseHeadRow;

/** How far the histories of cases had come. */
@Injectable()
export class ChainStore {
  /** Cases by id, behind one. */
  async cases(db: Reader, after: string): Promise<ChainedCase[]> {
    return db.all(CaseRecordRow, ['id', 'number', 'seq'], (query) =>
      query.where('r.id > :after', { after }).orderBy('r.id').limit(PAGE),
    );
  }

  /** Kept heads by case, behind one. */
  async heads(db: Reader, after: string): Promise<CaseHeadRow[]> {
    return db.all(CaseHeadRow, ['caseId', 'seq', 'hash'], (query) =>
      query.where('r.caseId > :after', { after }).orderBy('r.caseId').limit(PAGE),
    );
  }

  /** Kept heads of these cases. */
  async headsOf(db: Reader, ids: readonly string[]): Promise<Map<string, CaseHeadRow>> {
    const found = await db.all(CaseHeadRow, ['caseId', 'seq', 'hash'], (query) =>
      query.where('r.caseId IN (:...ids)', { ids }),
    );
    return new Map(found.map((head) => [head.caseId, head]));
  }

  /** Seq and hash of every row of these cases, in order. */
  async hashes(db: Reader, ids: readonly string[]): Promise<Map<string, CaseHeadRow[]>> {
    const found = await db.all(CaseActionRow, ['caseId', 'seq', 'hash'], (query) =>
      query.where('r.caseId IN (:...ids)', { ids }).orderBy('r.caseId').addOrderBy('r.seq'),
    );
    const byCase = new Map<string, CaseHeadRow[]>();
    for (const row of found) byCase.set(row.caseId, [...(byCase.get(row.caseId) ?? []), row]);
    return byCase;
  }

  /** Those of the cases that are not there any more. */
  async gone(db: Reader, ids: readonly string[]): Promise<string[]> {
    const found = await db.all(CaseRecordRow, ['id'], (query) => query.where('r.id IN (:...ids)', { ids }));
    const there = new Set(found.map(({ id }) => id));
    return ids.filter((id) => !there.has(id));
  }

  async keep(tx: Tx, heads: readonly ChainHead[]): Promise<void> {
    const ids = heads.map(({ caseId }) => caseId);
    await tx.delete(CaseHeadRow, 'case_id IN (:...ids)', { ids });
    await tx.insert(CaseHeadRow, heads);
  }
}
