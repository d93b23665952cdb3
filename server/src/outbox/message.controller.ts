import { Controller, Inject } from '@nestjs/common';
import { messageApi } from '@songtao/shared/api/registry.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Input, Who } from '../platform/handles.js';
import { MessageService } from './message.service.js';

type Api = typeof messageApi;

@Controller()
export class MessageController {
  constructor(@Inject(MessageService) private readonly messages: MessageService) {}

  @Handles(messageApi.list)
  list(
    @Who() { personId }: Caller,
    @Input() input: ParsedInputOf<Api['list']>,
  ): Promise<OutputOf<Api['list']>> {
    return this.messages.list(personId, input);
  }

  @Handles(messageApi.read)
  read(
    @Who() { personId }: Caller,
    @Input() input: ParsedInputOf<Api['read']>,
  ): Promise<OutputOf<Api['read']>> {
    return this.messages.read(personId, input);
  }

  @Handles(messageApi.quota)
  quota(
    @Who() { personId }: Caller,
    @Input() input: ParsedInputOf<Api['quota']>,
  ): Promise<OutputOf<Api['quota']>> {
    return this.messages.answered(personId, input);
  }
}
