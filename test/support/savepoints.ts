import { ModulesContainer } from '@nestjs/core';
import { Dispatcher } from '../../server/src/outbox/dispatcher.js';
import { Database } from '../../server/src/platform/database.js';
import { EveryMinute } from '../../server/src/platform/every-minute.js';
import { Reader } from '../../server/src/platform/tx.js';
import type { Town } from './town.js';

/** One connection and transactions inside transactions: what a call changed is taken back. */
export class Savepoints {
  private constructor(private readonly database: Database) {}

  static async on(town: Town): Promise<Savepoints> {
    const database = town.get(Database);
    const { sources } = database;
    const { writer } = sources;
    // Whoever reads beside the writer would not see what is going to be taken back.
    if (sources.reader !== writer) await sources.reader.destroy();
    Object.assign(sources, { reader: writer });
    Object.assign(database, { reader: new Reader(writer.manager) });
    return new Savepoints(database);
  }

  begin(): Promise<void> {
    return this.runner.startTransaction();
  }

  back(): Promise<void> {
    return this.runner.rollbackTransaction();
  }

  keep(): Promise<void> {
    return this.runner.commitTransaction();
  }

  private get runner() {
    return this.database.sources.writer.createQueryRunner();
  }
}

/** Nothing comes in between, by the minute or after a commit: it would be taken back in the middle of its work, or be held for what a call did. */
export async function beStill(town: Town): Promise<void> {
  const dispatcher = town.get(Dispatcher);
  await dispatcher.onApplicationShutdown();
  Object.assign(dispatcher, { run: () => Promise.resolve() });
  for (const { providers } of town.app.get(ModulesContainer).values())
    for (const { instance } of providers.values())
      if (instance instanceof EveryMinute) await instance.onApplicationShutdown();
}
