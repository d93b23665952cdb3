import { Inject, Injectable } from '@nestjs/common';
import { actingOn } from '@songtao/shared/access/acting.js';
import type { Line } from '@songtao/shared/access/line.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { actsAt, decide, type Decision, type Refusal } from '@songtao/shared/workflow/decide.js';
import type { Ctx, Facts } from '@songtao/shared/workflow/define.js';
import { since, step, type CaseState, type Row, type Task } from '@songtao/shared/workflow/fold.js';
import { AppError } from '../platform/errors.js';
import { Clock } from '../platform/clock.js';
import type { Reader, Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import { CaseAnnouncer } from './case.announcer.js';
import { CaseEffects, type EffectCall } from './case.effects.js';
import type { LoadedCase } from './case.model.js';
import { actorOf, CaseRows, systemActor, taskId } from './case.rows.js';
import { CaseStore } from './case.store.js';
import { MeetingFacts } from './meeting.facts.js';
import { TaskStore } from './task.store.js';

/** An act as somebody asked for it; `version` is null for the engine, which is never stale. */
export interface Act {
  readonly action: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly version: number | null;
  readonly scope: Scope;
}

/** One open task that passes from one person to another, why, and until which day. */
interface HandOver {
  readonly task: string;
  readonly from: string;
  readonly to: string;
  readonly until: string | null;
  readonly why: string;
}

/** Something that the engine is asked to do, and why. */
interface SystemAct {
  readonly action: string;
  readonly form: Act['form'];
  readonly reason: string;
}

/** How a case moves: decide, find the holders, append, open and close tasks, tell people, do the effects. Once, for every category. */
@Injectable()
export class CaseProcedure {
  constructor(
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(MeetingFacts) private readonly meetings: MeetingFacts,
    @Inject(CaseRows) private readonly rows: CaseRows,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(CaseAnnouncer) private readonly announcer: CaseAnnouncer,
    @Inject(CaseEffects) private readonly effects: CaseEffects,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What guards may look at. */
  async context(db: Reader, loaded: LoadedCase, scope: Scope, form: Act['form'] = {}): Promise<Ctx> {
    const { head, rows, state, links } = loaded;
    const now = this.clock.iso();
    const mine = loaded.parties.filter(({ person }) => person === actorOf(scope)).map(({ party }) => party);
    const meeting =
      typeof form['meeting'] === 'string' ? await this.meetings.of(db, form['meeting'], head) : null;
    const actorConfirmed =
      scope.kind === 'system' || head.household === null || scope.household === head.household;
    const facts: Facts = { links, actorConfirmed, ...(meeting && { meeting }) };
    return {
      state,
      history: rows,
      since: since(rows),
      actor: {
        person: actorOf(scope),
        as: actingOn(scope, { ...head, floor: state.floor, reached: state.reached }, mine),
      },
      form: {},
      facts,
      params: await this.policy.params(head.town, dayOf(now)),
      calendar: this.policy.calendar,
      now,
    };
  }

  /** Does one action. Throws what the edge turns into a status; the case as it is afterwards. */
  async act(tx: Tx, before: LoadedCase, act: Act): Promise<LoadedCase> {
    const ctx = await this.context(tx, before, act.scope, act.form);
    const decision = decide(workflowOf(before.head.category), act.action, act.form, ctx);
    const isStale = act.version !== null && act.version !== before.state.version;
    if ('refused' in decision) throw refusalError(decision, isStale, before.state);
    if (isStale && moves(decision)) throw staleError(before.state);
    const row = await this.rows.record(tx, before.head, decision, ctx);
    const state = step(before.state, row);
    const projection = this.rows.projection(before.head, state, [...before.rows, row], decision, ctx);
    const after = await this.cases.append(tx, before, row, state, projection);
    if (!after) throw staleError(before.state);
    return this.settle(tx, after, { row, ctx, effects: decision.effects });
  }

  /** What follows a row whoever wrote it: tasks, news, effects. The case as it is afterwards. */
  async settle(
    tx: Tx,
    after: LoadedCase,
    { row, ctx: { params, calendar }, effects }: { row: Row; ctx: Ctx } & Pick<Decision, 'effects'>,
  ): Promise<LoadedCase> {
    const { head, state } = after;
    await this.tasks.apply(tx, head.id, row, { urgent: state.urgent, params, calendar });
    if (state.tasks.some(({ holder }) => holder === row.actor))
      await this.tasks.seen(tx, head.id, row.actor, row.at);
    await this.announcer.tell(tx, after, row, params);
    for (const name of effects) await this.effects.get(name)(this.callOf(tx, after, row));
    await this.retryLinked(tx, after);
    return effects.length === 0 ? after : this.reload(tx, head.id);
  }

  /** Lets the engine act on a case in this transaction. */
  async actAsSystem(tx: Tx, caseId: string, { reason, ...act }: SystemAct): Promise<LoadedCase> {
    await this.cases.lock(tx, caseId);
    const scope: Scope = { kind: 'system', reason };
    return this.act(tx, await this.reload(tx, caseId), { ...act, version: null, scope });
  }

  /** The same, where the case may have moved on: false, and nothing done, where the act no longer fits. */
  async tryAsSystem(tx: Tx, caseId: string, { action, form, reason }: SystemAct): Promise<boolean> {
    await this.cases.lock(tx, caseId);
    const loaded = await this.reload(tx, caseId);
    const scope: Scope = { kind: 'system', reason };
    const ctx = await this.context(tx, loaded, scope);
    if ('refused' in decide(workflowOf(loaded.head.category), action, form, ctx)) return false;
    await this.act(tx, loaded, { action, form, version: null, scope });
    return true;
  }

  /** The engine's own act of the present state, if its time has come; true where it was done. */
  async actIfDue(tx: Tx, caseId: string): Promise<boolean> {
    await this.cases.lock(tx, caseId);
    const loaded = await this.reload(tx, caseId);
    const after = workflowOf(loaded.head.category).states[loaded.state.status]?.after;
    if (!after) return false;
    const scope: Scope = { kind: 'system', reason: 'after' };
    const ctx = await this.context(tx, loaded, scope);
    const at = actsAt(workflowOf(loaded.head.category), ctx);
    if (at === null || at > ctx.now || ctx.since.some((row) => row.action === after.do)) return false;
    // What blocks is a value here: an open objection leaves it due, to be tried again.
    if ('refused' in decide(workflowOf(loaded.head.category), after.do, {}, ctx)) return false;
    await this.act(tx, loaded, { action: after.do, form: {}, version: null, scope });
    return true;
  }

  /** A row in which the engine moves an open task from one person to another; nothing where it has moved meanwhile. */
  async handOver(tx: Tx, caseId: string, { task: id, ...form }: HandOver): Promise<void> {
    await this.cases.lock(tx, caseId);
    const before = await this.reload(tx, caseId);
    const task = before.state.tasks.find((open) => open.id === id && open.holder === form.from);
    if (!task) return;
    const ctx = await this.context(tx, before, { kind: 'system', reason: form.why });
    const seq = before.state.seq + 1;
    // Whoever gets it has the time of a new task to look at it, and the old one's to do it.
    const moved: Task = { ...task, id: taskId(caseId, seq, task.key), holder: form.to, opened: ctx.now };
    const row: Row = {
      seq,
      action: 'handedOver',
      actor: systemActor,
      as: { kind: 'system' },
      form,
      at: ctx.now,
      decided: {
        definition: workflowOf(before.head.category).version,
        closed: [id],
        opened: [moved],
      },
    };
    const state = step(before.state, row);
    const rows = [...before.rows, row];
    const projection = this.rows.projection(before.head, state, rows, { opens: [], form: {} }, ctx);
    // The cover works with the reach of the one who is away: a line's case stays that line's.
    const kept = { ...projection, line: before.head.line as Line | null };
    const after = await this.cases.append(tx, before, row, state, kept);
    if (after) await this.settle(tx, after, { row, ctx, effects: [] });
  }

  /** Whether this open task came to its holder because somebody was away. */
  async wasHanded(
    tx: Tx,
    { id, caseId }: { id: string; caseId: string },
    { from, to }: Pick<HandOver, 'from' | 'to'>,
  ): Promise<boolean> {
    const { rows } = await this.reload(tx, caseId);
    const row = rows.find(({ decided }) => decided.opened?.some((task) => task.id === id));
    if (row?.action !== 'handedOver') return false;
    return row.form['why'] === 'leave' && row.form['from'] === from && row.form['to'] === to;
  }

  private callOf(tx: Tx, loaded: LoadedCase, row: Row): EffectCall {
    return {
      tx,
      loaded,
      row,
      tryAsSystem: (caseId, action) =>
        this.tryAsSystem(tx, caseId, { action, form: {}, reason: `effect of ${loaded.head.id}` }),
      fileAsSystem: (request) => this.filer(tx, request),
    };
  }

  /** Set by the service that files, which stands above this one. */
  filer: (tx: Tx, request: Parameters<EffectCall['fileAsSystem']>[0]) => Promise<void> = () =>
    Promise.reject(new Error('nobody files'));

  // What waited for this case, such as a notice whose objection was just answered, is tried again at once.
  private async retryLinked(tx: Tx, { links, state, head }: LoadedCase): Promise<void> {
    if (workflowOf(head.category).states[state.status]?.kind !== 'closed') return;
    for (const link of links.filter(({ direction, open }) => direction === 'from' && open))
      await this.actIfDue(tx, link.caseId);
  }

  private async reload(tx: Tx, id: string): Promise<LoadedCase> {
    const loaded = await this.cases.find(tx, { kind: 'system', reason: 'procedure' }, id);
    if (!loaded) throw new AppError('notFound');
    return loaded;
  }
}

const moves = (decision: Decision): boolean =>
  decision.to !== undefined || decision.floor !== undefined || decision.opens.some((opening) => opening.main);

const currentOf = ({ status, version, owner }: CaseState) => ({ current: { status, version, owner } });

const staleError = (state: CaseState): AppError => new AppError('stale', { details: currentOf(state) });

function refusalError(refusal: Refusal, isStale: boolean, state: CaseState): AppError {
  // Whoever comes second is told that somebody was first, not which guard that somebody's act now trips.
  const isOvertaken =
    isStale && !refusal.retry && ['notNow', 'notYours', 'blocked'].includes(refusal.refused);
  if (isOvertaken) return staleError(state);
  const details = refusal.refused === 'badInput' ? { fields: [refusal.code] } : { guard: refusal.code };
  return new AppError(refusal.refused, {
    message: refusal.words,
    details: { ...details, ...currentOf(state) },
    ...(refusal.retry && { retry: true }),
  });
}
