import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import type { Reader, Tx } from '../platform/tx.js';
import { PersonStore, type ConsentSaid, type Person } from './person.store.js';
import { SessionService } from './session.service.js';
import { WeChatLogin } from './wechat.login.js';

/** What a person says and decides about themselves. */
@Injectable()
export class PersonService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PersonStore) private readonly people: PersonStore,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(WeChatLogin) private readonly weChat: WeChatLogin,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  get(id: string): Promise<Person> {
    return this.people.get(id);
  }

  idOfOpenid(openid: string): Promise<string | null> {
    return this.people.idOfOpenid(openid);
  }

  some(ids: readonly string[], db: Reader = this.database.read()): Promise<Person[]> {
    return this.people.byIds(ids, db);
  }

  set(
    tx: Tx,
    id: string,
    change: Partial<Pick<Person, 'name' | 'elder' | 'readAtOnce' | 'village'>>,
  ): Promise<void> {
    return this.people.set(tx, id, change);
  }

  /** The version of the consent in force for this person; null where it was never given, or was taken back. */
  consentOf(id: string, db: Reader = this.database.read()): Promise<string | null> {
    return this.people.consentOf(id, db);
  }

  /** The person had agreed and does no longer. */
  hasTakenBack(id: string, db: Reader = this.database.read()): Promise<boolean> {
    return this.people.hasTakenBack(id, db);
  }

  async consent(
    tx: Tx,
    person: string,
    { version, given }: { version: string; given: boolean },
  ): Promise<void> {
    await this.people.addConsent(tx, { person, version, given, at: this.clock.iso() });
  }

  /** All that was said to the consent, the latest at the end. */
  consentsOf(id: string): Promise<ConsentSaid[]> {
    return this.people.consentsOf(this.database.read(), id);
  }

  /** Forgets who somebody was: number, WeChat, household and every signed-in phone. What was decided about a case stays with the case. */
  async close(tx: Tx, person: string): Promise<void> {
    const given = await this.people.consentOf(person, tx);
    if (given !== null) await this.consent(tx, person, { version: given, given: false });
    await this.people.forget(tx, person);
    await this.sessions.endAll(tx, person);
  }

  /** Asks WeChat for the number behind a one-use code. */
  async shownPhone(person: string, code: string): Promise<string> {
    const { openid } = await this.people.get(person);
    if (openid === null)
      throw new AppError('blocked', { message: '请在微信里打开，再绑手机号', details: { guard: 'openid' } });
    return this.weChat.phoneOf(code, openid);
  }

  /** Binds a shown number. An invited number makes its holder that member of staff, once: a number that changes hands later opens nothing. Answers who the caller is from now on. */
  async bindPhone(tx: Tx, { personId, sessionId }: Caller, phone: string): Promise<string> {
    const invited = await this.people.invitedBy(phone, tx);
    if (invited === null || invited === personId) {
      await this.people.setPhone(tx, personId, phone);
      return personId;
    }
    const { openid } = await this.people.get(personId, tx);
    if (openid === null) throw new AppError('notYours');
    await this.people.moveOpenid(tx, personId, invited, openid);
    await this.people.acceptInvitation(tx, invited);
    await this.sessions.handTo(tx, sessionId, invited);
    return invited;
  }
}
