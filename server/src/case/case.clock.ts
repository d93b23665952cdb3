import { Inject, Injectable } from '@nestjs/common';
import { lineKeys, type Line } from '@songtao/shared/access/line.js';
import { reaches, type Scope } from '@songtao/shared/access/scope.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { receiptWords } from '@songtao/shared/calendar/words.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { levelAbove, type Assign } from '@songtao/shared/workflow/define.js';
import { ladder, pushAt, rungTells, type Rung } from '@songtao/shared/worklist/rung.js';
import { RosterService } from '../identity/roster.service.js';
import { ScopeService } from '../identity/scope.service.js';
import type { CasePlace } from '../identity/route.model.js';
import { Outbox, type News } from '../outbox/outbox.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { EveryMinute } from '../platform/every-minute.js';
import { Log } from '../platform/logger.js';
import type { Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import { taskTitle } from './case.announcer.js';
import type { OpenTask } from './case.model.js';
import { CaseProcedure } from './case.procedure.js';
import { CaseStore } from './case.store.js';
import { TaskStore, type ClimbingTask } from './task.store.js';

const BATCH = 100;
/** More open tasks than one person can have. */
const MOST_HELD = 1_000;

const engine: Scope = { kind: 'system', reason: 'hand over' };

/** The minute's job: what the engine does by itself, the rungs of the ladder, and open tasks of people who are not there. Every step is done once, on however many replicas it runs. */
@Injectable()
export class CaseClock extends EveryMinute {
  /** Leaves of which everything has gone back: nothing more is ever handed over for them. */
  private readonly returned = new Set<string>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(CaseProcedure) private readonly procedure: CaseProcedure,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(ScopeService) private readonly scopes: ScopeService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    super(log, 'clock of cases');
  }

  protected async round(): Promise<void> {
    await this.actWhatIsDue();
    await this.giveBack();
    await this.handOver();
    await this.climb();
  }

  private async actWhatIsDue(): Promise<void> {
    const now = this.clock.iso();
    await this.everyPage(
      (after) => this.cases.dueToAct(this.database.read(), now, { after, limit: BATCH }),
      (tx, { id }) => this.procedure.actIfDue(tx, id),
    );
  }

  private async everyPage<T extends { readonly id: string }>(
    page: (after: string) => Promise<readonly T[]>,
    work: (tx: Tx, item: T) => Promise<unknown>,
  ): Promise<void> {
    for (let found = await page(''); found.length > 0; found = await page(found.at(-1)?.id ?? ''))
      await this.each(found, work);
  }

  /** One that fails, as in a place that has lost its staff, does not stop the others. */
  private async each<T>(items: readonly T[], work: (tx: Tx, item: T) => Promise<unknown>): Promise<void> {
    for (const item of items) {
      await this.database
        .write((tx) => work(tx, item))
        .catch((error: unknown) => this.log.error('clock', error));
    }
  }

  private heldBy(person: string): Promise<OpenTask[]> {
    return this.tasks.heldBy(this.database.read(), person, MOST_HELD);
  }

  // A holder on agreed leave is covered; one whose role has ended is followed by whoever the roster names.
  private async handOver(): Promise<void> {
    const holders = await this.tasks.holders(this.database.read());
    const covers = await this.roster.covers(this.clock.iso());
    const living = await this.roster.living(holders);
    for (const holder of holders) {
      const leave = covers.find(({ person }) => person === holder);
      if (leave) {
        const move = { from: holder, to: leave.cover, until: leave.to, why: 'leave' };
        await this.each(await this.heldBy(holder), (tx, { caseId, id }) =>
          this.procedure.handOver(tx, caseId, { ...move, task: id }),
        );
      } else await this.passOn(holder, living.has(holder));
    }
  }

  // A grid that went to somebody else, a cover that is over: who can no longer open a case cannot hold it.
  private async passOn(holder: string, isLiving: boolean): Promise<void> {
    const held = await this.heldBy(holder);
    const { grants } = await this.scopes.scopeOf(holder);
    const lost = held.filter((task) => !isLiving || !grants.some((grant) => reaches(grant, task)));
    await this.each(lost, async (tx, task) => {
      const to = await this.successor(tx, task);
      const next = await this.scopes.scopeOf(to);
      if (to === holder || !next.grants.some((grant) => reaches(grant, task))) return;
      await this.procedure.handOver(tx, task.caseId, {
        task: task.id,
        from: holder,
        to,
        until: null,
        why: 'ended',
      });
    });
  }

  // Who comes back gets back what the colleague was handed, and nothing of the colleague's own.
  private async giveBack(): Promise<void> {
    const now = this.clock.iso();
    const away = new Set((await this.roster.covers(now)).map(({ person }) => person));
    for (const { id, person, cover } of await this.roster.leavesOver(now)) {
      if (this.returned.has(id) || away.has(person)) continue;
      const isBack = (await this.roster.living([person])).has(person);
      const held = isBack ? await this.heldBy(cover) : [];
      await this.each(held, async (tx, task) => {
        if (await this.procedure.wasHanded(tx, task, { from: person, to: cover }))
          await this.procedure.handOver(tx, task.caseId, {
            task: task.id,
            from: cover,
            to: person,
            until: null,
            why: 'back',
          });
      });
      this.returned.add(id);
    }
  }

  private async successor(tx: Tx, { caseId, category, holder, level }: OpenTask): Promise<string> {
    const loaded = await this.cases.find(tx, engine, caseId);
    if (!loaded) return holder;
    const { head } = loaded;
    const byLevel = { village: 'routed', town: 'town', county: 'county' } as const;
    // What lay with a line is followed by somebody of that line, where there is one.
    const line = level === 'town' ? lineKeys.find((key) => key === head.line) : undefined;
    const assign: Assign = line ? { to: 'line', field: 'line' } : { to: byLevel[level] };
    return (await this.seek(tx, { category, holder }, head, assign, line)).holder;
  }

  private seek(
    tx: Tx,
    { category, holder }: Pick<OpenTask, 'category' | 'holder'>,
    place: CasePlace,
    assign: Assign,
    line: Line | null = null,
  ) {
    const actor = { person: holder, level: 'village' } as const;
    const nobody = { person: null, owner: null };
    return this.roster.find(tx, { ...nobody, assign, place, category, line, actor, exclude: [holder] });
  }

  private async climb(): Promise<void> {
    const now = this.clock.iso();
    await this.everyPage(
      (after) => this.tasks.atRung(this.database.read(), now, { after, limit: BATCH }),
      (tx, task) => this.step(tx, task),
    );
  }

  private async step(tx: Tx, task: ClimbingTask): Promise<void> {
    const now = this.clock.iso();
    const params = await this.policy.params(task.town, dayOf(now));
    const all = ladder(task, params, this.policy.calendar);
    const reached = all.filter(({ at }) => at <= now);
    // Also where no rung is left to take: what was read has no unread rungs and waits for its clock.
    await this.tasks.wakeAt(tx, task.id, all.find(({ at }) => at > now)?.at ?? null);
    for (const { rung } of reached) {
      if (await this.tasks.take(tx, task.id, rung, now))
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
      body: receiptWords(task.number),
      about: { kind: 'case', id: task.caseId },
      card: cardOf(task, rung),
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
    return (await this.seek(tx, task, place, { to })).holder;
  }
}

function cardOf({ urgent }: ClimbingTask, rung: Rung): News['card'] {
  if (urgent) return 'taskUrgent';
  return rungTells[rung] === 'holder' ? 'taskDueSoon' : 'taskPassedUp';
}
