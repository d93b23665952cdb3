import { Inject, Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import type { Day } from '@songtao/shared/calendar/calendar.js';
import { Database } from '../platform/database.js';
import { isDuplicate } from '../platform/dialect.js';
import type { Reader, Tx } from '../platform/tx.js';
import type { Leave, LeaveState } from './leave.model.js';
import { RosterMemory } from './roster.memory.js';
import { LeaveRow } from './staff.row.js';

const columns = ['id', 'person', 'cover', 'firstDay', 'lastDay', 'state', 'answeredAt'] as const;

const leaveOf = ({ firstDay, lastDay, state, ...row }: Pick<LeaveRow, (typeof columns)[number]>): Leave => ({
  ...row,
  from: firstDay,
  to: lastDay,
  state: state as LeaveState,
});

@Injectable()
export class LeaveStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RosterMemory) private readonly memory: RosterMemory,
  ) {}

  /** Agreed leave that is in force on a day. */
  async inForce(db: Reader, day: Day): Promise<Leave[]> {
    const found = await db.all(LeaveRow, columns, (query) =>
      query
        .where(`r.state = 'agreed' AND r.lastDay >= :day AND r.firstDay <= :day`, { day })
        .orderBy('r.answeredAt')
        .addOrderBy('r.id'),
    );
    return found.map(leaveOf);
  }

  /** Leave that held and is over, or was called off, with its last day between these two. */
  async over(db: Reader, since: Day, day: Day): Promise<Leave[]> {
    const found = await db.all(LeaveRow, columns, (query) =>
      query
        .where('r.lastDay >= :since', { since })
        .andWhere(`((r.state = 'agreed' AND r.lastDay < :day) OR r.state = 'cancelled')`, { day })
        .orderBy('r.id'),
    );
    return found.map(leaveOf);
  }

  /** One's own leave and leave that asks oneself for cover, from that day on. */
  async about(person: string, day: Day): Promise<Leave[]> {
    const found = await this.database.read().all(LeaveRow, columns, (query) =>
      query
        .where(new Brackets((any) => any.where('r.person = :person').orWhere('r.cover = :person')))
        .andWhere('r.lastDay >= :day')
        .setParameters({ person, day })
        .orderBy('r.firstDay')
        .addOrderBy('r.id'),
    );
    return found.map(leaveOf);
  }

  /** Agreed leave of a person that meets these days. */
  async clashing(db: Reader, person: string, from: Day, to: Day): Promise<boolean> {
    const found = await db.count(LeaveRow, (query) =>
      query.where(`r.person = :person AND r.state = 'agreed' AND r.firstDay <= :to AND r.lastDay >= :from`, {
        person,
        from,
        to,
      }),
    );
    return found > 0;
  }

  async find(db: Reader, id: string): Promise<Leave | null> {
    const row = await db.first(LeaveRow, columns, (query) => query.where('r.id = :id', { id }));
    return row && leaveOf(row);
  }

  /** False where the id is taken. */
  async insert(tx: Tx, { from, to, ...leave }: Leave, askedAt: string): Promise<boolean> {
    this.memory.forget(tx);
    try {
      await tx.insert(LeaveRow, { ...leave, firstDay: from, lastDay: to, askedAt });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** False where it is no longer in that state. */
  answer(tx: Tx, leave: Leave, state: LeaveState, answeredAt: string): Promise<boolean> {
    this.memory.forget(tx);
    return tx.updateOne(LeaveRow, { state, answeredAt }, 'id = :id AND state = :before', {
      id: leave.id,
      before: leave.state,
    });
  }
}
