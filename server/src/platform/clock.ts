import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { DemoClockRow } from './clock.row.js';
import { Database } from './database.js';
import { AppError } from './errors.js';

const MINUTE = 60_000;
const ID = 'offset';

/** The time by which everything here is done; only the demo's runs ahead. */
@Injectable()
export class Clock implements OnApplicationBootstrap {
  private offsetMinutes = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'demo'>,
    @Inject(Database) private readonly database: Database,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.demo) return;
    const row = await this.database.read().first(DemoClockRow, ['offsetMinutes'], (query) => query);
    this.offsetMinutes = row?.offsetMinutes ?? 0;
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMinutes * MINUTE);
  }

  /** Now as rows and the wire carry it. */
  iso(): string {
    return this.now().toISOString();
  }

  /** Moves the demo's clock on by so many minutes, for good. Outside the demo there is nothing to move. */
  async moveOn(minutes: number): Promise<void> {
    if (!this.config.demo) throw new AppError('notFound');
    if (!Number.isInteger(minutes) || minutes <= 0) throw new RangeError('a clock moves on by whole minutes');
    const offsetMinutes = this.offsetMinutes + minutes;
    await this.database.write(async (tx) => {
      const moved = await tx.updateOne(DemoClockRow, { offsetMinutes }, 'id = :id', { id: ID });
      if (!moved) await tx.insert(DemoClockRow, { id: ID, offsetMinutes });
      tx.afterCommit(() => {
        this.offsetMinutes = offsetMinutes;
      });
    });
  }
}
