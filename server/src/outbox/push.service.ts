import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { PersonService } from '../identity/person.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Log } from '../platform/logger.js';
import { QuotaStore } from '../wechat/quota.store.js';
import { isFromCloudRun, type Headers } from '../wechat/wechat.identity.js';
import { readEvents, WeChatPush, type CardEvent, type WeChatEvent } from '../wechat/wechat.push.js';
import { ContentChecks } from './check.service.js';
import { DeliveryStore } from './delivery.store.js';

/** What WeChat tells us by itself. */
@Injectable()
export class PushService {
  constructor(
    @Inject(WeChatPush) private readonly push: WeChatPush,
    @Inject(ContentChecks) private readonly checks: ContentChecks,
    @Inject(QuotaStore) private readonly quota: QuotaStore,
    @Inject(PersonService) private readonly people: PersonService,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'wechat'>,
  ) {}

  /** The console asks whether the address is ours. */
  verify(query: unknown): string {
    const echo = this.push.verifyAddress(query);
    if (echo === null) throw new AppError('notYours');
    return echo;
  }

  /** Takes what was sealed for us, or came in plain over Cloud Run's private line; the same again does nothing. */
  async take(query: unknown, body: unknown, headers: Headers): Promise<void> {
    const message = asJson(body);
    const isInside = isFromCloudRun(headers, this.config.wechat);
    const events = isInside ? readEvents(message) : this.push.open(query, message);
    if (!events) throw new AppError('notYours');
    for (const event of events) await this.one(event);
  }

  private async one(event: WeChatEvent): Promise<void> {
    if (event.kind === 'checked') return this.checks.heard(event.id, event.suggest);
    if (event.kind !== 'sent') return this.answered(event);
    if (event.errcode !== 0) this.log.warn('a card did not arrive', { code: String(event.errcode) });
    return this.settled(event);
  }

  // The answer to a card may never have come; this is it.
  private async settled({ openid, errcode, templateId: template }: Extract<CardEvent, { kind: 'sent' }>) {
    const person = await this.people.idOfOpenid(openid);
    if (person === null) return;
    const [arrived, at] = [errcode === 0, this.clock.iso()];
    await this.database.write(async (tx) => {
      const isKnown = await this.deliveries.settle(tx, person, { arrived, at });
      if (isKnown && arrived) await this.quota.spent(tx, { person, template }, at);
    });
  }

  private async answered(event: Exclude<CardEvent, { kind: 'sent' }>): Promise<void> {
    const person = await this.people.idOfOpenid(event.openid);
    if (person === null) return;
    const answer = event.kind === 'answered' ? event.answer : 'turnedOff';
    const { id: eventId, templateId: template } = event;
    const said = { person, template, answer, eventId, at: this.clock.iso() } as const;
    await this.database.write(async (tx) => void (await this.quota.answered(tx, said)));
  }
}

function asJson(body: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '') as unknown;
  } catch {
    return null;
  }
}
