import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../platform/database.js';
import { Log } from '../platform/logger.js';
import { FileStore } from './file.store.js';
import { Storage } from './storage.js';

const HOUR = 3_600_000;
const BATCH = 500;

/** Takes away what an upload left behind when it was cut between its file and its row. */
@Injectable()
export class FileSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FileStore) private readonly files: FileStore,
    @Inject(Storage) private readonly storage: Storage,
    @Inject(Log) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(
      () => void this.sweep().catch((error: unknown) => this.log.error('sweep of files', error)),
      6 * HOUR,
    );
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Removes files without a row that have lain for a day; how many. The time is the disk's own: the demo's clock may run ahead of it. */
  async sweep(now: Date = new Date()): Promise<number> {
    const old = await this.storage.olderThan(new Date(now.getTime() - 24 * HOUR));
    let removed = 0;
    for (let from = 0; from < old.length; from += BATCH) {
      const some = old.slice(from, from + BATCH);
      const known = await this.files.known(this.database.read(), some);
      for (const place of some.filter((each) => !known.has(each))) {
        await this.storage.drop(place);
        removed += 1;
      }
    }
    return removed;
  }
}
