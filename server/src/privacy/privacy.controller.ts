import { Controller, Inject } from '@nestjs/common';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { privacyApi } from '@songtao/shared/api/privacy.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Input, Who } from '../platform/handles.js';
import { CopyService } from './copy.service.js';
import { ListService } from './list.service.js';

type Api = typeof privacyApi;

@Controller()
export class PrivacyController {
  constructor(
    @Inject(CopyService) private readonly copies: CopyService,
    @Inject(ListService) private readonly lists: ListService,
  ) {}

  @Handles(privacyApi.copy)
  copy(@Who() caller: Caller): Promise<OutputOf<Api['copy']>> {
    return this.copies.of(caller);
  }

  @Handles(privacyApi.close)
  async close(
    @Who() caller: Caller,
    @Input() { requestId }: ParsedInputOf<Api['close']>,
  ): Promise<{ ok: true }> {
    await this.copies.close(caller, requestId);
    return { ok: true };
  }

  @Handles(privacyApi.list)
  list(): Promise<OutputOf<Api['list']>> {
    return this.lists.list();
  }
}
