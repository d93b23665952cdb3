import { Controller, Inject } from '@nestjs/common';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Input, Who } from '../platform/handles.js';
import { StaffService } from './staff.service.js';

type Api = typeof staffApi;

const done = { ok: true } as const;

@Controller()
export class StaffController {
  constructor(@Inject(StaffService) private readonly staff: StaffService) {}

  @Handles(staffApi.roster)
  roster(
    @Who() caller: Caller,
    @Input() input: ParsedInputOf<Api['roster']>,
  ): Promise<OutputOf<Api['roster']>> {
    return this.staff.page(caller, input);
  }

  @Handles(staffApi.leaves)
  leaves(@Who() caller: Caller): Promise<OutputOf<Api['leaves']>> {
    return this.staff.leaves(caller);
  }

  @Handles(staffApi.askLeave)
  async askLeave(
    @Who() caller: Caller,
    @Input() input: ParsedInputOf<Api['askLeave']>,
  ): Promise<{ ok: true }> {
    await this.staff.askLeave(caller, input);
    return done;
  }

  @Handles(staffApi.answerLeave)
  async answerLeave(
    @Who() caller: Caller,
    @Input() input: ParsedInputOf<Api['answerLeave']>,
  ): Promise<{ ok: true }> {
    await this.staff.answerLeave(caller, input);
    return done;
  }

  @Handles(staffApi.duty)
  duty(@Who() caller: Caller): Promise<OutputOf<Api['duty']>> {
    return this.staff.duty(caller);
  }

  @Handles(staffApi.params)
  params(@Who() caller: Caller): Promise<OutputOf<Api['params']>> {
    return this.staff.params(caller);
  }
}
