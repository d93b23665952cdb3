import { Secret, TOTP } from 'otpauth';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/logger.js';
import type { SpecDatabase } from '../platform/spec.databases.js';
import { PeopleServer, type Reply } from '../me/spec.server.js';

export const village = '512002101216';
const town = '512002101';
const neighbourTown = '512002102';

/** What an authenticator with that key shows at that moment. */
const codeOf = (key: string, now: string): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.parse(now) });

/** A town office whose staff have to show a second factor. */
export class Office {
  readonly lines: string[] = [];
  household = '';
  /** Line of the roster of the cadre. */
  post = '';

  private constructor(readonly server: PeopleServer) {}

  static async open(make: () => Promise<SpecDatabase>): Promise<Office> {
    const lines: string[] = [];
    const log = new Log('warn', { write: (line: string) => void lines.push(line) });
    const office = new Office(await PeopleServer.start(make, { SECOND_FACTOR: '1' }, log));
    Object.assign(office, { lines });
    await office.people();
    return office;
  }

  private async people(): Promise<void> {
    const { server } = this;
    const cadre = await server.person('何永康', 'openid-he', '13800005272');
    this.post = await server.hire(cadre, 'villageCadre', village);
    for (const [openid, area] of [
      ['openid-admin', town],
      ['openid-other-admin', neighbourTown],
    ] as const)
      await server.hire(await server.person('管理员', openid), 'admin', area);
    this.household = await server.household('王秀英', village, '13800001111');
  }

  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    token?: string,
    body?: object,
  ): Promise<Reply<T>> {
    return this.server.call<T>(method, path, body, token);
  }

  later(minutes: number): void {
    this.server.time.now = addMinutes(this.server.time.now, minutes);
  }

  /** What asks for the second factor: the phone of a household, shown. */
  reveal(token: string): Promise<Reply> {
    return this.call('POST', `/households/${this.household}/reveal`, token, {
      requestId: newId(),
      field: 'phone',
      reason: '约上门的时间',
    });
  }

  code(key: string): string {
    return codeOf(key, this.server.time.now);
  }

  show(token: string, code: string): Promise<Reply> {
    return this.call('POST', '/me/step-up', token, { code });
  }

  /** Sets up an authenticator; the session has shown it from then on. */
  async enrol(token: string): Promise<{ key: string; recovery: string[] }> {
    const { key } = (await this.call<{ key: string }>('POST', '/me/second-factor', token, {})).body;
    const { body } = await this.call<{ recovery: string[] }>('PUT', '/me/second-factor', token, {
      code: this.code(key),
    });
    // The code of this half minute is used; the next one is new.
    this.later(1);
    return { key, recovery: body.recovery };
  }

  async inbox(token: string): Promise<string> {
    return JSON.stringify((await this.call('GET', '/messages', token)).body);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
