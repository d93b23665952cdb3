import { Inject, Injectable } from '@nestjs/common';
import { actingOn } from '@songtao/shared/access/acting.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { CaseLine, CaseView, TaskLine, caseApi } from '@songtao/shared/api/case.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { dayOf, endOfDay, startOfDay } from '@songtao/shared/calendar/calendar.js';
import { receiptWords } from '@songtao/shared/calendar/words.js';
import { maskPhone } from '@songtao/shared/notice/mask.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { filesIn } from '@songtao/shared/form/form.js';
import { available } from '@songtao/shared/workflow/decide.js';
import { worklists, type Worklist } from '@songtao/shared/worklist/worklist.js';
import { AreaService } from '../area/area.service.js';
import { FilesService } from '../files/files.service.js';
import { HouseholdService } from '../household/household.service.js';
import { PersonService } from '../identity/person.service.js';
import { RosterService } from '../identity/roster.service.js';
import { Audit } from '../platform/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import type { Reader } from '../platform/tx.js';
import { taskTitle } from './case.announcer.js';
import type { LoadedCase, OpenTask } from './case.model.js';
import { CaseProcedure } from './case.procedure.js';
import { CaseStore } from './case.store.js';
import { lineOf, viewOf } from './case.view.js';
import { ListStore } from './list.store.js';
import { TaskStore } from './task.store.js';

type PersonScope = Extract<Scope, { kind: 'person' }>;

const SHOWN_TODAY = 15;

/** What people read of cases: a page, lists, and the tasks of today. */
@Injectable()
export class CasePages {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(ListStore) private readonly lists: ListStore,
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(CaseProcedure) private readonly procedure: CaseProcedure,
    @Inject(PersonService) private readonly persons: PersonService,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(HouseholdService) private readonly households: HouseholdService,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(FilesService) private readonly files: FilesService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One case as this scope may see it; notFound otherwise. */
  async get(scope: PersonScope, id: string): Promise<CaseView> {
    const db = this.database.read();
    const loaded = await this.cases.find(db, scope, id);
    if (!loaded) throw new AppError('notFound');
    await this.keepLook(scope, loaded);
    return this.view(db, scope, loaded);
  }

  // The household, or without one whoever reported, can see which of the staff read it, and on which day.
  private async keepLook({ person, grants }: PersonScope, { head, parties }: LoadedCase): Promise<void> {
    const [grant] = grants;
    if (!grant || parties.some((party) => party.person === person)) return;
    const reporter = parties.find(({ party }) => party === 'reporter');
    const object = head.household
      ? { kind: 'household', id: head.household }
      : { kind: 'person', id: reporter?.person ?? head.id };
    const look = { actor: person, role: grant.role, what: 'case.opened', object, reason: null };
    const today = startOfDay(dayOf(this.clock.iso()));
    if (await this.audit.has(this.database.read(), look, today)) return;
    await this.database.write((tx) => this.audit.record(tx, look));
  }

  /** The page after an act of one's own: whoever handed the case to where one cannot follow is told how it stands and nothing more. */
  async after(scope: PersonScope, id: string): Promise<CaseView> {
    const db = this.database.read();
    const loaded =
      (await this.cases.find(db, scope, id)) ??
      (await this.cases.find(db, { kind: 'system', reason: 'answer to an act' }, id));
    if (!loaded) throw new AppError('notFound');
    return this.view(db, scope, loaded);
  }

  /** A named list; rows that are acted on at once say why one may not be. */
  async list(
    scope: PersonScope,
    { worklist, q, after, limit }: ParsedInputOf<typeof caseApi.list> & { readonly q?: string },
  ): Promise<OutputOf<typeof caseApi.list>> {
    const db = this.database.read();
    const page = await this.lists.page(db, scope, worklist, { q, after, limit, now: this.clock.iso() });
    const { batch }: Worklist = worklists[worklist];
    const ids = page.items.map(({ id }) => id);
    const [parties, blocks] = await Promise.all([
      this.cases.partiesOf(db, ids),
      batch ? this.blocksOf(db, scope, ids, batch) : null,
    ]);
    const items = page.items.map((summary): CaseLine => {
      const own = (parties.get(summary.id) ?? []).filter(({ person }) => person === scope.person);
      const as = actingOn(
        scope,
        summary,
        own.map(({ party }) => party),
      );
      const around = { villageName: this.areas.nameOf(summary.village) };
      return {
        ...lineOf(summary, { person: scope.person, as }, around, null),
        number: receiptWords(summary.number),
        blockedBy: blocks?.get(summary.id) ?? null,
      };
    });
    return { items, next: page.next };
  }

  /** Open tasks of this person and of those covered today. */
  async today(scope: PersonScope): Promise<OutputOf<typeof caseApi.today>> {
    const db = this.database.read();
    const now = this.clock.iso();
    const covered = new Set(scope.grants.flatMap((grant) => grant.for ?? []));
    const holders = [scope.person, ...covered];
    const [open, counts] = await Promise.all([
      this.tasks.openOf(db, scope, { holders, limit: SHOWN_TODAY + 1 }),
      this.tasks.countOf(db, scope, { holders, dueBy: endOfDay(dayOf(now)) }),
    ]);
    const names = await this.roster.people([...covered], db);
    const lines = open.map((task) => this.taskLine(task, now, names.get(task.holder)?.name ?? null));
    const items = lines.slice(0, SHOWN_TODAY);
    return {
      items,
      total: counts.total,
      urgent: items.filter((line) => line.urgent).length,
      dueToday: counts.due,
      next: lines[0] ?? null,
    };
  }

  /** People to whom this case can be given. */
  async colleagues(scope: PersonScope, id: string): Promise<OutputOf<typeof caseApi.colleagues>> {
    const db = this.database.read();
    const loaded = await this.cases.find(db, scope, id);
    if (!loaded) throw new AppError('notFound');
    return { items: await this.roster.colleagues(loaded.head, scope) };
  }

  private async view(db: Reader, scope: PersonScope, loaded: LoadedCase): Promise<CaseView> {
    const { head, rows, state, parties } = loaded;
    const ctx = await this.procedure.context(db, loaded, scope);
    const holders = rows.flatMap((row) => (row.decided.opened ?? []).map((task) => task.holder));
    const ids = [
      ...new Set([
        ...rows.map((row) => row.actor),
        ...rows.flatMap(({ form }) => (typeof form['person'] === 'string' ? [form['person']] : [])),
        ...holders,
        ...parties.map(({ person }) => person),
        state.owner ?? '',
      ]),
    ];
    const { actions } = workflowOf(head.category);
    const fileIds = [...new Set(rows.flatMap(({ action, form }) => filesIn(actions[action]?.form, form)))];
    const reporter = parties.find(({ party }) => party === 'reporter');
    const linked = loaded.links.map(({ caseId }) => caseId);
    const [people, files, headlines, isWithheld, known, unreached] = await Promise.all([
      this.roster.people(ids.filter(Boolean), db),
      this.files.refs(fileIds, scope.person, db),
      this.households.headline(head.household ? [head.household] : [], db),
      reporter ? this.persons.hasTakenBack(reporter.person, db) : false,
      this.cases.within(db, scope, linked),
      this.persons.some(toCall(loaded, scope), db),
    ]);
    const headline = head.household ? headlines.get(head.household) : undefined;
    const view = viewOf(
      loaded,
      ctx,
      { person: scope.person, as: ctx.actor.as },
      {
        people,
        files,
        params: ctx.params,
        calendar: ctx.calendar,
        now: ctx.now,
        villageName: this.areas.nameOf(head.village),
        isWithheld,
        householdSize: headline?.people ?? null,
        phone: shownPhone(headline ? headline.phone : head.subjectPhone, state.tasks, scope),
        calls: unreached.map(({ id, name, phone }) => ({
          id,
          name,
          role: people.get(id)?.role ?? '',
          phone,
        })),
      },
    );
    return {
      ...view,
      number: receiptWords(head.number),
      // An objection that the village may not load is not there for it, not even as a number.
      links: view.links
        .filter(({ caseId }) => known.has(caseId))
        .map((link) => ({ ...link, number: receiptWords(link.number) })),
    };
  }

  private taskLine(task: OpenTask, now: string, coverFor: string | null): TaskLine {
    const { caseId, key, due, opened, urgent } = task;
    const place = `${this.areas.nameOf(task.village)}${task.group === null ? '' : `${task.group}组`}`;
    const title = taskTitle(workflowOf(task.category), key);
    return {
      caseId,
      number: receiptWords(task.number),
      key,
      title,
      place,
      person: task.subjectName,
      due,
      opened,
      urgent,
      overdue: due < now,
      coverFor,
    };
  }

  /** Why the action may not be done to a case, for those to which it may not. */
  private async blocksOf(
    db: Reader,
    scope: PersonScope,
    ids: readonly string[],
    action: string,
  ): Promise<Map<string, string>> {
    const blocks = new Map<string, string>();
    for (const [id, loaded] of await this.cases.findMany(db, scope, ids)) {
      const ctx = await this.procedure.context(db, loaded, scope);
      const abilities = available(workflowOf(loaded.head.category), ctx);
      const ability = abilities.find((candidate) => candidate.action === action);
      const words = ability ? ability.blockedBy?.words : '这一步要别的人来办';
      if (words) blocks.set(id, words);
    }
    return blocks;
  }
}

const inHandsOf = ({ person, grants }: PersonScope): readonly string[] => [
  person,
  ...grants.flatMap((grant) => grant.for ?? []),
];

/** Whom no message reached since the call was asked for, if this reader is to make it. */
function toCall({ rows, state }: LoadedCase, scope: PersonScope): string[] {
  const isMine = state.tasks.some(({ key, holder }) => key === 'call' && inHandsOf(scope).includes(holder));
  const asked = rows.findLastIndex(({ action, decided }) => action === 'unreached' && decided.opened?.length);
  const unreached = rows.slice(asked).filter(({ action }) => isMine && action === 'unreached');
  return [...new Set(unreached.map(({ form }) => String(form['person'])))];
}

/** Who has to call gets the number to dial; to everybody else it is masked, and showing it asks a reason. */
function shownPhone(
  phone: string | null,
  tasks: LoadedCase['state']['tasks'],
  scope: PersonScope,
): string | null {
  const holders = inHandsOf(scope);
  return phone === null || tasks.some((task) => holders.includes(task.holder)) ? phone : maskPhone(phone);
}
