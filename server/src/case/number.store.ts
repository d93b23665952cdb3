import { Inject, Injectable } from '@nestjs/common';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { receiptNumber } from '@songtao/shared/calendar/words.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { isDuplicate } from '../platform/dialect.js';
import type { Tx } from '../platform/tx.js';
import { CaseSerialRow } from './case.row.js';

const BLOCK = 8;

interface Block {
  day: string;
  next: number;
  end: number;
}

/** Receipt numbers: town, day, serial. Serials are leased in blocks, so that reports do not queue behind one row; gaps are allowed. */
@Injectable()
export class CaseNumbers {
  private readonly blocks = new Map<string, Promise<Block>>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The next number of a town today; taken before the transaction that uses it. */
  async next(town: string): Promise<string> {
    const day = dayOf(this.clock.iso());
    const before = this.blocks.get(town) ?? Promise.resolve({ day: '', next: 0, end: 0 });
    const taken = before.then(async (block) => {
      const usable = block.day === day && block.next < block.end ? block : await this.lease(town, day);
      return { serial: usable.next, block: { ...usable, next: usable.next + 1 } };
    });
    this.blocks.set(
      town,
      taken.then(({ block }) => block).catch(() => ({ day: '', next: 0, end: 0 })),
    );
    return receiptNumber(town, day, (await taken).serial);
  }

  private async lease(town: string, day: string): Promise<Block> {
    const end = await this.database.write(async (tx) => {
      await this.open(tx, town, day);
      await tx.manager
        .createQueryBuilder()
        .update(CaseSerialRow)
        .set({ next: () => `next + ${BLOCK}` })
        .where('town = :town AND day = :day', { town, day })
        .execute();
      const row = await tx.first(CaseSerialRow, ['next'], (query) =>
        query.where('r.town = :town AND r.day = :day', { town, day }),
      );
      return row?.next ?? 0;
    });
    return { day, next: end - BLOCK, end };
  }

  private async open(tx: Tx, town: string, day: string): Promise<void> {
    try {
      await tx.insert(CaseSerialRow, { town, day, next: 1 });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}
