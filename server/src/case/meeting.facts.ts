import { Inject, Injectable } from '@nestjs/common';
import type { Facts } from '@songtao/shared/workflow/define.js';
import { HouseholdService } from '../household/household.service.js';
import type { Reader } from '../platform/tx.js';
import { MeetingStore } from './meeting.store.js';

/** A meeting as the guards of one household's deliberation see it. */
@Injectable()
export class MeetingFacts {
  constructor(
    @Inject(MeetingStore) private readonly meetings: MeetingStore,
    @Inject(HouseholdService) private readonly households: HouseholdService,
  ) {}

  /** Null where there is no such meeting, or it is another village's. */
  async of(
    db: Reader,
    id: string,
    place: { readonly village: string; readonly household: string | null },
  ): Promise<Facts['meeting'] | null> {
    const meeting = await this.meetings.find(db, id);
    if (meeting?.village !== place.village) return null;
    const kin = place.household === null ? null : await this.households.kinOf(place.household, db);
    return {
      roster: meeting.roster.map((person) => person.id),
      present: meeting.present,
      kin: meeting.roster
        .filter(({ household }) => household !== null && kin?.has(household))
        .map((person) => person.id),
      hasMinutes: meeting.minutes.length > 0,
    };
  }
}
