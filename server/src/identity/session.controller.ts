import { Controller, Inject } from '@nestjs/common';
import { sessionApi } from '@songtao/shared/api/session.js';
import type { ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Head, Input, Who } from '../platform/handles.js';
import { SessionService, type NewSession } from './session.service.js';
import { SignInService } from './sign-in.service.js';

type Api = typeof sessionApi;

@Controller()
export class SessionController {
  constructor(
    @Inject(SignInService) private readonly signIn: SignInService,
    @Inject(SessionService) private readonly sessions: SessionService,
  ) {}

  @Handles(sessionApi.wechat)
  wechat(@Input() { code }: ParsedInputOf<Api['wechat']>): Promise<NewSession> {
    return this.signIn.byWeChat(code);
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
}
