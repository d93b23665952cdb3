import { Inject, Injectable } from '@nestjs/common';
import type { StaffRole } from '@songtao/shared/access/role.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { meetingApi } from '@songtao/shared/api/case.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { AreaService } from '../area/area.service.js';
import { FilesService } from '../files/files.service.js';
import { HouseholdService } from '../household/household.service.js';
import { minutesSheet } from '../notice/sheet.model.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Writes } from '../platform/idempotency.js';
import { PolicyService } from '../policy/policy.service.js';
import { CaseStore } from './case.store.js';
import { MeetingStore } from './meeting.store.js';

const SHOWN = 5;

/** Meetings at which a village deliberates. */
@Injectable()
export class MeetingService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(MeetingStore) private readonly meetings: MeetingStore,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(HouseholdService) private readonly households: HouseholdService,
    @Inject(FilesService) private readonly files: FilesService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Records a meeting of one's own village; its roster is the village's representatives of that day. */
  async create(caller: Caller, input: ParsedInputOf<typeof meetingApi.create>): Promise<{ id: string }> {
    requireVillage(caller.scope, input.village);
    const { id, village, heldAt, place, present, minutes } = input;
    if (heldAt > this.clock.iso()) throw new AppError('badInput', { details: { fields: ['heldAt'] } });
    const request = { actor: caller.personId, requestId: input.requestId, body: input };
    return this.database.write((tx) =>
      this.writes.once(tx, request, async () => {
        const roster = await this.households.representativesOf(village);
        const called = new Set(roster.map((person) => person.id));
        if (!present.every((person) => called.has(person)))
          throw new AppError('badInput', { details: { fields: ['present'] } });
        if ((await this.files.foreignTo(caller.personId, minutes, tx)).length > 0)
          throw new AppError('badInput', { details: { fields: ['minutes'] } });
        const where = await this.households.placeOfVillage(village);
        const isNew = await this.meetings.insert(tx, {
          id,
          county: where.county,
          town: where.town,
          village,
          heldAt,
          place,
          roster,
          present,
          minutes,
          writer: caller.personId,
        });
        if (!isNew) throw new AppError('keyReused');
        return { id };
      }),
    );
  }

  /** The roster of a case's village with its kin marked, and the meetings at which it may be deliberated. */
  async forCase(
    scope: Scope,
    { case: id }: ParsedInputOf<typeof meetingApi.list>,
  ): Promise<OutputOf<typeof meetingApi.list>> {
    const db = this.database.read();
    const loaded = await this.cases.find(db, scope, id);
    if (!loaded) throw new AppError('notFound');
    const { village, town, household } = loaded.head;
    // Whoever only reported it, or works on one errand of it, is told nothing of its kin.
    requireVillage(scope, village);
    const people = await this.households.representativesOf(village);
    const kin = household === null ? new Map<string, string>() : await this.households.kinOf(household);
    const kinshipOf = (home: string | null): string | null =>
      home === null ? null : (kin.get(home) ?? null);
    const params = await this.policy.params(town, dayOf(this.clock.iso()));
    const { part, whole } = params.fraction('deliberation.quorum');
    const voters = people.filter((person) => kinshipOf(person.household) === null).length;
    const meetings = await this.meetings.recentOf(db, village, SHOWN);
    return {
      village,
      needed: Math.ceil((voters * part) / whole),
      roster: people.map((person) => ({
        id: person.id,
        name: person.name,
        kinship: kinshipOf(person.household),
      })),
      meetings: meetings.map((meeting) => ({
        id: meeting.id,
        heldAt: meeting.heldAt,
        place: meeting.place,
        present: [...meeting.present],
        minutes: meeting.minutes.length,
      })),
    };
  }

  /** The minutes as a sheet to print and sign. */
  async sheet(scope: Scope, id: string): Promise<string> {
    const db = this.database.read();
    const meeting = await this.meetings.find(db, id);
    if (!meeting) throw new AppError('notFound');
    requireVillage(scope, meeting.village);
    return minutesSheet({
      villageName: this.areas.nameOf(meeting.village),
      heldAt: meeting.heldAt,
      place: meeting.place,
      roster: meeting.roster.map((person) => ({
        name: person.name,
        present: meeting.present.includes(person.id),
      })),
    });
  }
}

const takesPart: readonly StaffRole[] = [
  'villageCadre',
  'villageSecretary',
  'stationedTeam',
  'firstSecretary',
  'townOfficer',
  'townLeader',
];

// A foreign village is as good as none: notFound, not notYours.
function requireVillage(scope: Scope, village: string): void {
  const isOwn =
    scope.kind === 'person' &&
    scope.grants.some(({ role, area }) => takesPart.includes(role) && village.startsWith(area));
  if (!isOwn) throw new AppError('notFound');
}
