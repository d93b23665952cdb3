import { Inject, Injectable } from '@nestjs/common';
import { countyOf } from '@songtao/shared/area/area.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import type { Params } from '@songtao/shared/policy/param.js';
import { AreaService } from '../area/area.service.js';
import { Clock } from '../platform/clock.js';
import { PolicyService } from '../policy/policy.service.js';

/** What is in force today in the town of this house: news leaves it by its rules, whatever it tells of. */
@Injectable()
export class HousePolicy {
  constructor(
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  params(): Promise<Params> {
    return this.policy.params(this.areas.town().code, dayOf(this.clock.iso()));
  }

  /** The town, as a place that has somebody on duty. */
  get place() {
    const { code: town } = this.areas.town();
    return { county: countyOf(town), town, village: '', grid: null, household: null };
  }
}
