import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { EveryMinute } from '../platform/every-minute.js';
import { Log } from '../platform/logger.js';
import { NoticeStore } from './notice.store.js';

/** Marks notices whose time is over. Nobody waits for it: they were gone at the moment itself. */
@Injectable()
export class NoticeClock extends EveryMinute {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NoticeStore) private readonly notices: NoticeStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    super(log, 'clock of notices');
  }

  protected async round(): Promise<void> {
    await this.database.write(async (tx) => void (await this.notices.markExpired(tx, this.clock.iso())));
  }
}
