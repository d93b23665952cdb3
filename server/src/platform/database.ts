import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { isRetryable } from './dialect.js';
import type { Log } from './logger.js';
import { openSources, type Holdings, type Purpose, type Sources } from './sources.js';
import { Reader, Tx } from './tx.js';

const TRIES = 8;

interface Open {
  readonly tx: Tx;
  over: boolean;
}

/** The one door to the database. */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly reader: Reader;
  private readonly open = new AsyncLocalStorage<Open>();
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly sources: Sources,
    private readonly log: Log,
  ) {
    this.reader = new Reader(sources.reader.manager);
  }

  static async connect(
    config: Config,
    holdings: Holdings,
    log: Log,
    purpose: Purpose = 'serve',
  ): Promise<Database> {
    return new Database(await openSources(config.database, holdings, purpose), log);
  }

  get isMySql(): boolean {
    return this.sources.writer.options.type !== 'better-sqlite3';
  }

  /** For reading. Inside a write it is that write's transaction, so that nobody reads past what he has just written. */
  read(): Reader {
    return this.current()?.tx ?? this.reader;
  }

  /** One transaction; may run more than once where the database asks for it, so whatever leaves the house waits for `afterCommit`. A write inside a write is a mistake: pass the transaction on. */
  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.current()) throw new Error('a write inside a write: pass the transaction on');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.inTurn(() => this.once(work));
      } catch (error) {
        if (attempt === TRIES || !isRetryable(error)) throw error;
        this.log.debug('write tried again', { attempt });
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  /** Throws unless the database answers within so many milliseconds. */
  async ping(withinMs: number): Promise<void> {
    const late = sleep(withinMs, undefined, { ref: false }).then(() =>
      Promise.reject(new Error('no answer')),
    );
    await Promise.race([this.sources.reader.query('SELECT 1'), late]);
  }

  async onApplicationShutdown(): Promise<void> {
    const { writer, reader } = this.sources;
    await this.queue;
    if (reader !== writer && reader.isInitialized) await reader.destroy();
    if (writer.isInitialized) await writer.destroy();
  }

  private current(): Open | null {
    const open = this.open.getStore();
    return open && !open.over ? open : null;
  }

  // SQLite writes with one connection, which can hold one transaction at a time.
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.isMySql) return work();
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.sources.writer.createQueryRunner();
    const tx = new Tx(runner.manager);
    const open: Open = { tx, over: false };
    let answer: T;
    try {
      await runner.startTransaction();
      answer = await this.open.run(open, () => work(tx));
      await runner.commitTransaction();
    } catch (error) {
      // The first error counts; a connection that is gone cannot roll back, and the server does it.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      open.over = true;
      await runner.release();
    }
    this.after(tx);
    return answer;
  }

  private after(tx: Tx): void {
    for (const run of tx.committed) {
      try {
        run();
      } catch (error) {
        this.log.error('after commit', error);
      }
    }
  }
}
