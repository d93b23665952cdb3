import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database.js';
import { AppError } from '../errors.js';
import { pendingMigrations } from '../migrator.js';

const ANSWER_MS = 800;

/** Whether calls may be sent to this process. */
@Injectable()
export class Readiness {
  private stopping = false;

  constructor(@Inject(Database) private readonly database: Database) {}

  /** From now on not ready; what is under way is finished. */
  stop(): void {
    this.stopping = true;
  }

  /** Throws `away` unless ready. */
  async check(): Promise<void> {
    if (this.stopping || !(await this.databaseIsReady())) throw new AppError('away', { retry: true });
  }

  private async databaseIsReady(): Promise<boolean> {
    try {
      await this.database.ping(ANSWER_MS);
      return (await pendingMigrations(this.database)).length === 0;
    } catch {
      return false;
    }
  }
}
