import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { actingOn } from '@songtao/shared/access/acting.js';
import type { Level } from '@songtao/shared/access/role.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { caseApi } from '@songtao/shared/api/case.js';
import type { Receipt } from '@songtao/shared/api/receipt.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { receiptWords } from '@songtao/shared/calendar/words.js';
import { workflowOf, type Category } from '@songtao/shared/category/registry.js';
import { begin } from '@songtao/shared/workflow/decide.js';
import type { Ctx, Facts, LinkKind } from '@songtao/shared/workflow/define.js';
import { fold, type Acting, type Party } from '@songtao/shared/workflow/fold.js';
import { PersonService } from '../identity/person.service.js';
import { RosterService } from '../identity/roster.service.js';
import { NoticeItemService } from '../notice/notice-item.service.js';
import type { Caller } from '../platform/caller.js';
import { badInput } from '../platform/clean.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Writes } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import type { Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import type { SystemFiling } from './case.effects.js';
import type { CaseHead, CaseLink, CaseParty, LoadedCase } from './case.model.js';
import { CaseNumbers } from './number.store.js';
import { CaseProcedure } from './case.procedure.js';
import { actorOf, CaseRows, liveKeyOf } from './case.rows.js';
import { CaseStore } from './case.store.js';
import { CaseSubjects, type Subject } from './case.subject.js';

type Filing = ParsedInputOf<typeof caseApi.create>;

interface Birth {
  readonly id: string;
  readonly number: string;
  readonly category: Category;
  readonly form: Readonly<Record<string, unknown>>;
  readonly scope: Scope;
  readonly subject: Subject;
  readonly parties: readonly CaseParty[];
  readonly links: readonly { readonly to: LoadedCase; readonly kind: LinkKind }[];
}

/** How a case begins, whatever it is about: whose it is, where, whether a live one takes it in. */
@Injectable()
export class CaseFiling implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(CaseNumbers) private readonly numbers: CaseNumbers,
    @Inject(CaseProcedure) private readonly procedure: CaseProcedure,
    @Inject(CaseRows) private readonly rows: CaseRows,
    @Inject(CaseSubjects) private readonly subjects: CaseSubjects,
    @Inject(NoticeItemService) private readonly noticeItems: NoticeItemService,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(PersonService) private readonly people: PersonService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.procedure.filer = (tx, request) => this.fileAsSystem(tx, request);
  }

  /** Files a case for whoever calls, once. */
  async file(caller: Caller, input: Filing): Promise<Receipt> {
    const subject = await this.subjects.of(caller.scope, input);
    const number = await this.numbers.next(subject.town);
    const request = { actor: caller.personId, requestId: input.requestId, body: input };
    return this.database.write((tx) =>
      this.writes.once(tx, request, () => this.fileOnce(tx, caller, { input, subject, number })),
    );
  }

  private async fileOnce(
    tx: Tx,
    { scope, personId }: Caller,
    { input, subject, number }: { input: Filing; subject: Subject; number: string },
  ): Promise<Receipt> {
    const links = await this.about(tx, scope, input);
    const parties = partiesOf(personId, subject, input);
    const birth: Birth = { ...input, number, subject, parties, links, scope };
    await this.requireConsent(tx, birth);
    const live = await this.liveLocked(tx, birth);
    if (live) return this.join(tx, live, birth);
    const born = await this.bear(tx, birth);
    return born ? this.receipt(tx, born, false) : this.joinWinner(tx, birth);
  }

  // What somebody says into a phone of their own is kept with their consent; whoever comes by a cadre, the hotline or on paper is asked at the door.
  private async requireConsent(tx: Tx, birth: Birth): Promise<void> {
    const isOwn = capacityOf(birth, headOf(birth, this.clock.iso())).kind === 'party';
    if (birth.form['channel'] === undefined || !isOwn) return;
    if ((await this.people.consentOf(actorOf(birth.scope), tx)) !== null) return;
    throw new AppError('blocked', {
      message: '先在“我的”里点同意，再发一次',
      details: { guard: 'consent' },
    });
  }

  // Two reports in the same instant: the database let one in, the other joins it.
  private async joinWinner(tx: Tx, birth: Birth): Promise<Receipt> {
    const live = await this.liveLocked(tx, birth);
    if (!live) throw new AppError('keyReused');
    return this.join(tx, live, birth);
  }

  // Held first and then looked at again: one that was closed meanwhile takes nobody in, and the report is a case of its own.
  private async liveLocked(tx: Tx, birth: Birth): Promise<string | null> {
    const key = liveKeyOf(headOf(birth, this.clock.iso()));
    const found = key === null ? null : await this.cases.findLive(tx, key);
    if (key === null || found === null) return null;
    await this.cases.lock(tx, found);
    return this.cases.findLive(tx, key);
  }

  // The household's own people see all of it; whoever says the same follows. A phone that only claims the household says the same, and so does a neighbour.
  private async join(tx: Tx, live: string, { subject, parties, form, scope }: Birth): Promise<Receipt> {
    const system: Scope = { kind: 'system', reason: 'the same was reported again' };
    const isSameHome = (await this.cases.find(tx, system, live))?.head.household === subject.household;
    const stand = (await this.cases.partiesOf(tx, [live])).get(live) ?? [];
    const known = new Set(stand.map(({ person }) => person));
    for (const { person, party, hidden } of parties) {
      if (party === 'subject' && isSameHome && subject.confirmed.includes(person))
        await this.cases.addParty(tx, live, { person, party, hidden });
      if (party === 'reporter' && !known.has(person))
        await this.cases.addParty(tx, live, { person, party: 'follower', hidden });
    }
    const said = { action: 'joined', form };
    const after = await this.procedure.actAsSystem(tx, live, { ...said, reason: system.reason });
    await this.rows.requireOwnFiles(tx, after.head, said, actorOf(scope));
    return this.receipt(tx, after, true);
  }

  /** Null where the database holds a live one already. */
  private async bear(tx: Tx, birth: Birth): Promise<LoadedCase | null> {
    const now = this.clock.iso();
    const head = headOf(birth, now);
    const as = capacityOf(birth, head);
    const ctx = await this.birthContext(birth, { now, as });
    const decision = begin(workflowOf(birth.category), birth.form, as, ctx);
    if ('refused' in decision) {
      const details =
        decision.refused === 'badInput' ? { fields: [decision.code] } : { guard: decision.code };
      throw new AppError(decision.refused, { message: decision.words, details });
    }
    const about = birth.links.flatMap(({ to }) => to.rows);
    const row = await this.rows.record(tx, head, decision, ctx, about);
    const state = fold([row]);
    const placed = { ...head, floor: state.floor, reached: state.reached };
    const projection = this.rows.projection(placed, state, [row], decision, { ...ctx, state });
    const { parties, links } = { parties: distinct(birth.parties), links: linksOf(birth) };
    const born = await this.cases.insert(tx, placed, row, { ...projection, parties, links });
    return (
      born && this.procedure.settle(tx, born, { row, ctx: { ...ctx, state }, effects: decision.effects })
    );
  }

  private async birthContext(
    birth: Birth,
    { now, as }: { now: string; as: Acting },
  ): Promise<Omit<Ctx, 'state'>> {
    const about = birth.links[0]?.to;
    const facts: Facts = {
      links: linksOf(birth),
      // A telephone alone tells nobody: somebody has to call.
      subjectReachable: birth.parties.some(({ party }) => party === 'subject'),
      ...(about && { decidedAt: decidedAt(about) }),
    };
    const params = await this.policy.params(birth.subject.town, dayOf(now));
    return {
      history: [],
      since: [],
      actor: { person: actorOf(birth.scope), as: [as] },
      form: {},
      facts,
      params,
      calendar: this.policy.calendar,
      now,
    };
  }

  private async about(tx: Tx, scope: Scope, { about, category }: Filing): Promise<Birth['links']> {
    if (!about) return [];
    const of = workflowOf(category).about;
    if (of === 'case' && about.case) {
      const to = await this.cases.find(tx, scope, about.case);
      if (!to) throw new AppError('notFound');
      if (!workflowOf(to.head.category).mayBeAppealed) throw badInput(['about']);
      return [{ to, kind: 'appealsAgainst' }];
    }
    if (of !== 'notice' || !about.notice) throw badInput(['about']);
    const items = await this.noticeItems.openFor(tx, scope, about.notice, about.household ?? null);
    const targets = await Promise.all(
      items.map((item) => this.cases.find(tx, { kind: 'system', reason: 'objection' }, item.case)),
    );
    return targets.flatMap((to) => (to ? [{ to, kind: 'objectsTo' as const }] : []));
  }

  private async fileAsSystem(tx: Tx, { category, form, about, link }: SystemFiling): Promise<void> {
    const { head } = about;
    const { subjectName: name, subjectPhone: phone } = head;
    const subject: Subject = { ...head, name, phone, people: [], confirmed: [] };
    const scope: Scope = { kind: 'system', reason: `filed for ${head.id}` };
    const subjects = about.parties.filter(({ party }) => party === 'subject');
    // Whoever spoke for somebody else follows where nobody else can: how it stands, and not what is answered there.
    const reporters = about.parties.filter(({ party }) => party === 'reporter');
    const followers = reporters.map((each): CaseParty => ({ ...each, party: 'follower' }));
    const parties = subjects.length > 0 ? subjects : followers;
    // A number taken inside a transaction would wait for itself: the day's case number with its own suffix is free.
    const number = `${head.number}-${String(about.links.length + 1)}`.slice(0, 24);
    const born = await this.bear(tx, {
      id: newId(),
      number,
      category,
      form,
      scope,
      subject,
      parties,
      links: [{ to: about, kind: link }],
    });
    if (!born) throw new AppError('broken');
  }

  private async receipt(tx: Tx, { head, state, rows }: LoadedCase, joined: boolean): Promise<Receipt> {
    const owner = state.owner ?? '';
    const holder = (await this.roster.people([owner], tx)).get(owner);
    if (!holder) throw new AppError('broken');
    const promise =
      state.tasks.find((task) => task.key === 'contact') ?? state.tasks.find((task) => task.main);
    const at = rows[0]?.at ?? state.started;
    return {
      id: head.id,
      number: receiptWords(head.number),
      at,
      joined,
      promisedBy: promise?.due ?? at,
      holder,
    };
  }
}

function linksOf({ links }: Birth): CaseLink[] {
  return links.map(({ to: { head, state }, kind }) => ({
    kind,
    direction: 'from',
    caseId: head.id,
    number: head.number,
    category: head.category,
    open: workflowOf(head.category).states[state.status]?.kind !== 'closed',
    outcome: state.outcome,
  }));
}

const distinct = (parties: readonly CaseParty[]): CaseParty[] => [
  ...new Map(parties.map((each) => [`${each.person}|${each.party}`, each])).values(),
];

function headOf({ id, number, category, form, subject }: Birth, now: string): CaseHead {
  const workflow = workflowOf(category);
  const title = form[workflow.titleField ?? ''];
  const { county, town, village, grid, household, group, name, phone } = subject;
  return {
    id,
    number,
    category,
    county,
    town,
    village,
    grid,
    household,
    group,
    titleKey: typeof title === 'string' ? title : null,
    line: null,
    floor: workflow.floor,
    reached: workflow.reached,
    subjectName: name,
    subjectPhone: phone,
    reportedAt: now,
  };
}

// Staff file in their role where it reaches the place; anybody may file as a villager.
function capacityOf({ scope, category, form }: Birth, head: CaseHead): Acting {
  if (scope.kind === 'system') return { kind: 'system' };
  const start = Object.values(workflowOf(category).actions).find((action) => action.from === 'start');
  const isOwn = form['channel'] === 'self' || form['channel'] === 'proxy';
  const roles =
    start?.who.flatMap((who) => (typeof who === 'object' && 'roles' in who ? who.roles : [])) ?? [];
  const as = isOwn
    ? undefined
    : actingOn(scope, { ...head, floor: 'village', reached: 'county' }, []).find(
        (acting) => acting.kind === 'role' && roles.includes(acting.role),
      );
  return as ?? { kind: 'party', party: 'reporter' };
}

function partiesOf(person: string, subject: Subject, { form }: Filing): CaseParty[] {
  const hidden = form['hideReporter'] === true || form['hidden'] === true;
  const subjects = subject.people.map((id): CaseParty => ({ person: id, party: 'subject', hidden: false }));
  return [{ person, party: 'reporter' satisfies Party, hidden }, ...subjects];
}

/** The level that an appeal is about: who holds the case while it is open, who decided it once it is closed. */
function decidedAt({ rows, state }: LoadedCase): Level {
  const row = rows.findLast(({ as, decided }) => as.kind === 'role' && decided.to !== undefined);
  const decider = row?.as.kind === 'role' ? row.as.level : null;
  return state.level ?? decider ?? 'village';
}
