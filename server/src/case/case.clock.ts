import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { levelAbove } from '@songtao/shared/workflow/define.js';
import { ladder, pushAt, rungTells, type Rung } from '@songtao/shared/worklist/rung.js';
import { RosterService } from '../identity/roster.service.js';
import type { CasePlace } from '../identity/route.model.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Log } from '../platform/logger.js';
import type { Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import { taskTitle } from './case.announcer.js';
import { CaseProcedure } from './case.procedure.js';
import { CaseStore } from './case.store.js';
import { TaskStore, type ClimbingTask } from './task.store.js';

const MINUTE = 60_000;
const BATCH = 100;

/** The minute's job: what the engine does by itself, the rungs of the ladder, and open tasks of people who are not there. Every step is done once, on however many replicas it runs. */
@Injectable()
export class CaseClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(CaseProcedure) private readonly procedure: CaseProcedure,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Outbox) private readonly outbox: Outbox,
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

  /** One round; a round that is asked for while another runs comes after it. */
  tick(): Promise<void> {
    this.running = this.running
      .then(() => this.round())
      .catch((error: unknown) => this.log.error('clock', error));
    return this.running;
  }

  private async round(): Promise<void> {
    await this.actWhatIsDue();
    await this.handOver();
    await this.climb();
  }

  private async actWhatIsDue(): Promise<void> {
    for (const id of await this.cases.dueToAct(this.database.read(), this.clock.iso(), BATCH)) {
      await this.database.write((tx) => this.procedure.actIfDue(tx, id));
    }
  }

  // A holder on agreed leave is covered; one whose role has ended is followed by whoever the roster names. Who comes back gets the tasks back.
  private async handOver(): Promise<void> {
    const db = this.database.read();
    const holders = await this.tasks.holders(db);
    const covers = await this.roster.covers(this.clock.iso());
    const living = await this.roster.living(holders);
    for (const holder of holders) {
      const cover = covers.find((leave) => leave.person === holder);
      if (living.has(holder) && !cover) continue;
      for (const task of await this.tasks.openOf(db, [holder], BATCH)) {
        await this.database.write(async (tx) => {
          const to = cover?.cover ?? (await this.successor(tx, task.caseId, holder));
          if (to !== holder)
            await this.procedure.handOver(tx, task.caseId, {
              from: holder,
              to,
              until: cover?.to ?? null,
              why: cover ? 'leave' : 'ended',
            });
        });
      }
    }
  }

  private async successor(tx: Tx, caseId: string, holder: string): Promise<string> {
    const loaded = await this.cases.find(tx, { kind: 'system', reason: 'hand over' }, caseId);
    if (!loaded) return holder;
    const { head, state } = loaded;
    const byLevel = { village: 'routed', town: 'town', county: 'county' } as const;
    return (await this.seek(tx, { category: head.category, holder }, head, byLevel[state.level ?? 'town']))
      .holder;
  }

  private seek(
    tx: Tx,
    { category, holder }: Pick<ClimbingTask, 'category' | 'holder'>,
    place: CasePlace,
    to: 'routed' | 'town' | 'county',
  ) {
    const actor = { person: holder, level: 'village' } as const;
    return this.roster.find(tx, {
      assign: { to },
      place,
      category,
      line: null,
      person: null,
      actor,
      owner: null,
      exclude: [holder],
    });
  }

  private async climb(): Promise<void> {
    for (const task of await this.tasks.atRung(this.database.read(), this.clock.iso(), BATCH)) {
      await this.database.write((tx) => this.step(tx, task));
    }
  }

  private async step(tx: Tx, task: ClimbingTask): Promise<void> {
    const now = this.clock.iso();
    const params = await this.policy.params(task.town, dayOf(now));
    const all = ladder(task, params, this.policy.calendar);
    const reached = all.filter(({ at }) => at <= now);
    const next = all.find(({ at }) => at > now)?.at ?? null;
    for (const { rung } of reached) {
      if (await this.tasks.take(tx, task.id, rung, { at: now, next }))
        await this.tell(tx, task, rung, pushAt(now, task.urgent, params));
    }
  }

  private async tell(tx: Tx, task: ClimbingTask, rung: Rung, at: string): Promise<void> {
    const title = taskTitle(workflowOf(task.category), task.key);
    const words: Record<Rung, string> = {
      unread: `还没人看：${title}`,
      unreadLeader: `一直没人看：${title}`,
      warn: `快到日子了：${title}`,
      due: `到日子没办：${title}`,
      second: `过了日子还没办：${title}`,
    };
    await this.outbox.tell(tx, {
      person: await this.listenerOf(tx, task, rung),
      event: `${task.id}.${rung}`,
      title: words[rung],
      body: task.number.slice(-7),
      about: { kind: 'case', id: task.caseId },
      card: rungTells[rung] === 'holder' ? 'taskDueSoon' : 'taskPassedUp',
      waiting: true,
      urgent: task.urgent,
      pushAt: at,
    });
  }

  private async listenerOf(tx: Tx, task: ClimbingTask, rung: Rung): Promise<string> {
    const tells = rungTells[rung];
    if (tells === 'holder') return task.holder;
    const place = {
      county: task.county,
      town: task.town,
      village: task.village,
      grid: null,
      household: null,
    };
    if (tells === 'townLeader') return this.roster.leaderOf(tx, place);
    const to = tells === 'levelAbove' && levelAbove(task.level) === 'county' ? 'county' : 'town';
    return (await this.seek(tx, task, place, to)).holder;
  }
}
