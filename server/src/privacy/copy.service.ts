import { Inject, Injectable } from '@nestjs/common';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import type { privacyApi } from '@songtao/shared/api/privacy.js';
import type { Message } from '@songtao/shared/api/registry.js';
import { OwnCases } from '../case/own.service.js';
import { CardService } from '../household/card.service.js';
import { PersonService } from '../identity/person.service.js';
import { MeService } from '../me/me.service.js';
import { MessageService } from '../outbox/message.service.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Writes } from '../platform/idempotency.js';
import { linesOf } from './copy.words.js';

type Copy = OutputOf<typeof privacyApi.copy>;

/** What a person may ask of the house about their own data. */
@Injectable()
export class CopyService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PersonService) private readonly people: PersonService,
    @Inject(MeService) private readonly me: MeService,
    @Inject(CardService) private readonly cards: CardService,
    @Inject(OwnCases) private readonly cases: OwnCases,
    @Inject(MessageService) private readonly messages: MessageService,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Everything, as the person may see it: by the same doors as the pages, so that nothing is in it that they would not show. */
  async of(caller: Caller): Promise<Copy> {
    const { personId, scope } = caller;
    const own: Caller = { ...caller, scope: { ...scope, grants: [] } };
    const [{ phone }, me, consents, { household }, cases, messages, { items: looks }] = await Promise.all([
      this.people.get(personId),
      this.me.view(personId),
      this.people.consentsOf(personId),
      this.cards.mine(own),
      this.cases.of(scope),
      this.everyMessage(personId),
      this.me.looks(own),
    ]);
    const copy = { at: this.clock.iso(), phone, me, consents, household, cases, messages, looks };
    return { ...copy, lines: linesOf(copy) };
  }

  /** Closes an account for good; whoever works here is taken off the roster first. */
  async close({ personId, scope }: Caller, requestId: string): Promise<void> {
    if (scope.grants.length > 0)
      throw new AppError('blocked', { message: '您还在岗，先请镇里办离岗', details: { guard: 'staff' } });
    const request = { actor: personId, requestId, body: {} };
    await this.database.write((tx) => this.writes.once(tx, request, () => this.people.close(tx, personId)));
  }

  private async everyMessage(person: string): Promise<Message[]> {
    const all: Message[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<MessageService['list']>> = await this.messages.list(person, {
        limit: 100,
        ...(after !== null && { after }),
      });
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return all;
  }
}
