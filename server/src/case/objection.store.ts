import { Injectable } from '@nestjs/common';
import { CaseLinkRow, CasePartyRow, CaseRecordRow } from './case.row.js';
import type { Reader } from '../platform/tx.js';

const aboutThese = `l.toId IN (:...cases) AND l.kind = 'objectsTo' AND r.category = 'objection' AND r.started >= :since`;

/** Objections as a 公示 counts them: how many wait for an answer, and whether the reader has spoken. */
@Injectable()
export class ObjectionStore {
  /** How many objections about these cases are open; one that holds several of them counts once. */
  async open(db: Reader, cases: readonly string[], since: string): Promise<number> {
    if (cases.length === 0) return 0;
    const found = await db.all(CaseRecordRow, ['id'], (query) =>
      query
        .innerJoin(CaseLinkRow, 'l', 'l.fromId = r.id')
        .where(aboutThese, { cases, since: new Date(since) })
        .andWhere(`r.kind <> 'closed'`),
    );
    return new Set(found.map(({ id }) => id)).size;
  }

  /** Number of the objection that this person made last about these cases. */
  async ownNumber(
    db: Reader,
    cases: readonly string[],
    { person, since }: { person: string; since: string },
  ): Promise<string | null> {
    if (cases.length === 0) return null;
    const row = await db.first(CaseRecordRow, ['number'], (query) =>
      query
        .innerJoin(CaseLinkRow, 'l', 'l.fromId = r.id')
        .innerJoin(CasePartyRow, 'p', `p.caseId = r.id AND p.party = 'reporter'`)
        .where(aboutThese, { cases, since: new Date(since) })
        .andWhere('p.person = :person', { person })
        .orderBy('r.started', 'DESC'),
    );
    return row?.number ?? null;
  }
}
