import { Inject, Injectable } from '@nestjs/common';
import type { messageApi } from '@songtao/shared/api/registry.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { CONFIG, type Config } from '../config/config.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { QuotaStore } from '../wechat/quota.store.js';
import { MessageStore } from './message.store.js';

/** A person's inbox, and what the person allows WeChat to echo. */
@Injectable()
export class MessageService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MessageStore) private readonly messages: MessageStore,
    @Inject(QuotaStore) private readonly quota: QuotaStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(
    person: string,
    input: ParsedInputOf<typeof messageApi.list>,
  ): Promise<OutputOf<typeof messageApi.list>> {
    const db = this.database.read();
    const [page, counts] = await Promise.all([
      this.messages.page(db, person, input),
      this.messages.counts(db, person),
    ]);
    return { ...page, ...counts };
  }

  async read(person: string, { ids, about }: ParsedInputOf<typeof messageApi.read>): Promise<{ ok: true }> {
    const at = this.clock.iso();
    await this.database.write(async (tx) => {
      if (ids) await this.messages.read(tx, person, ids, at);
      if (about) await this.messages.readAbout(tx, person, about, at);
    });
    return { ok: true };
  }

  /** A hint from the phone; where WeChat's own events are set up they count instead, for a phone can say anything. */
  async answered(
    person: string,
    { requestId, answers }: ParsedInputOf<typeof messageApi.quota>,
  ): Promise<{ ok: true }> {
    if (this.config.wechat.push.token !== '') return { ok: true };
    const at = this.clock.iso();
    await this.database.write(async (tx) => {
      for (const { template, answer } of answers) {
        const said = answer === 'accept' ? 'accept' : 'reject';
        await this.quota.answered(tx, {
          person,
          template,
          answer: said,
          eventId: requestId,
          at,
        });
      }
    });
    return { ok: true };
  }
}
