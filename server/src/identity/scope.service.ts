import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { Clock } from '../platform/clock.js';
import { PersonStore } from './person.store.js';
import { StaffStore } from './staff.store.js';

/** In whose name a person's calls ask the stores. */
@Injectable()
export class ScopeService {
  constructor(
    @Inject(StaffStore) private readonly staff: StaffStore,
    @Inject(PersonStore) private readonly people: PersonStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Asked anew for every call and never kept: a role that ended, a cover that began, a household that was confirmed count from the next call on. */
  async scopeOf(personId: string): Promise<Extract<Scope, { kind: 'person' }>> {
    const [grants, standing] = await Promise.all([
      this.staff.grantsOf(personId, dayOf(this.clock.iso())),
      this.people.standingOf(personId),
    ]);
    return { kind: 'person', person: personId, grants, ...standing };
  }
}
