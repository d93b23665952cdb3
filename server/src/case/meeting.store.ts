import { Injectable } from '@nestjs/common';
import { isDuplicate } from '../platform/dialect.js';
import type { Reader, Tx } from '../platform/tx.js';
import { MeetingRow } from './case.row.js';

/** Somebody who was on the roster that day; kept with the meeting, for rosters change. */
interface Representative {
  readonly id: string;
  readonly name: string;
  readonly household: string | null;
}

/** A meeting as it was recorded. */
export interface Meeting {
  readonly id: string;
  readonly village: string;
  readonly heldAt: string;
  readonly place: string;
  readonly roster: readonly Representative[];
  readonly present: readonly string[];
  readonly minutes: readonly string[];
  readonly writer: string;
}

const columns = ['id', 'village', 'heldAt', 'place', 'roster', 'present', 'minutes', 'writer'] as const;

/** Meetings of villages, shared by the households deliberated there. */
@Injectable()
export class MeetingStore {
  async find(db: Reader, id: string): Promise<Meeting | null> {
    const row = await db.first(MeetingRow, columns, (query) => query.where('r.id = :id', { id }));
    return row && meetingOf(row);
  }

  async recentOf(db: Reader, village: string, limit: number): Promise<Meeting[]> {
    const rows = await db.all(MeetingRow, columns, (query) =>
      query.where('r.village = :village', { village }).orderBy('r.heldAt', 'DESC').limit(limit),
    );
    return rows.map(meetingOf);
  }

  /** False where the id is taken. */
  async insert(
    tx: Tx,
    meeting: Meeting & { readonly county: string; readonly town: string },
  ): Promise<boolean> {
    try {
      await tx.insert(MeetingRow, { ...meeting });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}

function meetingOf(row: Pick<MeetingRow, (typeof columns)[number]>): Meeting {
  const { roster, present, minutes, ...rest } = row;
  return {
    ...rest,
    roster: roster as Representative[],
    present: present as string[],
    minutes: minutes as string[],
  };
}
