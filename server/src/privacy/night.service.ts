import { Inject, Injectable } from '@nestjs/common';
import { dayOf, minutesOfDay } from '@songtao/shared/calendar/calendar.js';
import { pushAt } from '@songtao/shared/worklist/rung.js';
import { AreaService } from '../area/area.service.js';
import { ChainService } from '../case/chain.service.js';
import { RosterService } from '../identity/roster.service.js';
import { Outbox } from '../outbox/outbox.service.js';
import { AuditChain } from '../platform/audit.chain.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { EveryMinute } from '../platform/every-minute.js';
import { Log } from '../platform/logger.js';
import { PolicyService } from '../policy/policy.service.js';
import { NightStore } from './night.store.js';
import { Retention } from './retention.service.js';

const FROM = 2 * 60;
const TO = 5 * 60;
/** More broken histories than these are one disaster. */
const MOST_SAID = 5;

/** What a job did: how much, how much remains or is wrong, and in words what people have to see to. */
interface Outcome {
  readonly done: number;
  readonly remaining: number;
  readonly found: readonly string[];
}

/** Looks after what is kept: hangs the audit log on its chain every minute, and between two and five in the morning, once on however many replicas, holds all histories against theirs and ends what has been kept long enough. */
@Injectable()
export class Night extends EveryMinute {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NightStore) private readonly jobs: NightStore,
    @Inject(AuditChain) private readonly chain: AuditChain,
    @Inject(ChainService) private readonly histories: ChainService,
    @Inject(Retention) private readonly retention: Retention,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    super(log, 'night');
  }

  protected async round(): Promise<void> {
    await this.chain.extend();
    const now = minutesOfDay(this.clock.iso());
    if (now < FROM || now >= TO) return;
    await this.once('histories', () => this.checkHistories());
    // After the look: what is gone can no longer be looked at.
    await this.once('retention', async () => ({ done: await this.retention.end(), remaining: 0, found: [] }));
  }

  /** Every history, and the audit log; what does not fit is told to people. */
  async checkHistories(): Promise<Outcome> {
    const { cases, broken } = await this.histories.check();
    const link = await this.chain.brokenAt();
    const head = await this.chain.last();
    // The log is kept elsewhere: with this line a log that was cut off is found, too.
    if (head) this.log.info('audit head', { job: 'histories', count: head.seq, id: head.hash });
    const found = [...broken.map(({ words }) => words), ...(link === null ? [] : [`操作日志第${link}段`])];
    for (const { id } of broken) this.log.warn('history broken', { job: 'histories', id });
    if (link !== null) this.log.warn('audit log broken', { job: 'histories', count: link });
    if (found.length > 0) await this.warn(found);
    return { done: cases, remaining: found.length, found };
  }

  private async once(job: string, work: () => Promise<Outcome>): Promise<void> {
    const day = dayOf(this.clock.iso());
    if (!(await this.database.write((tx) => this.jobs.take(tx, job, day)))) return;
    const { done, remaining, found } = await work();
    const words = found.length === 0 ? null : found.slice(0, MOST_SAID).join('；');
    const result = { doneAt: this.clock.iso(), done, remaining, found: words };
    await this.database.write((tx) => this.jobs.put(tx, job, result));
    this.log.info('night', { job, count: done, text: `${remaining} remaining` });
  }

  private async warn(found: readonly string[]): Promise<void> {
    const now = this.clock.iso();
    const town = this.areas.town().code;
    const people = await this.roster.holding(town, ['admin', 'townLeader']);
    const params = await this.policy.params(town, dayOf(now));
    await this.database.write(async (tx) => {
      for (const { id } of people)
        await this.outbox.tell(tx, {
          person: id,
          event: `broken.${dayOf(now)}`,
          title: '有记录被人改过',
          body: `${found.slice(0, MOST_SAID).join('；')}。先别动，马上报区里。`,
          about: { kind: 'none', id: null },
          card: 'taskPassedUp',
          waiting: true,
          urgent: true,
          pushAt: pushAt(now, true, params),
        });
    });
  }
}
