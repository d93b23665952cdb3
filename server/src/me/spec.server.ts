import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AreaModule } from '../area/area.module.js';
import { readConfig } from '../config/config.js';
import { DoorModule } from '../door/door.module.js';
import { HouseholdModule } from '../household/household.module.js';
import { HouseholdService } from '../household/household.service.js';
import { IdentityModule } from '../identity/identity.module.js';
import { PersonStore } from '../identity/person.store.js';
import type { StaffRoleRow } from '../identity/staff.row.js';
import { StaffStore, type NewRole } from '../identity/staff.store.js';
import { buildApplication, openPlatform } from '../platform/application.js';
import { Clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/logger.js';
import { migrateUp } from '../platform/migrator.js';
import { migrations } from '../platform/migrations.js';
import type { Platform } from '../platform/platform.module.js';
import { rows } from '../platform/rows.js';
import type { SpecDatabase } from '../platform/spec.databases.js';
import { MeModule } from './me.module.js';

@Module({ imports: [AreaModule, DoorModule, HouseholdModule, IdentityModule, MeModule] })
class PeopleModule {}

/** What WeChat answers to a code: for a login its openid, for a number the digits, or an error. */
export type WeChatAnswers = Map<string, { openid?: string; phone?: string; errcode?: number }>;

async function standInForWeChat(answers: WeChatAnswers): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://wechat');
      const sent = (body === '' ? {} : JSON.parse(body)) as { code?: string };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(replyTo(url, sent.code, answers)));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

function replyTo(url: URL, code: string | undefined, answers: WeChatAnswers): object {
  if (url.pathname === '/cgi-bin/stable_token') return { access_token: 'token', expires_in: 7200 };
  const answer = answers.get(url.searchParams.get('js_code') ?? code ?? '');
  if (!answer || answer.errcode !== undefined)
    return { errcode: answer?.errcode ?? 40029, errmsg: 'refused' };
  if (answer.openid) return { openid: answer.openid, session_key: 'kept by nobody' };
  const watermark = { appid: 'wx0000', timestamp: 1 };
  return {
    errcode: 0,
    phone_info: { phoneNumber: answer.phone, purePhoneNumber: answer.phone, countryCode: '86', watermark },
  };
}

/** One answer over HTTP. */
export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
}

/** A running server of people and places, with a stand-in for WeChat, at a time that the spec sets. */
export class PeopleServer {
  readonly time = { now: '2026-11-23T01:05:00.000Z' };

  private constructor(
    readonly platform: Platform,
    readonly answers: WeChatAnswers,
    private readonly application: NestFastifyApplication,
    private readonly weChat: Server,
    private readonly spec: SpecDatabase,
    private readonly url: string,
  ) {
    const now = () => new Date(this.time.now);
    Object.assign(application.get(Clock), { now, wall: now });
  }

  static async start(
    make: () => Promise<SpecDatabase>,
    env: Record<string, string> = {},
    log = new Log('silent'),
  ): Promise<PeopleServer> {
    const spec = await make();
    const answers: WeChatAnswers = new Map();
    const weChat = await standInForWeChat(answers);
    const { port } = weChat.address() as AddressInfo;
    const account = {
      WECHAT_APPID: 'wx0000',
      WECHAT_SECRET: 's',
      WECHAT_BASE_URL: `http://127.0.0.1:${port}`,
    };
    const config = readConfig({ NODE_ENV: 'test', ...account, ...spec.env, ...env });
    const platform = await openPlatform(config, { rows, migrations }, log);
    await migrateUp(platform.database);
    const application = await buildApplication(platform, PeopleModule);
    await application.listen(0, '127.0.0.1');
    return new PeopleServer(platform, answers, application, weChat, spec, await application.getUrl());
  }

  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
    token?: string,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const sent = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    };
    const reply = await fetch(`${this.url}/api${path}`, {
      method,
      headers: sent,
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: (await reply.json()) as T };
  }

  /** Signs in with WeChat as the holder of that account, and gives the token; a phone shows the one that it had before. */
  async signIn(openid: string, before?: string): Promise<string> {
    const code = `code-${newId()}`;
    this.answers.set(code, { openid });
    const reply = await this.call<{ token: string }>('POST', '/sessions/wechat', { code }, before);
    return reply.body.token;
  }

  async person(name: string, openid: string | null, phone: string | null = null): Promise<string> {
    const people = this.application.get(PersonStore);
    return this.platform.database.write((tx) =>
      people.insert(tx, { name, openid, phone, at: this.time.now }),
    );
  }

  async hire(
    person: string,
    role: NewRole['role'],
    area: string,
    more: Partial<NewRole> = {},
  ): Promise<StaffRoleRow['id']> {
    const id = newId();
    const town = area.length >= 9 ? area.slice(0, 9) : null;
    const kept = {
      id,
      person,
      role,
      area,
      county: area.slice(0, 6),
      town,
      grids: [],
      households: [],
      line: null,
      from: '2026-01-01',
      to: null,
      ...more,
    };
    await this.platform.database.write((tx) => this.staff.insertRole(tx, kept));
    return id;
  }

  async household(head: string, village: string, phone: string | null): Promise<string> {
    const id = newId();
    const household = {
      id,
      county: village.slice(0, 6),
      town: village.slice(0, 9),
      village,
      grid: `${village}g02`,
      villageGroup: 3,
      headName: head,
      phone,
      validFrom: '2026-01-01',
    };
    const members = [
      { id: newId(), name: head, relation: '户主', birthDate: '1958-03-01', resident: true },
      { id: newId(), name: '刘小宝', relation: '孙子', birthDate: '2017-05-06', resident: true },
    ];
    const registry = this.application.get(HouseholdService);
    await this.platform.database.write((tx) => registry.register(tx, { household, members }));
    return id;
  }

  get people(): PersonStore {
    return this.application.get(PersonStore);
  }

  get staff(): StaffStore {
    return this.application.get(StaffStore);
  }

  async close(): Promise<void> {
    await this.application.close();
    this.weChat.closeAllConnections();
    await new Promise((closed) => this.weChat.close(closed));
    await this.spec.drop();
  }
}
