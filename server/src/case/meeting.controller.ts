import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { meetingApi } from '@songtao/shared/api/case.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Input, Who } from '../platform/handles.js';
import { MeetingService } from './meeting.service.js';

type Api = typeof meetingApi;

@Controller()
export class MeetingController {
  constructor(@Inject(MeetingService) private readonly meetings: MeetingService) {}

  @Handles(meetingApi.create)
  create(
    @Who() caller: Caller,
    @Input() input: ParsedInputOf<Api['create']>,
  ): Promise<OutputOf<Api['create']>> {
    return this.meetings.create(caller, input);
  }

  @Handles(meetingApi.list)
  list(@Who() { scope }: Caller, @Input() input: ParsedInputOf<Api['list']>): Promise<OutputOf<Api['list']>> {
    return this.meetings.forCase(scope, input);
  }

  @Handles(meetingApi.sheet)
  async sheet(
    @Who() { scope }: Caller,
    @Input() { id }: ParsedInputOf<Api['sheet']>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const html = await this.meetings.sheet(scope, id);
    await reply.type('text/html; charset=utf-8').send(html);
  }
}
