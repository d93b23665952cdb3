import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Log } from '../platform/logger.js';
import { NoticeStore } from './notice.store.js';

const MINUTE = 60_000;

/** Marks notices whose time is over. Nobody waits for it: they were gone at the moment itself. */
@Injectable()
export class NoticeClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NoticeStore) private readonly notices: NoticeStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tick(), MINUTE);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  tick(): Promise<void> {
    this.running = this.running
      .then(() =>
        this.database.write(async (tx) => void (await this.notices.markExpired(tx, this.clock.iso()))),
      )
      .catch((error: unknown) => this.log.error('clock of notices', error));
    return this.running;
  }
}
