import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { PersonService } from '../identity/person.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { QuotaStore } from '../wechat/quota.store.js';
import { reactionTo, type Answer } from '../wechat/wechat.answer.js';
import { WeChatClient, type Card } from '../wechat/wechat.client.js';
import { cardPage, cards, composeCard, type CardKind } from '../wechat/templates.js';
import { dayOf, startOfDay } from '@songtao/shared/calendar/calendar.js';
import type { Params } from '@songtao/shared/policy/param.js';
import { SmsClient } from '../sms/sms.client.js';
import { DeliveryStore, type Delivery } from './delivery.store.js';
import type { Sent } from './ladder.js';

type Channel = 'employee' | 'subscribe';

const pages: Record<string, string> = {
  case: 'pages/case/index',
  notice: 'pages/notice/index',
  leave: 'staff/me/index',
  none: 'pages/messages/index',
};

/** The channels behind the inbox: WeChat, for staff by the employee relation and then a subscribed card, for villagers by the card; then short messages. The inbox has it already. */
@Injectable()
export class Channels {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(WeChatClient) private readonly weChat: WeChatClient,
    @Inject(SmsClient) private readonly sms: SmsClient,
    @Inject(QuotaStore) private readonly quota: QuotaStore,
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(PersonService) private readonly people: PersonService,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async send(person: string, kind: CardKind, news: readonly Delivery[]): Promise<Sent> {
    const [first] = news;
    const { openid } = await this.people.get(person);
    if (!openid || !first) return { kind: 'inboxOnly', why: 'no WeChat account' };
    const about = news.length === 1 ? first.about : { kind: 'none', id: null };
    const page = cardPage(pages[about.kind] ?? 'pages/messages/index', about.id ?? undefined);
    const data = composeCard(kind, { count: news.length, at: this.clock.now() });
    return this.through(
      person,
      { openid, page, data },
      cards[kind].to === 'staff' ? ['employee', 'subscribe'] : ['subscribe'],
    );
  }

  /** One short message that says how many things wait; the number is opened for the call and nowhere kept. */
  async text(person: string, news: readonly Delivery[], params: Params): Promise<Sent> {
    const [first] = news;
    const { phone } = await this.people.get(person);
    if (!first || !this.sms.isSetUp) return { kind: 'inboxOnly', why: 'no short messages' };
    if (!phone) return { kind: 'inboxOnly', why: 'sms: no number' };
    const sent = await this.deliveries.sentBy('sms', startOfDay(dayOf(this.clock.iso())));
    if (sent >= params.number('sms.day.cap'))
      return { kind: 'inboxOnly', why: 'sms: the day’s share is spent' };
    const to = cards[first.card].to;
    const answer = await this.sms.send(phone, to, { count: news.length, context: first.id });
    switch (answer.kind) {
      case 'ok':
        return { kind: 'sent', channel: 'sms' };
      case 'unknownOutcome':
        return { kind: 'unknown', channel: 'sms' };
      case 'away':
        return { kind: 'again', why: 'sms: away' };
      case 'config':
        return { kind: 'alarm', why: `sms: ${answer.code}` };
      case 'limited':
      case 'refused':
        return { kind: 'inboxOnly', why: `sms: ${answer.code}` };
    }
  }

  private async through(
    person: string,
    card: Omit<Card, 'templateId'>,
    channels: readonly Channel[],
  ): Promise<Sent> {
    let last: Sent = { kind: 'inboxOnly', why: 'no template' };
    for (const channel of channels) {
      const template = this.config.wechat.templates[channel === 'employee' ? 'staff' : 'villager'];
      if (!template) continue;
      last = await this.one(person, channel, { ...card, templateId: template });
      if (last.kind !== 'inboxOnly') return last;
    }
    return last;
  }

  private async one(person: string, channel: Channel, card: Card): Promise<Sent> {
    const answer =
      channel === 'employee'
        ? await this.weChat.sendEmployeeRelation(card)
        : await this.weChat.sendSubscribe(card);
    if (channel === 'subscribe') await this.book(person, card.templateId, answer);
    if (answer.kind === 'ok') return { kind: 'sent', channel };
    if (answer.kind === 'unknownOutcome') return { kind: 'unknown', channel };
    if (answer.kind === 'away') return { kind: 'again', why: `${channel}: away` };
    const why = `${channel}: ${answer.errcode} ${answer.meaning}`;
    switch (reactionTo[answer.meaning]) {
      case 'nextChannel':
      case 'signInAgain':
      case 'showContact':
        return { kind: 'inboxOnly', why };
      case 'retrySoon':
      case 'retryNextMinute':
        return { kind: 'again', why };
      case 'retryTomorrow':
        return { kind: 'tomorrow', why };
      case 'alarm':
        return { kind: 'alarm', why };
    }
  }

  private async book(person: string, template: string, answer: Answer<unknown>): Promise<void> {
    const at = this.clock.iso();
    if (answer.kind === 'ok')
      await this.database.write((tx) => this.quota.spent(tx, { person, template }, at));
    const isSpent = answer.kind === 'refused' && answer.meaning === 'notSubscribed';
    if (isSpent) await this.database.write((tx) => this.quota.exhausted(tx, { person, template }, at));
  }
}
