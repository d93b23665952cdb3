import { Controller, Inject } from '@nestjs/common';
import { factorApi, ticketApi } from '@songtao/shared/api/door.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Head, Input, Who } from '../platform/handles.js';
import { FactorService } from './factor.service.js';
import { TicketService, type Origin } from './ticket.service.js';

type Factors = typeof factorApi;
type Tickets = typeof ticketApi;

const done = { ok: true } as const;

@Controller()
export class DoorController {
  constructor(
    @Inject(FactorService) private readonly factors: FactorService,
    @Inject(TicketService) private readonly tickets: TicketService,
  ) {}

  @Handles(factorApi.state)
  state(@Who() caller: Caller): Promise<OutputOf<Factors['state']>> {
    return this.factors.state(caller);
  }

  @Handles(factorApi.begin)
  begin(@Who() caller: Caller): Promise<OutputOf<Factors['begin']>> {
    return this.factors.begin(caller);
  }

  @Handles(factorApi.confirm)
  confirm(
    @Who() caller: Caller,
    @Input() { code }: ParsedInputOf<Factors['confirm']>,
  ): Promise<OutputOf<Factors['confirm']>> {
    return this.factors.confirm(caller, code);
  }

  @Handles(factorApi.show)
  show(
    @Who() caller: Caller,
    @Input() { code }: ParsedInputOf<Factors['show']>,
  ): Promise<OutputOf<Factors['show']>> {
    return this.factors.show(caller, code);
  }

  @Handles(factorApi.reset)
  async reset(@Who() caller: Caller, @Input() input: ParsedInputOf<Factors['reset']>): Promise<{ ok: true }> {
    await this.factors.reset(caller, input);
    return done;
  }

  @Handles(ticketApi.draw)
  draw(@Head() origin: Origin): Promise<OutputOf<Tickets['draw']>> {
    return this.tickets.draw(origin);
  }

  @Handles(ticketApi.fetch)
  async fetch(@Input() input: ParsedInputOf<Tickets['fetch']>): Promise<OutputOf<Tickets['fetch']>> {
    return { session: await this.tickets.fetch(input) };
  }

  @Handles(ticketApi.look)
  look(
    @Input() { id }: ParsedInputOf<Tickets['look']>,
    @Head() origin: Origin,
  ): Promise<OutputOf<Tickets['look']>> {
    return this.tickets.look(id, origin);
  }

  @Handles(ticketApi.letIn)
  async letIn(@Who() caller: Caller, @Input() input: ParsedInputOf<Tickets['letIn']>): Promise<{ ok: true }> {
    await this.tickets.letIn(caller, input);
    return done;
  }

  @Handles(ticketApi.refuse)
  async refuse(
    @Who() caller: Caller,
    @Input() { id }: ParsedInputOf<Tickets['refuse']>,
  ): Promise<{ ok: true }> {
    await this.tickets.refuse(caller, id);
    return done;
  }
}
