import { Inject, Injectable } from '@nestjs/common';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import type { privacyApi } from '@songtao/shared/api/privacy.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { AreaService } from '../area/area.service.js';
import { Clock } from '../platform/clock.js';
import { tables } from '../platform/data-map.js';
import { Database } from '../platform/database.js';
import { PolicyService } from '../policy/policy.service.js';
import { NightStore } from './night.store.js';

/** The list of what is kept, as whoever answers for the data reads it. */
@Injectable()
export class ListService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NightStore) private readonly jobs: NightStore,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(): Promise<OutputOf<typeof privacyApi.list>> {
    const params = await this.policy.params(this.areas.town().code, dayOf(this.clock.iso()));
    const items = tables.flatMap(([table, { purpose, keep, columns }]) =>
      Object.entries(columns).map(([column, [is, why, how]]) => ({
        field: `${table}.${column}`,
        class: is,
        purpose: `${purpose}：${why}`,
        keep: keep.says,
        months: keep.param === undefined ? null : params.number(keep.param),
        sealed: how === 'sealed',
      })),
    );
    const jobs = (await this.jobs.all(this.database.read())).map(
      ({ job, doneAt, done, remaining, found }) => ({
        job,
        at: doneAt,
        done,
        remaining,
        found,
      }),
    );
    return { items, jobs };
  }
}
