import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { StaffRole } from '@songtao/shared/access/role.js';
import { AreaModule } from '../area/area.module.js';
import { CaseModule } from '../case/case.module.js';
import { readConfig } from '../config/config.js';
import { Director } from '../demo/director.js';
import { FilesModule } from '../files/files.module.js';
import { HouseholdModule } from '../household/household.module.js';
import { HouseholdService } from '../household/household.service.js';
import { IdentityModule } from '../identity/identity.module.js';
import { MembershipStore } from '../identity/membership.store.js';
import { PersonStore } from '../identity/person.store.js';
import { SessionService } from '../identity/session.service.js';
import { StaffStore } from '../identity/staff.store.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { buildApplication, openPlatform } from '../platform/application.js';
import { Clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/logger.js';
import { migrateUp } from '../platform/migrator.js';
import { migrations } from '../platform/migrations.js';
import type { Platform } from '../platform/platform.module.js';
import { rows } from '../platform/rows.js';
import type { SpecDatabase } from '../platform/spec.databases.js';
import { PolicyModule } from '../policy/policy.module.js';
import { NoticeModule } from './notice.module.js';

@Module({
  imports: [
    AreaModule,
    CaseModule,
    FilesModule,
    HouseholdModule,
    IdentityModule,
    NoticeModule,
    OutboxModule,
    PolicyModule,
  ],
  providers: [Director],
})
class House {}

export const county = '512002';
export const town = '512002101';
export const village = '512002101207';
export const otherVillage = '512002101216';

/** One answer over HTTP. */
export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
  readonly bytes: Buffer;
}

/** Somebody who can sign in; with a token, somebody who has. */
export interface Guest {
  readonly id: string;
  readonly token?: string;
}

/** A running server of everything that notices stand on, at a time that the spec sets. */
export class NoticeServer {
  readonly time = { now: '2026-11-23T01:05:00.000Z' };

  private constructor(
    readonly platform: Platform,
    readonly filesDir: string,
    private readonly application: NestFastifyApplication,
    private readonly spec: SpecDatabase,
    readonly url: string,
  ) {
    Object.assign(application.get(Clock), { now: () => new Date(this.time.now) });
  }

  static async start(make: () => Promise<SpecDatabase>): Promise<NoticeServer> {
    const spec = await make();
    const filesDir = mkdtempSync(join(tmpdir(), 'songtao-files-'));
    const config = readConfig({
      NODE_ENV: 'test',
      ...spec.env,
      FILES_DIR: filesDir,
      LIMIT_CALLER_PER_MINUTE: '10000',
    });
    const platform = await openPlatform(config, { rows, migrations }, new Log('error'));
    await migrateUp(platform.database);
    const application = await buildApplication(platform, House);
    await application.listen(0, '127.0.0.1');
    return new NoticeServer(platform, filesDir, application, spec, await application.getUrl());
  }

  get<T>(type: Type<T>): T {
    return this.application.get(type, { strict: false });
  }

  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    as?: Guest,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const sent: Record<string, string> = {
      ...(as && { authorization: `Bearer ${await this.tokenOf(as)}` }),
      ...headers,
    };
    const isForm = body instanceof FormData;
    if (body && !isForm) sent['content-type'] = 'application/json';
    const reply = await fetch(`${this.url}${path.startsWith('/api') ? path : `/api${path}`}`, {
      method,
      headers: sent,
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    const isJson = reply.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: reply.status,
      headers: reply.headers,
      bytes,
      body: (isJson ? JSON.parse(bytes.toString()) : {}) as T,
    };
  }

  upload<T = Record<string, unknown>>(
    as: Guest,
    bytes: Buffer,
    { id = newId(), kind = 'photo', name = 'a.jpg' } = {},
  ): Promise<Reply<T>> {
    const form = new FormData();
    form.append('id', id);
    form.append('kind', kind);
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return this.call<T>('POST', '/files', as, form);
  }

  async hire(name: string, role: StaffRole, area: string): Promise<Guest> {
    const id = await this.person(name, area.length === 12 ? area : null);
    const staff = this.get(StaffStore);
    const places = { county: area.slice(0, 6), town: area.length >= 9 ? area.slice(0, 9) : null };
    const lists = {
      grids: role === 'gridWorker' ? [`${area}g01`] : [],
      households: [],
      line: role === 'townLine' ? ('medical' as const) : null,
    };
    await this.platform.database.write((tx) =>
      staff.insertRole(tx, {
        id: newId(),
        person: id,
        role,
        area,
        ...places,
        ...lists,
        from: '2026-01-01',
        to: null,
      }),
    );
    return { id };
  }

  /** A villager whose household there a cadre has confirmed, or who only says to live there. */
  async villager(name: string, where: string | null, household: string | null = null): Promise<Guest> {
    const id = await this.person(name, where);
    if (household !== null) {
      const memberships = this.get(MembershipStore);
      await this.platform.database.write(async (tx) => {
        await memberships.claim(tx, household, id, this.time.now);
        await memberships.answer(tx, { household, person: id }, 'confirmed', {
          person: id,
          at: this.time.now,
        });
      });
    }
    return { id };
  }

  async household(head: string, where: string, group = 2): Promise<string> {
    const id = newId();
    const household = {
      id,
      county,
      town,
      village: where,
      grid: `${where}g01`,
      villageGroup: group,
      headName: head,
      phone: null,
      validFrom: '2026-01-01',
    };
    const members = [
      { id: newId(), name: head, relation: '户主', birthDate: '1958-03-01', resident: true },
      { id: newId(), name: '刘小宝', relation: '孙子', birthDate: '2017-05-06', resident: true },
    ];
    await this.platform.database.write((tx) =>
      this.get(HouseholdService).register(tx, { household, members }),
    );
    return id;
  }

  private person(name: string, where: string | null): Promise<string> {
    return this.platform.database.write((tx) =>
      this.get(PersonStore).insert(tx, { name, phone: '13800006620', village: where, at: this.time.now }),
    );
  }

  // The specs move by days, there and back, and sessions end by minutes: everybody signs in for every call.
  private async tokenOf({ id, token }: Guest): Promise<string> {
    return token ?? (await this.get(SessionService).open(id)).token;
  }

  /** The same person with one session for all that follows. */
  async signedIn({ id }: Guest): Promise<Guest & { readonly token: string }> {
    return { id, token: (await this.get(SessionService).open(id)).token };
  }

  async close(): Promise<void> {
    await this.application.close();
    await this.spec.drop();
    rmSync(this.filesDir, { recursive: true, force: true });
  }
}

/** So many frames of silence: 36 ms each, as WeChat's recorder makes them (16 kHz, mono, 48 kbit/s). */
export function silence(frames: number): Buffer {
  const frame = Buffer.alloc(216);
  frame.set([0xff, 0xf3, 0x68, 0xc4]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}
