import { Inject, Injectable } from '@nestjs/common';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { staffApi } from '@songtao/shared/api/staff.js';
import { townOf } from '@songtao/shared/area/area.js';
import { addDays, dayOf, daysBetween, endOfDay } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { defaultParam, namedValue, paramKeys } from '@songtao/shared/policy/param.js';
import { pushAt } from '@songtao/shared/worklist/rung.js';
import { AreaService } from '../area/area.service.js';
import { LeaveService } from '../identity/leave.service.js';
import type { Leave } from '../identity/leave.model.js';
import { RosterService } from '../identity/roster.service.js';
import { Outbox } from '../outbox/outbox.service.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Writes } from '../platform/idempotency.js';
import type { Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import { CountsStore } from './counts.store.js';

type Api = typeof staffApi;

const DUTY_DAYS = 14;

/** The values that the house ships with hold from here until a town has entered its own. */
const SHIPPED_FROM = '2026-01-01';

/** Roster, leave, duty and parameters as staff see them. */
@Injectable()
export class StaffService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(LeaveService) private readonly leave: LeaveService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CountsStore) private readonly counts: CountsStore,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  page({ scope }: Caller, { after, limit }: ParsedInputOf<Api['roster']>): Promise<OutputOf<Api['roster']>> {
    const grant = scope.grants.find(
      ({ role }) => role === 'admin' || role === 'townOfficer' || role === 'townLeader',
    );
    return this.roster.page(grant?.area ?? '', { after, limit });
  }

  async leaves({ personId }: Caller): Promise<OutputOf<Api['leaves']>> {
    const [found, near] = await Promise.all([this.leave.about(personId), this.leave.colleaguesOf(personId)]);
    const people = await this.roster.people([
      ...near,
      ...found.flatMap(({ person, cover }) => [person, cover]),
    ]);
    const items = await Promise.all(
      found.map(async ({ person, cover, ...leave }) => ({
        ...leave,
        person: people.get(person) ?? unknown(person),
        cover: people.get(cover) ?? unknown(cover),
        mine: person === personId,
        tasks: await this.counts.tasks(person, endOfDay(leave.to)),
      })),
    );
    return { items, colleagues: near.flatMap((id) => people.get(id) ?? []) };
  }

  async askLeave({ personId }: Caller, input: ParsedInputOf<Api['askLeave']>): Promise<void> {
    const { id, cover, from, to, requestId } = input;
    const leave = { id, person: personId, cover, from, to };
    await this.database.write((tx) =>
      this.writes.once(tx, { actor: personId, requestId, body: input }, async () => {
        await this.leave.ask(tx, leave);
        await this.tell(tx, {
          person: cover,
          by: personId,
          leave,
          says: (name) => `${name}请您替${span(from, to)}`,
        });
      }),
    );
  }

  async answerLeave({ personId }: Caller, input: ParsedInputOf<Api['answerLeave']>): Promise<void> {
    const { id, answer, requestId } = input;
    const words = { agreed: '答应替您', declined: '这次替不了您', cancelled: '不请假了，不用您替' };
    await this.database.write((tx) =>
      this.writes.once(tx, { actor: personId, requestId, body: input }, async () => {
        const leave = await this.leave.answer(tx, personId, id, answer);
        const person = answer === 'cancelled' ? leave.cover : leave.person;
        await this.tell(tx, { person, by: personId, leave, says: (name) => `${name}${words[answer]}` });
      }),
    );
  }

  async duty({ scope }: Caller): Promise<OutputOf<Api['duty']>> {
    const today = this.today();
    return { items: await this.roster.duties(this.townOf(scope), today, addDays(today, DUTY_DAYS - 1)) };
  }

  async params({ scope }: Caller): Promise<OutputOf<Api['params']>> {
    const region = this.townOf(scope);
    const params = await this.policy.params(region, this.today());
    const items = paramKeys.map((key) => {
      const shipped = defaultParam(key);
      const { value, unit, docNo, validFrom, ...row } = params.row(key) ?? {
        ...shipped,
        docNo: null,
        validFrom: SHIPPED_FROM,
        region,
      };
      const says = { value: namedValue(key, value), note: shipped.title, document: docNo };
      return { key, unit, validFrom, region: row.region, ...says };
    });
    return { items };
  }

  private async tell(
    tx: Tx,
    {
      person,
      by,
      leave,
      says,
    }: {
      person: string;
      by: string;
      leave: Pick<Leave, 'id' | 'from' | 'to'>;
      says: (name: string) => string;
    },
  ): Promise<void> {
    const now = this.clock.iso();
    const name = (await this.roster.people([by], tx)).get(by)?.name ?? '同事';
    const params = await this.policy.params(this.areas.town().code, this.today());
    await this.outbox.tell(tx, {
      person,
      event: `leave.${leave.id}.${now}`,
      title: says(name),
      body: `${dayWords(leave.from)} 到 ${dayWords(leave.to)}`,
      about: { kind: 'leave', id: leave.id },
      card: 'taskOpened',
      waiting: false,
      urgent: false,
      pushAt: pushAt(now, false, params),
    });
  }

  private townOf({ grants }: Caller['scope']): string {
    const area = grants.find((grant) => grant.area.length >= 9)?.area;
    return area === undefined ? this.areas.town().code : townOf(area);
  }

  private today(): string {
    return dayOf(this.clock.iso());
  }
}

const span = (from: string, to: string): string => `${daysBetween(from, to) + 1}天`;

const unknown = (id: string) => ({ id, name: '', role: '', phone: null });
