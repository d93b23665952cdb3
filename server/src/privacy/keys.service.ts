import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { CONFIG, type Config } from '../config/config.js';
import { Clock } from '../platform/clock.js';
import { Crypto } from '../platform/crypto.js';
import type { SealedColumn } from '../platform/data-map.js';
import { Database } from '../platform/database.js';
import { EveryMinute } from '../platform/every-minute.js';
import { Log } from '../platform/logger.js';
import { pendingMigrations } from '../platform/migrator.js';
import { SealedStore } from '../platform/sealed.store.js';
import { StartError } from '../platform/start.error.js';
import { KeyStore } from './key.store.js';
import { NightStore } from './night.store.js';

const BATCH = 50;
/** Between two batches whoever reads and writes has the database to himself. */
const PAUSE_MS = 5;
const JOB = 'keys';

/** The keys under which fields are sealed: refuses to start with wrong ones, and brings everything under the newest while people go on reading and writing. */
@Injectable()
export class Keys extends EveryMinute implements OnModuleInit {
  private cleanOn: string | null = null;
  private stopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'keys'>,
    @Inject(Database) private readonly database: Database,
    @Inject(Crypto) private readonly crypto: Crypto,
    @Inject(SealedStore) private readonly sealed: SealedStore,
    @Inject(KeyStore) private readonly keys: KeyStore,
    @Inject(NightStore) private readonly jobs: NightStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    super(log, 'rotation of keys');
  }

  /** Throws a sentence where a key is not the one that this database was written with, or where one is missing that is still needed. */
  async onModuleInit(): Promise<void> {
    if ((await pendingMigrations(this.database)).length > 0) return;
    const proofs = this.crypto.proofs();
    const known = await this.keys.all(this.database.read());
    for (const { id, proof } of known) {
      const own = proofs.get(id);
      if (own === undefined) await this.letGo(id);
      else if (own !== proof)
        throw new StartError(
          `${wordsOf(id)}不是原来那把，换回去再启动 (not the key of this database: ${id})`,
        );
    }
    await this.database.write((tx) => this.keys.add(tx, proofs));
  }

  override async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await super.onApplicationShutdown();
  }

  protected async round(): Promise<void> {
    const day = dayOf(this.clock.iso());
    if (this.config.keys.fields.length < 2 || this.cleanOn === day) return;
    const { remaining } = await this.rotate();
    if (remaining === 0) this.cleanOn = day;
  }

  /** Seals under the newest key whatever is not, a few rows at a time; cut off anywhere it goes on where it was, for what is done is not stale any more. */
  async rotate(): Promise<{ done: number; remaining: number }> {
    let done = 0;
    let remaining = 0;
    for (const column of this.sealed.columns()) {
      done += await this.rotateColumn(column);
      remaining += await this.sealed.countStale(column, this.current());
    }
    await this.tell(done, remaining);
    return { done, remaining };
  }

  private async rotateColumn(column: SealedColumn): Promise<number> {
    const kind = `${column.table}.${column.column}`;
    let done = 0;
    let after = null;
    while (!this.stopping) {
      const page = await this.sealed.stale(column, this.current(), { after, limit: BATCH });
      after = page.at(-1) ?? null;
      if (after === null) break;
      const sealed = await this.database.write(async (tx) => {
        let count = 0;
        for (const value of page) if (await this.sealed.reseal(tx, column, value)) count += 1;
        return count;
      });
      done += sealed;
      this.log.debug('sealed anew', { job: JOB, kind, count: sealed });
      await sleep(PAUSE_MS);
    }
    if (done > 0) this.log.info('sealed anew', { job: JOB, kind, count: done });
    return done;
  }

  private async tell(done: number, remaining: number): Promise<void> {
    const text =
      remaining === 0 ? 'the older keys may be taken out of FIELD_KEYS' : 'still under an older key';
    this.log.info('rotation', { job: JOB, count: remaining, text });
    const now = this.clock.iso();
    await this.database.write(async (tx) => {
      await this.jobs.take(tx, JOB, dayOf(now));
      await this.jobs.put(tx, JOB, { doneAt: now, done, remaining, found: null });
    });
  }

  private async letGo(id: string): Promise<void> {
    const keyId = id.replace(/^field\./, '');
    for (const column of this.sealed.columns()) {
      if (await this.sealed.isUsed(column, keyId))
        throw new StartError(`${wordsOf(id)}还有东西是用它封的，补上再启动 (key still in use: ${id})`);
    }
    await this.database.write((tx) => this.keys.drop(tx, id));
  }

  private current(): string {
    return this.config.keys.fields[0]?.id ?? '';
  }
}

const wordsOf = (id: string): string =>
  id === 'index' ? 'INDEX_KEY ' : `FIELD_KEYS 里编号 ${id.replace(/^field\./, '')} 的密钥`;
