import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { householdApi, HouseholdView } from '@songtao/shared/api/registry.js';
import { dayOf, startOfDay } from '@songtao/shared/calendar/calendar.js';
import { maskPhone } from '@songtao/shared/notice/mask.js';
import { AreaService } from '../area/area.service.js';
import { HouseholdCasesService } from '../case/household-cases.service.js';
import { MembershipService } from '../identity/membership.service.js';
import { PersonService } from '../identity/person.service.js';
import { RosterService } from '../identity/roster.service.js';
import { Audit } from '../platform/audit.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Writes } from '../platform/idempotency.js';
import { HouseholdStore, type Household } from './household.store.js';
import { asShown, inOrder, isMinor } from './member.view.js';
import { cursorOf, readCursor } from './cursor.js';

type Api = typeof householdApi;

/** The file of a household, as whoever opens it may see it; every look of staff is kept and shown to the household. */
@Injectable()
export class CardService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HouseholdStore) private readonly store: HouseholdStore,
    @Inject(HouseholdCasesService) private readonly cases: HouseholdCasesService,
    @Inject(MembershipService) private readonly memberships: MembershipService,
    @Inject(PersonService) private readonly persons: PersonService,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async mine({ scope }: Caller): Promise<OutputOf<Api['mine']>> {
    return { household: scope.household === null ? null : await this.card(scope.household, scope) };
  }

  /** Opens a file; a look by staff is kept once a day. */
  async open(caller: Caller, id: string): Promise<HouseholdView> {
    const card = await this.card(id, caller.scope);
    const since = startOfDay(dayOf(this.clock.iso()));
    const look = { ...lookOf(caller, id), what: 'household.opened', reason: null };
    if (caller.scope.household !== id && !(await this.audit.has(this.database.read(), look, since))) {
      await this.database.write((tx) => this.audit.record(tx, look));
    }
    return card;
  }

  async search(
    { scope }: Caller,
    { q, after, limit }: ParsedInputOf<Api['search']>,
  ): Promise<OutputOf<Api['search']>> {
    const found = await this.store.search(scope, q, {
      after: after === undefined ? null : readCursor(after),
      limit,
    });
    const shown = found.slice(0, limit);
    const ids = shown.map(({ id }) => id);
    const [sizes, open] = await Promise.all([this.store.sizes(ids), this.cases.open(scope, ids)]);
    const items = shown.map(({ id, headName, village, villageGroup }) => ({
      id,
      head: headName,
      village,
      villageName: this.areas.nameOf(village),
      group: villageGroup,
      people: sizes.get(id) ?? 0,
      openCases: open.get(id) ?? 0,
    }));
    const last = shown.at(-1);
    return { items, next: found.length > limit && last ? cursorOf(last) : null };
  }

  /** Shows one masked field, once and with its reason. Nobody is shown the birth date of a child. */
  async reveal(caller: Caller, input: ParsedInputOf<Api['reveal']>): Promise<OutputOf<Api['reveal']>> {
    const { id, field, member, reason, requestId } = input;
    return this.database.write((tx) =>
      this.writes.once(tx, { actor: caller.personId, requestId, body: input }, async () => {
        const household = await this.reached(caller.scope, id);
        const value = field === 'phone' ? household.phone : await this.birthDate(id, member);
        await this.audit.record(tx, { ...lookOf(caller, id), what: `${field}.revealed`, reason });
        return { value };
      }),
    );
  }

  /** A cadre who knows them says whether a phone belongs to the household. */
  async confirm(caller: Caller, input: ParsedInputOf<Api['confirm']>): Promise<HouseholdView> {
    const { id, person, belongs, requestId } = input;
    await this.database.write((tx) =>
      this.writes.once(tx, { actor: caller.personId, requestId, body: input }, async () => {
        const { village, headName } = await this.reached(caller.scope, id);
        if (belongs) {
          await this.memberships.confirm(tx, { id, village }, person, caller.personId);
          // An account begins without a name; from now on it stands for this household.
          if ((await this.persons.get(person)).name === '')
            await this.persons.set(tx, person, { name: headName });
        } else {
          await this.memberships.refuse(tx, id, person, caller.personId);
        }
        const what = belongs ? 'membership.confirmed' : 'membership.refused';
        await this.audit.record(tx, { ...lookOf(caller, id), what, reason: null });
      }),
    );
    return this.card(id, caller.scope);
  }

  /** The file as this scope may see it; throws notFound for a foreign one. */
  async card(id: string, scope: Scope): Promise<HouseholdView> {
    const household = await this.reached(scope, id);
    const isOwn = scope.kind === 'person' && scope.household === id;
    const { county, town, village, grid, villageGroup, headName, phone } = household;
    const [members, contacts, servants, claims, cases] = await Promise.all([
      this.store.membersOf(id),
      this.store.contactsOf(id),
      this.roster.servantsOf({ county, town, village, grid, household: id }),
      isOwn ? [] : this.memberships.claimsIn(id),
      this.cases.of(scope, id),
    ]);
    const { gridWorker, helpPerson } = servants;
    const people = await this.roster.people([...contacts, gridWorker ?? '', helpPerson ?? '']);
    const today = dayOf(this.clock.iso());
    return {
      id,
      head: headName,
      village,
      villageName: this.areas.nameOf(village),
      group: villageGroup,
      grid,
      phone: phone === null ? null : maskPhone(phone),
      members: inOrder(members).map((member) => asShown(member, isOwn ? 'own' : 'staff', today)),
      contacts: contacts.flatMap((person) => people.get(person) ?? []),
      gridWorker: people.get(gridWorker ?? '') ?? null,
      helpPerson: people.get(helpPerson ?? '') ?? null,
      claims: await Promise.all(claims.map(({ person, claimedAt }) => this.claim(person, claimedAt))),
      cases,
    };
  }

  private async claim(person: string, at: string): Promise<HouseholdView['claims'][number]> {
    const { name, phone } = await this.persons.get(person);
    return { person, name, phone: phone === null ? null : maskPhone(phone), at };
  }

  private async birthDate(household: string, id: string | undefined): Promise<string | null> {
    const member = (await this.store.membersOf(household)).find((each) => each.id === id);
    if (!member) throw new AppError('notFound');
    if (isMinor(member, dayOf(this.clock.iso()))) throw new AppError('notYours');
    return member.birthDate;
  }

  private async reached(scope: Scope, id: string): Promise<Household> {
    const household = await this.store.find(scope, id);
    if (!household) throw new AppError('notFound');
    return household;
  }
}

const lookOf = ({ personId, scope }: Caller, id: string) => ({
  actor: personId,
  role: scope.grants[0]?.role ?? 'party',
  object: { kind: 'household', id },
});
