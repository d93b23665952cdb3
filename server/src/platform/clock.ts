import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { DemoClockRow } from './clock.row.js';
import { Database } from './database.js';
import { AppError } from './errors.js';

const MINUTE = 60_000;
const ID = 'offset';

/** The time by which everything here is done; only the demo's runs ahead. */
@Injectable()
export class Clock implements OnModuleInit {
  private offsetMinutes = 0;
  private readonly past = new AsyncLocalStorage<Date>();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'demo'>,
    @Inject(Database) private readonly database: Database,
  ) {}

  // Before anything else begins to work by it.
  async onModuleInit(): Promise<void> {
    if (!this.config.demo) return;
    const row = await this.database.read().first(DemoClockRow, ['offsetMinutes'], (query) => query);
    this.offsetMinutes = row?.offsetMinutes ?? 0;
  }

  now(): Date {
    return this.past.getStore() ?? new Date(Date.now() + this.offsetMinutes * MINUTE);
  }

  /** The time of other people's clocks, which the demo does not move: an authenticator goes by it. */
  wall(): Date {
    return new Date();
  }

  /** Now as rows and the wire carry it. */
  iso(): string {
    return this.now().toISOString();
  }

  /** Does the work as if it were that moment: how the demo's town gets its history. */
  asOf<T>(moment: string, work: () => Promise<T>): Promise<T> {
    if (!this.config.demo) throw new AppError('notFound');
    return this.past.run(new Date(moment), work);
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
