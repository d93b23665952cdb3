import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { pushApi } from '@songtao/shared/api/registry.js';
import { Handles, Head, Input, RawBody } from '../platform/handles.js';
import { PushService } from './push.service.js';

@Controller()
export class PushController {
  constructor(@Inject(PushService) private readonly push: PushService) {}

  @Handles(pushApi.verify)
  async verify(
    @Input() query: ParsedInputOf<typeof pushApi.verify>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply.type('text/plain; charset=utf-8').send(this.push.verify(query));
  }

  @Handles(pushApi.take)
  async take(
    @Input() query: ParsedInputOf<typeof pushApi.take>,
    @RawBody() body: unknown,
    @Head() { headers }: { headers: Record<string, string> },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.push.take(query, body, headers);
    // Anything else and WeChat sends it again.
    await reply.type('text/plain; charset=utf-8').send('success');
  }
}
