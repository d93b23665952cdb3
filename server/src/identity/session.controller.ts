import { Controller, Inject } from '@nestjs/common';
import { openSessionApi } from '@songtao/shared/api/door.js';
import { sessionApi } from '@songtao/shared/api/session.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Head, Input, Who } from '../platform/handles.js';
import { SessionService, type NewSession } from './session.service.js';
import { SignInService } from './sign-in.service.js';

type Api = typeof sessionApi;
type Open = typeof openSessionApi;

@Controller()
export class SessionController {
  constructor(
    @Inject(SignInService) private readonly signIn: SignInService,
    @Inject(SessionService) private readonly sessions: SessionService,
  ) {}

  @Handles(sessionApi.wechat)
  wechat(
    @Input() { code }: ParsedInputOf<Api['wechat']>,
    @Head() { headers }: { headers: Record<string, string> },
  ): Promise<NewSession> {
    return this.signIn.byWeChat(code, headers);
  }

  @Handles(sessionApi.cloudRun)
  cloudRun(@Head() { headers }: { headers: Record<string, string> }): Promise<NewSession> {
    return this.signIn.byCloudRun(headers);
  }

  @Handles(sessionApi.demo)
  demo(@Input() { persona }: ParsedInputOf<Api['demo']>): Promise<NewSession> {
    return this.signIn.byPersona(persona);
  }

  @Handles(sessionApi.leave)
  async leave(@Who() { sessionId }: Caller): Promise<{ ok: true }> {
    await this.sessions.end(sessionId);
    return { ok: true };
  }

  @Handles(openSessionApi.list)
  list(@Who() caller: Caller): Promise<OutputOf<Open['list']>> {
    return this.sessions.openOf(caller);
  }

  @Handles(openSessionApi.end)
  async end(@Who() { personId }: Caller, @Input() { id }: ParsedInputOf<Open['end']>): Promise<{ ok: true }> {
    await this.sessions.endOf(personId, id);
    return { ok: true };
  }
}
