import { Inject, Injectable } from '@nestjs/common';
import { addMonths, dayOf, startOfDay, type Day } from '@songtao/shared/calendar/calendar.js';
import type { NumberKey } from '@songtao/shared/policy/param.js';
import { AreaService } from '../area/area.service.js';
import { CaseErasure } from '../case/erasure.service.js';
import { AuditChain } from '../platform/audit.chain.js';
import { Clock } from '../platform/clock.js';
import { tables } from '../platform/data-map.js';
import { KeptStore } from '../platform/kept.store.js';
import { PolicyService } from '../policy/policy.service.js';

/** Ends what has been kept long enough; how long that is, is policy. */
@Injectable()
export class Retention {
  constructor(
    @Inject(KeptStore) private readonly kept: KeptStore,
    @Inject(CaseErasure) private readonly cases: CaseErasure,
    @Inject(AuditChain) private readonly chain: AuditChain,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Everything whose months are over today; how many rows, cases and events. */
  async end(): Promise<number> {
    const now = this.clock.iso();
    const today = dayOf(now);
    const params = await this.policy.params(this.areas.town().code, today);
    const before = (key: NumberKey): Day => addMonths(today, -params.number(key));
    let ended = 0;
    for (const [table, { keep }] of tables)
      if (keep.since !== undefined && keep.param !== undefined)
        ended += await this.kept.end(table, keep, before(keep.param));
    ended += await this.cases.closedBefore(startOfDay(before('keep.case')));
    ended += await this.chain.eraseBefore(startOfDay(before('keep.audit')), now);
    return ended;
  }
}
