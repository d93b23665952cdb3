import { Inject, Injectable } from '@nestjs/common';
import type { Persona } from '@songtao/shared/api/session.js';
import { bearerToken } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { isDuplicate } from '../platform/dialect.js';
import { AppError } from '../platform/errors.js';
import { deviceWords } from './device.model.js';
import { PersonStore } from './person.store.js';
import { SessionService, type NewSession } from './session.service.js';
import { WeChatLogin, type Headers } from './wechat.login.js';

/** The ways to sign in. Who comes for the first time gets an account without a name: nothing has to be filled in to ask for help. */
@Injectable()
export class SignInService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PersonStore) private readonly people: PersonStore,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(WeChatLogin) private readonly weChat: WeChatLogin,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async byWeChat(code: string, headers: Headers): Promise<NewSession> {
    return this.enter(await this.weChat.openidOf(code), headers);
  }

  async byCloudRun(headers: Headers): Promise<NewSession> {
    const openid = this.weChat.cloudRun(headers);
    if (openid === null) throw new AppError('signedOut');
    return this.enter(openid, headers);
  }

  async byPersona(persona: Persona): Promise<NewSession> {
    const person = await this.people.personaOf(persona);
    if (person === null) throw new AppError('notFound');
    return this.sessions.open(person);
  }

  private async enter(openid: string, headers: Headers): Promise<NewSession> {
    const person = (await this.people.idOfOpenid(openid)) ?? (await this.welcome(openid));
    const [agent, bearer] = [headers['user-agent'], headers.authorization].map((value) => [value].flat()[0]);
    return this.sessions.open(person, {
      door: 'phone',
      device: deviceWords(agent),
      follows: bearerToken(bearer),
    });
  }

  private async welcome(openid: string): Promise<string> {
    try {
      return await this.database.write((tx) =>
        this.people.insert(tx, { name: '', openid, at: this.clock.iso() }),
      );
    } catch (error) {
      // The same phone knocked twice at the same moment.
      const known = isDuplicate(error) ? await this.people.idOfOpenid(openid) : null;
      if (known === null) throw error;
      return known;
    }
  }
}
