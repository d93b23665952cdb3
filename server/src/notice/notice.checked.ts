import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { dayOf, type Instant } from '@songtao/shared/calendar/calendar.js';
import { pushAt } from '@songtao/shared/worklist/rung.js';
import { AreaService } from '../area/area.service.js';
import { ContentChecks } from '../outbox/check.service.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Audit } from '../platform/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import type { Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import { audienceOf } from './audience.js';
import { wordsOf } from './checks.js';
import { isLive, type Notice } from './notice.model.js';
import { NoticeStore } from './notice.store.js';

const why = '微信查出里面有不能公开的话';

/** What WeChat thinks of notices that were published while it could not be asked: what it forbids comes off, and the two who answer for it are told. */
@Injectable()
export class NoticeChecked implements OnModuleInit {
  constructor(
    @Inject(ContentChecks) private readonly checks: ContentChecks,
    @Inject(Database) private readonly database: Database,
    @Inject(NoticeStore) private readonly notices: NoticeStore,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.checks.register('text', {
      shown: (id) => this.shown(id),
      told: async (tx, id, verdict) => {
        if (verdict === 'risky') await this.takeOff(tx, id);
      },
    });
  }

  private async shown(id: string): Promise<string | null> {
    const audience = audienceOf({ kind: 'system', reason: 'check of content' }, this.areas.town().code);
    const notice = await this.notices.find(this.database.read(), audience, id);
    return notice && isLive(notice, this.clock.iso()) ? wordsOf(notice) : null;
  }

  private async takeOff(tx: Tx, id: string): Promise<void> {
    const now = this.clock.iso();
    const notice = await this.notices.hangingLocked(tx, id, now);
    if (!notice) return;
    await this.notices.change(tx, notice, { state: 'withdrawn', endsAt: now, note: why, changedAt: now });
    const object = { kind: 'notice', id };
    await this.audit.record(tx, {
      actor: 'system',
      role: 'system',
      what: 'notice.withdrawn',
      object,
      reason: why,
    });
    for (const person of [notice.writer, notice.checker])
      if (person) await this.tell(tx, notice, person, now);
  }

  private async tell(tx: Tx, notice: Notice, person: string, now: Instant): Promise<void> {
    const params = await this.policy.params(notice.town ?? notice.county, dayOf(now));
    await this.outbox.tell(tx, {
      person,
      event: `${notice.id}.${notice.version}.content`,
      title: `收起来了：${notice.title}`,
      body: `${why}。改好可以再发。`,
      about: { kind: 'notice', id: notice.id },
      card: 'taskOpened',
      waiting: true,
      urgent: false,
      pushAt: pushAt(now, false, params),
    });
  }
}
