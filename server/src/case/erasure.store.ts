import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../platform/tx.js';
import { CaseLinkRow, CasePartyRow, CaseRecordRow, CaseTaskRow, TaskRungRow } from './case.row.js';

/** What the tables of cases hold about people, beside the histories. */
@Injectable()
export class ErasureStore {
  /** Ids of cases that have been closed since before a moment and are kept whole. */
  async closedBefore(db: Reader, moment: string, limit: number): Promise<string[]> {
    const found = await db.all(CaseRecordRow, ['id'], (query) =>
      query
        .where(`r.kind = 'closed' AND r.lastAt < :moment AND r.erasedAt IS NULL`, {
          moment: new Date(moment),
        })
        .limit(limit),
    );
    return found.map(({ id }) => id);
  }

  /** What is left says that there was a case, of which category, where, when and how it ended. False where it is erased already. */
  async erase(tx: Tx, id: string, at: string): Promise<boolean> {
    const nobody = { subjectName: '', subjectPhone: null, household: null, titleKey: null, liveKey: null };
    const was = await tx.updateOne(
      CaseRecordRow,
      { ...nobody, erasedAt: at },
      'id = :id AND erased_at IS NULL',
      { id },
    );
    if (!was) return false;
    const ofCase = 'task IN (SELECT id FROM case_task WHERE case_id = :id)';
    await tx.delete(TaskRungRow, ofCase, { id });
    await tx.delete(CaseTaskRow, 'case_id = :id', { id });
    await tx.delete(CasePartyRow, 'case_id = :id', { id });
    await tx.delete(CaseLinkRow, 'from_id = :id OR to_id = :id', { id });
    return true;
  }
}
