import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { noticeApi, type NoticeView } from '@songtao/shared/api/notice.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Input, Who } from '../platform/handles.js';
import { NoticePages } from './notice.pages.js';
import { NoticeService } from './notice.service.js';
import { PublicNoticeService } from './public-notice.service.js';

type Api = typeof noticeApi;

@Controller()
export class NoticeController {
  constructor(
    @Inject(NoticePages) private readonly pages: NoticePages,
    @Inject(NoticeService) private readonly notices: NoticeService,
    @Inject(PublicNoticeService) private readonly publicNotices: PublicNoticeService,
  ) {}

  @Handles(noticeApi.list)
  list(@Who() { scope }: Caller, @Input() input: ParsedInputOf<Api['list']>): Promise<OutputOf<Api['list']>> {
    return this.pages.list(scope, input);
  }

  @Handles(noticeApi.search)
  search(
    @Who() { scope }: Caller,
    @Input() input: ParsedInputOf<Api['search']>,
  ): Promise<OutputOf<Api['search']>> {
    return this.pages.list(scope, input);
  }

  @Handles(noticeApi.get)
  get(@Who() { scope }: Caller, @Input() { id }: ParsedInputOf<Api['get']>): Promise<NoticeView> {
    return this.pages.get(scope, id);
  }

  @Handles(noticeApi.read)
  read(@Who() caller: Caller, @Input() { id }: ParsedInputOf<Api['read']>): Promise<{ ok: true }> {
    return this.pages.read(caller, id);
  }

  @Handles(noticeApi.write)
  write(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['write']>): Promise<NoticeView> {
    return this.notices.write(caller, input);
  }

  @Handles(noticeApi.submit)
  submit(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['submit']>): Promise<NoticeView> {
    return this.notices.submit(caller, input);
  }

  @Handles(noticeApi.publish)
  publish(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['publish']>): Promise<NoticeView> {
    return this.notices.publish(caller, input);
  }

  @Handles(noticeApi.sendBack)
  sendBack(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['sendBack']>): Promise<NoticeView> {
    return this.notices.sendBack(caller, input);
  }

  @Handles(noticeApi.withdraw)
  withdraw(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['withdraw']>): Promise<NoticeView> {
    return this.notices.withdraw(caller, input);
  }

  @Handles(noticeApi.checkers)
  checkers(
    @Who() caller: Caller,
    @Input() { id }: ParsedInputOf<Api['checkers']>,
  ): Promise<OutputOf<Api['checkers']>> {
    return this.notices.checkers(caller, id);
  }

  @Handles(noticeApi.preview)
  preview(
    @Who() { scope }: Caller,
    @Input() input: ParsedInputOf<Api['preview']>,
  ): Promise<OutputOf<Api['preview']>> {
    return this.publicNotices.preview(scope, input);
  }

  @Handles(noticeApi.post)
  post(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['post']>): Promise<NoticeView> {
    return this.publicNotices.post(caller, input);
  }

  @Handles(noticeApi.sheet)
  async sheet(
    @Who() { scope }: Caller,
    @Input() { id }: ParsedInputOf<Api['sheet']>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const html = await this.pages.sheet(scope, id);
    await reply.type('text/html; charset=utf-8').send(html);
  }
}
