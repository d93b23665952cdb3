import { Injectable } from '@nestjs/common';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { Instant } from '@songtao/shared/calendar/calendar.js';
import type { Need, NoticeKind } from '@songtao/shared/notice/notice.js';
import { isDuplicate } from '../platform/dialect.js';
import type { Reader, Tx } from '../platform/tx.js';
import type { Audience } from './audience.js';
import type { Notice, NoticeItem } from './notice.model.js';
import { NoticeItemRow, NoticeReadRow, NoticeRow } from './notice.row.js';
import { forAudience, inside } from './notice.scope.js';
import { searchText, type Term } from './search.js';

const columns = [
  'id',
  'kind',
  'state',
  'version',
  'area',
  'county',
  'town',
  'village',
  'title',
  'officialTitle',
  'plain',
  'body',
  'needs',
  'steps',
  'questions',
  'audio',
  'contact',
  'document',
  'effectiveFrom',
  'effectiveTo',
  'writer',
  'checker',
  'note',
  'households',
  'changedAt',
  'publishedAt',
  'startsAt',
  'endsAt',
] as const satisfies readonly (keyof Notice)[];

const lineColumns = [
  'id',
  'kind',
  'state',
  'title',
  'plain',
  'needs',
  'audio',
  'effectiveTo',
  'households',
  'changedAt',
  'publishedAt',
  'startsAt',
  'endsAt',
] as const satisfies readonly (typeof columns)[number][];

/** What a list shows of a notice. */
export type NoticeSummary = Pick<Notice, (typeof lineColumns)[number]>;

/** Which list: what hangs, what was taken down since a moment, or what is being written in some areas. */
export type ListOf =
  | { readonly live: Instant }
  | { readonly ended: Instant; readonly since: Instant }
  | { readonly written: readonly string[]; readonly now: Instant };

/** A page of a list. */
export interface ListRequest {
  readonly of: ListOf;
  readonly kind?: NoticeKind | undefined;
  readonly need?: Need | undefined;
  readonly terms: readonly Term[];
  readonly after: Cursor | null;
  readonly limit: number;
}

/** Where a page ended. */
export interface Cursor {
  readonly at: Instant;
  readonly id: string;
}

type Query = SelectQueryBuilder<NoticeRow>;

// The row class knows its JSON as unknown; what was put in was checked by the contract.
const noticeOf = (row: object): Notice => row as Notice;

const searched = ({ title, officialTitle, plain, body }: Notice): string =>
  searchText([title, officialTitle, plain, body]);

/** The moment by which a list is ordered. */
export const orderedBy = (of: ListOf): 'publishedAt' | 'endsAt' | 'changedAt' => {
  if ('written' in of) return 'changedAt';
  return 'ended' in of ? 'endsAt' : 'publishedAt';
};

@Injectable()
export class NoticeStore {
  async find(db: Reader, audience: Audience, id: string): Promise<Notice | null> {
    const row = await db.first(NoticeRow, columns, (query) =>
      forAudience(query.where('r.id = :id', { id }), audience),
    );
    return row && noticeOf(row);
  }

  /** One more than asked for, so that the caller sees whether there is another page. */
  async lines(
    db: Reader,
    audience: Audience,
    { of, kind, need, terms, after, limit }: ListRequest,
  ): Promise<NoticeSummary[]> {
    const order = orderedBy(of);
    const found = await db.all(NoticeRow, lineColumns, (query) => {
      forAudience(query.where('1 = 1'), audience);
      narrow(query, of);
      if (kind) query.andWhere('r.kind = :kind', { kind });
      if (need) query.andWhere('r.needs LIKE :need', { need: `%"${need}"%` });
      terms.forEach((term, index) => search(query, term, index));
      if (after) {
        query.andWhere(`(r.${order} < :afterAt OR (r.${order} = :afterAt AND r.id < :afterId))`, {
          afterAt: new Date(after.at),
          afterId: after.id,
        });
      }
      query
        .orderBy(`r.${order}`, 'DESC')
        .addOrderBy('r.id', 'DESC')
        .limit(limit + 1);
    });
    return found as NoticeSummary[];
  }

  /** False where the id is taken. */
  async insert(tx: Tx, notice: Notice, items: readonly NoticeItem[] = []): Promise<boolean> {
    try {
      await tx.insert(NoticeRow, { ...notice, searchText: searched(notice) });
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
    const rows = items.map(({ group, class: generalClass, ...item }) => ({
      ...item,
      villageGroup: group,
      generalClass,
      removedAt: null,
    }));
    await tx.insert(NoticeItemRow, rows);
    return true;
  }

  /** Makes it the next version of itself; false where it is no longer the version that was looked at. */
  async change(tx: Tx, before: Notice, set: Partial<Notice>): Promise<boolean> {
    const after = { ...before, ...set };
    const { id, version } = before;
    return tx.updateOne(
      NoticeRow,
      { ...set, version: version + 1, searchText: searched(after) },
      'id = :id AND version = :version',
      { id, version },
    );
  }

  /** Marks what is over; its state was over before, by the clock. */
  markExpired(tx: Tx, now: Instant): Promise<number> {
    return tx.update(NoticeRow, { state: 'expired' }, `state = 'published' AND ends_at <= :now`, {
      now: new Date(now),
    });
  }

  /** An announcement of the house's own that hangs in a village since a moment. */
  async ownAnnouncement(tx: Tx, village: string, since: Instant): Promise<Notice | null> {
    const row = await tx.firstLocked(NoticeRow, columns, (query) =>
      query
        .where(`r.area = :village AND r.kind = 'announcement' AND r.state = 'published'`, { village })
        .andWhere('r.writer IS NULL AND r.publishedAt >= :since', { since: new Date(since) }),
    );
    return row && noticeOf(row);
  }

  /** The households whose names stand on a 公示. */
  async itemsOf(db: Reader, notice: string): Promise<NoticeItem[]> {
    const found = await db.all(
      NoticeItemRow,
      ['notice', 'caseId', 'household', 'name', 'villageGroup', 'generalClass'],
      (query) =>
        query
          .where('r.notice = :notice AND r.removedAt IS NULL', { notice })
          .orderBy('r.villageGroup')
          .addOrderBy('r.caseId'),
    );
    return found.map(({ villageGroup, generalClass, ...item }) => ({
      ...item,
      group: villageGroup,
      class: generalClass,
    }));
  }

  /** Every case that ever stood on a 公示, also one whose name came off. */
  async casesOf(db: Reader, notice: string): Promise<string[]> {
    const found = await db.all(NoticeItemRow, ['caseId'], (query) =>
      query.where('r.notice = :notice', { notice }),
    );
    return found.map(({ caseId }) => caseId);
  }

  /** Ids of the 公示 on which the name of this case stands. */
  async withNameOf(tx: Tx, caseId: string): Promise<string[]> {
    const on = await tx.all(NoticeItemRow, ['notice'], (query) =>
      query.where('r.caseId = :caseId AND r.removedAt IS NULL', { caseId }).orderBy('r.notice'),
    );
    return on.map(({ notice }) => notice);
  }

  /** A notice that hangs, as it is at this moment and stays until the transaction ends. */
  async hangingLocked(tx: Tx, id: string, now: Instant): Promise<Notice | null> {
    const row = await tx.firstLocked(NoticeRow, columns, (query) =>
      query.where(`r.id = :id AND r.state = 'published' AND r.endsAt > :now`, { id, now: new Date(now) }),
    );
    return row && noticeOf(row);
  }

  /** Holds the row until the transaction ends, so that two people act one after the other. */
  async lock(tx: Tx, id: string): Promise<void> {
    await tx.update(NoticeRow, { id }, 'id = :id', { id });
  }

  async removeItem(tx: Tx, notice: string, caseId: string, at: Instant): Promise<void> {
    await tx.update(NoticeItemRow, { removedAt: at }, 'notice = :notice AND case_id = :caseId', {
      notice,
      caseId,
    });
  }

  /** The name of a case, on whatever public notice it once hung. */
  async forget(tx: Tx, caseId: string): Promise<void> {
    await tx.update(NoticeItemRow, { name: '' }, 'case_id = :caseId', { caseId });
  }

  async markRead(tx: Tx, notice: string, person: string, at: Instant): Promise<void> {
    if ((await this.readBy(tx, person, [notice])).size > 0) return;
    await tx.insert(NoticeReadRow, { notice, person, at }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }

  /** Those of the notices that this person has opened. */
  async readBy(db: Reader, person: string, notices: readonly string[]): Promise<Set<string>> {
    if (notices.length === 0) return new Set();
    const found = await db.all(NoticeReadRow, ['notice'], (query) =>
      query.where('r.person = :person AND r.notice IN (:...notices)', { person, notices }),
    );
    return new Set(found.map(({ notice }) => notice));
  }
}

function narrow(query: Query, of: ListOf): void {
  if ('written' in of) {
    query
      .andWhere(`(r.state IN ('draft', 'checking') OR (r.state = 'published' AND r.startsAt > :now))`, {
        now: new Date(of.now),
      })
      .andWhere(new Brackets((place) => inside(place, of.written, 'written')));
  } else if ('live' in of) {
    query.andWhere(`r.state = 'published' AND r.startsAt <= :now AND r.endsAt > :now`, {
      now: new Date(of.live),
    });
  } else {
    query.andWhere(
      `r.state IN ('published', 'expired', 'withdrawn') AND r.endsAt <= :now AND r.endsAt > :since`,
      {
        now: new Date(of.ended),
        since: new Date(of.since),
      },
    );
  }
}

function search(query: Query, { whole, pairs, needed }: Term, index: number): void {
  query.andWhere(
    new Brackets((any) => {
      any.where(`r.searchText LIKE :whole${index}`, { [`whole${index}`]: `%${whole}%` });
      if (pairs.length === 0) return;
      const names = pairs.map((_, at) => `pair${index}_${at}`);
      const hits = names.map((name) => `CASE WHEN r.searchText LIKE :${name} THEN 1 ELSE 0 END`).join(' + ');
      any.orWhere(
        `(${hits}) >= ${needed}`,
        Object.fromEntries(names.map((name, at) => [name, `%${pairs[at] ?? ''}%`])),
      );
    }),
  );
}
