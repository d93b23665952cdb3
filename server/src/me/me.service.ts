import { Inject, Injectable } from '@nestjs/common';
import { lines } from '@songtao/shared/access/line.js';
import { roleTitles } from '@songtao/shared/access/role.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { Me, sessionApi } from '@songtao/shared/api/session.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { maskName, maskPhone } from '@songtao/shared/notice/mask.js';
import { AreaService } from '../area/area.service.js';
import { CONFIG, type Config } from '../config/config.js';
import { HouseholdService } from '../household/household.service.js';
import { LeaveService } from '../identity/leave.service.js';
import { PersonService } from '../identity/person.service.js';
import { RosterService } from '../identity/roster.service.js';
import { ScopeService } from '../identity/scope.service.js';
import { Audit } from '../platform/audit.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Writes } from '../platform/idempotency.js';
import { CountsStore } from './counts.store.js';
import { lookWords } from './looks.js';

type Api = typeof sessionApi;

const MOST_LOOKS = 100;

/** The signed-in person's own things. */
@Injectable()
export class MeService {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'facts' | 'demo'>,
    @Inject(Database) private readonly database: Database,
    @Inject(PersonService) private readonly people: PersonService,
    @Inject(ScopeService) private readonly scopes: ScopeService,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(LeaveService) private readonly leaves: LeaveService,
    @Inject(HouseholdService) private readonly households: HouseholdService,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(CountsStore) private readonly counts: CountsStore,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async view(id: string): Promise<Me> {
    const [person, { grants }, household, consent, cover, counts] = await Promise.all([
      this.people.get(id),
      this.scopes.scopeOf(id),
      this.householdOf(id),
      this.people.consentOf(id),
      this.leaves.coverOf(id),
      this.counts.of(id),
    ]);
    const { owner, filing } = this.config.facts;
    const own = grants.filter((grant) => grant.for === undefined);
    const coveredBy = cover === null ? null : ((await this.roster.people([cover])).get(cover)?.name ?? null);
    return {
      id,
      name: person.name,
      phone: person.phone === null ? null : maskPhone(person.phone),
      roles: own.map(({ role, area, line = null }) => {
        const title = line === null ? roleTitles[role] : lines[line];
        return { role, title, area, areaName: this.areas.nameOf(area), line };
      }),
      household,
      village: person.village,
      villageName: person.village === null ? null : this.areas.nameOf(person.village),
      elder: person.elder,
      readAtOnce: person.readAtOnce,
      consent,
      ...counts,
      coveredBy,
      wechatBound: person.openid !== null,
      owner,
      user: `${this.areas.town().name}人民政府`,
      filing,
      today: dayOf(this.clock.iso()),
      demo: this.config.demo,
    };
  }

  async settle({ personId }: Caller, settings: ParsedInputOf<Api['settings']>): Promise<void> {
    await this.database.write((tx) => this.people.set(tx, personId, settings));
  }

  async consent({ personId }: Caller, input: ParsedInputOf<Api['consent']>): Promise<void> {
    const request = { actor: personId, requestId: input.requestId, body: input };
    await this.database.write((tx) =>
      this.writes.once(tx, request, () => this.people.consent(tx, personId, input)),
    );
  }

  /** Said by whoever has no confirmed household; a confirmed one says it itself. */
  async sayVillage({ personId, scope }: Caller, village: string | null): Promise<void> {
    if (scope.household !== null) throw new AppError('blocked', { details: { guard: 'household' } });
    const isOurs = this.areas.villagesOf(this.areas.town().code).some(({ code }) => code === village);
    if (village !== null && !isOurs) throw new AppError('badInput', { details: { fields: ['village'] } });
    await this.database.write((tx) => this.people.set(tx, personId, { village }));
  }

  /** Binds the number behind a one-use code; answers who the caller is from now on. */
  async bindPhone(caller: Caller, code: string): Promise<string> {
    const phone = await this.people.shownPhone(caller.personId, code);
    return this.database.write(async (tx) => {
      const person = await this.people.bindPhone(tx, caller, phone);
      await this.households.claimByPhone(tx, person, phone);
      return person;
    });
  }

  /** Who looked at the data of this person and of the confirmed household, newest first. */
  async looks({ personId, scope }: Caller): Promise<OutputOf<Api['looks']>> {
    const db = this.database.read();
    const about = [
      { kind: 'person', id: personId },
      ...(scope.household ? [{ kind: 'household', id: scope.household }] : []),
    ];
    const events = (
      await Promise.all(about.map((object) => this.audit.about(db, object, MOST_LOOKS)))
    ).flat();
    const looks = events.filter(({ what, actor }) => what in lookWords && actor !== personId);
    const people = await this.roster.people(looks.map(({ actor }) => actor));
    const items = looks.map(({ at, actor, what, reason }) => {
      const by = people.get(actor);
      return { at, by: by ? `${by.name}（${by.role}）` : '工作人员', what: lookWords[what] ?? '', reason };
    });
    return { items: items.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST_LOOKS) };
  }

  async phones(caller: Caller): Promise<OutputOf<Api['phones']>> {
    const household = await this.households.ofPerson(caller.personId);
    const atWork = caller.scope.grants.find(({ area }) => area.length === 12)?.area;
    const place = household
      ? await this.households.placeOf(household.id)
      : await this.households.placeOfVillage(caller.scope.village ?? atWork ?? this.areas.town().code);
    return { ...(await this.roster.phoneBook(place)), duty: this.config.facts.dutyPhone };
  }

  private async householdOf(person: string): Promise<Me['household']> {
    const own = await this.households.ofPerson(person);
    if (!own) return null;
    const [{ village }, headlines] = await Promise.all([
      this.households.placeOf(own.id),
      this.households.headline([own.id]),
    ]);
    const headline = headlines.get(own.id);
    if (!headline) return null;
    const { head, villageName, group } = headline;
    // A number may have changed hands: who it really is, somebody who knows them has to say.
    return { ...own, head: own.confirmed ? head : maskName(head), village, villageName, group };
  }
}
