import { Controller, Inject } from '@nestjs/common';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { sessionApi, type Me } from '@songtao/shared/api/session.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Input, Who } from '../platform/handles.js';
import { MeService } from './me.service.js';

type Api = typeof sessionApi;

const done = { ok: true } as const;

@Controller()
export class MeController {
  constructor(@Inject(MeService) private readonly me: MeService) {}

  @Handles(sessionApi.me)
  view(@Who() { personId }: Caller): Promise<Me> {
    return this.me.view(personId);
  }

  @Handles(sessionApi.settings)
  async settle(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['settings']>): Promise<{ ok: true }> {
    await this.me.settle(caller, input);
    return done;
  }

  @Handles(sessionApi.consent)
  async consent(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['consent']>): Promise<{ ok: true }> {
    await this.me.consent(caller, input);
    return done;
  }

  @Handles(sessionApi.village)
  async sayVillage(
    @Who() caller: Caller,
    @Input() { village }: ParsedInputOf<Api['village']>,
  ): Promise<{ ok: true }> {
    await this.me.sayVillage(caller, village);
    return done;
  }

  @Handles(sessionApi.phone)
  async bindPhone(@Who() caller: Caller, @Input() { code }: ParsedInputOf<Api['phone']>): Promise<Me> {
    return this.me.view(await this.me.bindPhone(caller, code));
  }

  @Handles(sessionApi.looks)
  looks(@Who() caller: Caller): Promise<OutputOf<Api['looks']>> {
    return this.me.looks(caller);
  }

  @Handles(sessionApi.phones)
  phones(@Who() caller: Caller): Promise<OutputOf<Api['phones']>> {
    return this.me.phones(caller);
  }
}
