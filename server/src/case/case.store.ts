import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import { levels } from '@songtao/shared/access/role.js';
import { workflowOf, type Category } from '@songtao/shared/category/registry.js';
import type { LinkKind } from '@songtao/shared/workflow/define.js';
import {
  fold,
  type Acting,
  type CaseState,
  type Decided,
  type Party,
  type Row,
} from '@songtao/shared/workflow/fold.js';
import { Crypto, type Place } from '../platform/crypto.js';
import { isDuplicate } from '../platform/dialect.js';
import type { Reader, Tx } from '../platform/tx.js';
import { chainStart, digestOf, enclose, hashOf, type Envelope } from './case.chain.js';
import type { CaseHead, CaseLink, CaseParty, LoadedCase } from './case.model.js';
import { CaseActionRow, CaseLinkRow, CasePartyRow, CaseRecordRow } from './case.row.js';
import { rankOf, withinScope } from './case.scope.js';

const headColumns = [
  'id',
  'number',
  'category',
  'titleKey',
  'county',
  'town',
  'village',
  'grid',
  'villageGroup',
  'household',
  'line',
  'subjectName',
  'subjectPhone',
  'floor',
  'reached',
  'started',
] as const satisfies readonly (keyof CaseRecordRow)[];

const idColumn = ['id'] as const;
const actionColumns = [
  'caseId',
  'seq',
  'action',
  'actor',
  'acting',
  'envelope',
  'digest',
  'decided',
  'at',
  'hash',
] as const satisfies readonly (keyof CaseActionRow)[];
const partyColumns = ['caseId', 'person', 'party', 'hidden'] as const;
const linkColumns = ['fromId', 'toId', 'kind'] as const;
const otherColumns = ['id', 'number', 'category', 'kind', 'outcome'] as const;

const linkTo = (
  { id, number, category, kind: state, outcome }: Pick<CaseRecordRow, (typeof otherColumns)[number]>,
  kind: LinkKind,
  direction: CaseLink['direction'],
): CaseLink => ({
  kind,
  direction,
  caseId: id,
  number,
  category: category as Category,
  open: state !== 'closed',
  outcome,
});

type HeadRow = Pick<CaseRecordRow, (typeof headColumns)[number]>;

const envelopePlace = (caseId: string, seq: number): Place => ({
  table: 'case_action',
  column: 'envelope',
  rowId: `${caseId}:${seq}`,
});
const phonePlace = (rowId: string): Place => ({ table: 'case_record', column: 'subject_phone', rowId });

/** What one row adds to the projection beside the fold. */
export interface Projection {
  readonly actsAt: string | null;
  readonly liveKey: string | null;
  readonly line: string | null;
}

/** Cases in the database: appended history and the projection beside it. */
@Injectable()
export class CaseStore {
  constructor(@Inject(Crypto) private readonly crypto: Crypto) {}

  /** Holds the row until the transaction ends, so that two people act one after the other. */
  async lock(tx: Tx, id: string): Promise<void> {
    await tx.update(CaseRecordRow, { id }, 'id = :id', { id });
  }

  /** One case with its history, or null where the scope may not load it. */
  async find(db: Reader, scope: Scope, id: string): Promise<LoadedCase | null> {
    return (await this.findMany(db, scope, [id])).get(id) ?? null;
  }

  /** Those of the cases that the scope may load, with their histories; as many statements as for one. */
  async findMany(db: Reader, scope: Scope, ids: readonly string[]): Promise<Map<string, LoadedCase>> {
    if (ids.length === 0) return new Map();
    const within = withinScope(scope);
    const fits = `id IN (:...ids) AND ${within.text}`;
    const heads = await db.where(CaseRecordRow, headColumns, fits, { ids, ...within.params });
    const found = heads.map(({ id }) => id);
    if (found.length === 0) return new Map();
    const [actions, parties, links] = await Promise.all([
      this.actionsOf(db, found),
      this.partiesOf(db, found),
      this.linksOf(db, found),
    ]);
    return new Map(
      heads.map((head) => {
        const own = actions.filter(({ caseId }) => caseId === head.id);
        const rows = own.map((row) => this.rowOf(row));
        const loaded: LoadedCase = {
          head: this.headOf(head),
          rows,
          state: fold(rows),
          parties: parties.get(head.id) ?? [],
          links: links.get(head.id) ?? [],
          hash: own.at(-1)?.hash ?? chainStart,
        };
        return [head.id, loaded];
      }),
    );
  }

  /** Appends a row and writes the projection that it folds to; the case as it is then, or null where somebody was faster. */
  async append(
    tx: Tx,
    before: LoadedCase,
    row: Row,
    state: CaseState,
    projection: Projection,
  ): Promise<LoadedCase | null> {
    const { head } = before;
    const next = this.actionOf(head.id, row, before.hash);
    const isFree = await tx.updateOne(
      CaseRecordRow,
      { ...this.projected(head.category, state), ...projection, lastAt: row.at },
      'id = :id AND seq = :before',
      { id: head.id, before: row.seq - 1 },
    );
    if (!isFree) return null;
    await tx.insert(CaseActionRow, next);
    const { floor, reached } = state;
    const moved = { ...head, floor, reached, line: projection.line };
    return { ...before, head: moved, rows: [...before.rows, row], state, hash: next.hash };
  }

  /** The first row of a new case and who stands to it; null where the same household has a live one of the kind: the database lets only one be. */
  async insert(
    tx: Tx,
    head: CaseHead,
    row: Row,
    { parties, links, ...projection }: Projection & Pick<LoadedCase, 'parties' | 'links'>,
  ): Promise<LoadedCase | null> {
    const state = fold([row]);
    const record: CaseRecordRow = {
      ...this.projected(head.category, state),
      ...projection,
      id: head.id,
      number: head.number,
      category: head.category,
      definition: row.decided.definition,
      titleKey: head.titleKey,
      county: head.county,
      town: head.town,
      village: head.village,
      grid: head.grid,
      villageGroup: head.group,
      household: head.household,
      subjectName: head.subjectName,
      subjectPhone:
        head.subjectPhone === null ? null : this.crypto.seal(phonePlace(head.id), head.subjectPhone),
      started: state.started,
      lastAt: row.at,
      erasedAt: null,
    };
    try {
      await tx.insert(CaseRecordRow, record);
    } catch (error) {
      if (isDuplicate(error)) return null;
      throw error;
    }
    const first = this.actionOf(head.id, row, chainStart);
    await tx.insert(CaseActionRow, first);
    await tx.insert(
      CasePartyRow,
      parties.map((party) => ({ caseId: head.id, ...party })),
    );
    await tx.insert(
      CaseLinkRow,
      links.map(({ caseId, kind }) => ({ fromId: head.id, toId: caseId, kind })),
    );
    return { head: { ...head, line: projection.line }, rows: [row], state, parties, links, hash: first.hash };
  }

  async addParty(tx: Tx, caseId: string, { person, party, hidden }: CaseParty): Promise<void> {
    const has = await tx.count(CasePartyRow, (query) =>
      query.where('r.caseId = :caseId AND r.person = :person AND r.party = :party', {
        caseId,
        person,
        party,
      }),
    );
    if (has === 0) await tx.insert(CasePartyRow, { caseId, person, party, hidden });
  }

  async link(tx: Tx, fromId: string, toId: string, kind: LinkKind): Promise<void> {
    await tx.insert(CaseLinkRow, { fromId, toId, kind });
  }

  async unlink(tx: Tx, fromId: string, toId: string, kind: LinkKind): Promise<void> {
    await tx.delete(CaseLinkRow, 'from_id = :fromId AND to_id = :toId AND kind = :kind', {
      fromId,
      toId,
      kind,
    });
  }

  /** Id of the live case of a household with that title. */
  async findLive(db: Reader, liveKey: string): Promise<string | null> {
    const [row] = await db.where(CaseRecordRow, idColumn, 'live_key = :liveKey', { liveKey });
    return row?.id ?? null;
  }

  /** Those of the cases that are about this household. */
  async ofHousehold(db: Reader, ids: readonly string[], household: string): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await db.all(CaseRecordRow, ['id'], (query) =>
      query.where('r.id IN (:...ids) AND r.household = :household', { ids, household }),
    );
    return rows.map((row) => row.id);
  }

  /** Those of the cases that the scope may load. */
  async within(db: Reader, scope: Scope, ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const { text, params } = withinScope(scope);
    const rows = await db.where(CaseRecordRow, idColumn, `id IN (:...ids) AND ${text}`, { ids, ...params });
    return new Set(rows.map(({ id }) => id));
  }

  /** Ids of cases in which the engine itself is to act. */
  async dueToAct(
    db: Reader,
    now: string,
    { after, limit }: { after: string; limit: number },
  ): Promise<{ id: string }[]> {
    return db.all(CaseRecordRow, ['id'], (query) =>
      query
        .where('r.actsAt <= :now AND r.id > :after', { now: new Date(now), after })
        .orderBy('r.id')
        .limit(limit),
    );
  }

  /** Recomputes every hash of a case; the seq of the first row that does not fit, or null. */
  async brokenAt(db: Reader, id: string): Promise<number | null> {
    let previous = chainStart;
    for (const stored of await this.actionsOf(db, [id])) {
      const envelope = this.envelopeOf(stored);
      const digest = envelope ? digestOf(envelope) : stored.digest;
      const hash = hashOf(previous, id, { ...this.rowOf(stored), digest });
      if (hash !== stored.hash || digest !== stored.digest) return stored.seq;
      previous = hash;
    }
    return null;
  }

  /** Takes out of a history what was said in it. The chain holds over the digests, and what stands in the place of the words proves that the house itself took them. */
  async erase(tx: Tx, id: string): Promise<void> {
    for (const stored of await this.actionsOf(tx, [id])) {
      const own = { id, seq: stored.seq };
      await tx.updateOne(
        CaseActionRow,
        { envelope: this.erasedMark(stored) },
        'case_id = :id AND seq = :seq',
        own,
      );
    }
  }

  private actionsOf(db: Reader, ids: readonly string[]): Promise<CaseActionRow[]> {
    return db.where(CaseActionRow, actionColumns, 'case_id IN (:...ids) ORDER BY case_id, seq', { ids });
  }

  /** Who stands to these cases, by case. */
  async partiesOf(db: Reader, ids: readonly string[]): Promise<Map<string, CaseParty[]>> {
    if (ids.length === 0) return new Map();
    const rows = await db.where(CasePartyRow, partyColumns, 'case_id IN (:...ids)', { ids });
    const ofCase = (id: string): CaseParty[] =>
      rows
        .filter(({ caseId }) => caseId === id)
        .map(({ person, party, hidden }) => ({ person, party: party as Party, hidden }));
    return new Map(ids.map((id) => [id, ofCase(id)]));
  }

  private async linksOf(db: Reader, ids: readonly string[]): Promise<Map<string, CaseLink[]>> {
    const rows = await db.where(
      CaseLinkRow,
      linkColumns,
      'from_id IN (:...ids) UNION SELECT from_id, to_id, kind FROM case_link WHERE to_id IN (:...ids)',
      { ids },
    );
    if (rows.length === 0) return new Map();
    const ends = [...new Set(rows.flatMap(({ fromId, toId }) => [fromId, toId]))];
    const others = await db.where(CaseRecordRow, otherColumns, 'id IN (:...ends)', { ends });
    const byId = new Map(others.map((other) => [other.id, other]));
    return new Map(
      ids.map((id) => {
        const own = rows.filter(({ fromId, toId }) => fromId === id || toId === id);
        return [
          id,
          own.flatMap(({ fromId, toId, kind }) => {
            const direction = fromId === id ? 'from' : 'to';
            const other = byId.get(direction === 'from' ? toId : fromId);
            return other ? [linkTo(other, kind as LinkKind, direction)] : [];
          }),
        ];
      }),
    );
  }

  private projected(category: Category, state: CaseState) {
    const { kind } = workflowOf(category).states[state.status] ?? { kind: 'closed' };
    return {
      status: state.status,
      kind,
      floor: rankOf(state.floor),
      reached: rankOf(state.reached),
      owner: state.owner,
      level: state.level,
      due: state.due,
      urgent: state.urgent,
      outcome: state.outcome,
      waitsFor: kind === 'waiting' ? 'villager' : null,
      round: state.round,
      entered: state.entered,
      enteredSeq: state.enteredSeq,
      version: state.version,
      seq: state.seq,
    };
  }

  headOf(row: HeadRow): CaseHead {
    return {
      ...row,
      category: row.category as Category,
      group: row.villageGroup,
      floor: levels[row.floor] ?? 'county',
      reached: levels[row.reached] ?? 'village',
      subjectPhone: row.subjectPhone === null ? null : this.crypto.open(phonePlace(row.id), row.subjectPhone),
      reportedAt: row.started,
    };
  }

  /** Null where it was erased for its age; nobody without the keys can make it look so. */
  private envelopeOf(stored: CaseActionRow): Envelope | null {
    if (stored.envelope === this.erasedMark(stored)) return null;
    return JSON.parse(
      this.crypto.open(envelopePlace(stored.caseId, stored.seq), stored.envelope),
    ) as Envelope;
  }

  private erasedMark({ caseId, seq, digest }: CaseActionRow): string {
    return `erased.${this.crypto.digest({ caseId, seq, digest })}`;
  }

  private rowOf(stored: CaseActionRow): Row {
    const { seq, action, actor, at } = stored;
    const form = this.envelopeOf(stored)?.form ?? {};
    return { seq, action, actor, at, as: stored.acting as Acting, form, decided: stored.decided as Decided };
  }

  private actionOf(caseId: string, row: Row, previous: string): CaseActionRow {
    const { seq, action, actor, at, as, decided } = row;
    const envelope = enclose(row.form);
    const digest = digestOf(envelope);
    const hash = hashOf(previous, caseId, { ...row, digest });
    const sealed = this.crypto.seal(envelopePlace(caseId, seq), JSON.stringify(envelope));
    return { caseId, seq, action, actor, at, acting: as, decided, digest, hash, envelope: sealed };
  }
}
