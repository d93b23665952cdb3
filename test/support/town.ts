import 'reflect-metadata';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type * as z from 'zod';
import type { Endpoint, InputOf, OutputOf } from '@songtao/shared/api/endpoint.js';
import type { ErrorBody } from '@songtao/shared/api/errors.js';
import type { fileApi } from '@songtao/shared/api/registry.js';
import { consentText, sessionApi, type Persona } from '@songtao/shared/api/session.js';
import { AppModule } from '../../server/src/app.module.js';
import { readConfig } from '../../server/src/config/config.js';
import { TownSeed, type Home } from '../../server/src/demo/town.seed.js';
import { PersonStore } from '../../server/src/identity/person.store.js';
import { SessionService } from '../../server/src/identity/session.service.js';
import { buildApplication, openPlatform } from '../../server/src/platform/application.js';
import { Clock } from '../../server/src/platform/clock.js';
import { newId } from '../../server/src/platform/ids.js';
import { Log } from '../../server/src/platform/logger.js';
import { migrateUp } from '../../server/src/platform/migrator.js';
import { migrations } from '../../server/src/platform/migrations.js';
import { rows } from '../../server/src/platform/rows.js';
import type { SpecDatabase } from '../../server/src/platform/spec.databases.js';

type AnyEndpoint = Endpoint<z.ZodObject, z.ZodType>;

/** An answer over real HTTP: the output, or the error as the table says it. */
export interface Reply<T> {
  readonly status: number;
  readonly body: T;
  readonly error: ErrorBody | null;
}

/** One signed-in person, speaking to the server as the phone does. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly token: string | null,
  ) {}

  async try<E extends AnyEndpoint>(endpoint: E, input: InputOf<E>): Promise<Reply<OutputOf<E>>> {
    const answer = await this.send(endpoint, input as Record<string, unknown>);
    const body: unknown = await answer.json();
    return {
      status: answer.status,
      body: body as OutputOf<E>,
      error: answer.ok ? null : (body as ErrorBody),
    };
  }

  /** The bare answer, whatever the contract says that it is; an upload takes its bytes along. */
  async send(
    endpoint: Endpoint,
    input: Readonly<Record<string, unknown>>,
    bytes: Uint8Array<ArrayBuffer> = new Uint8Array(),
  ): Promise<Response> {
    const left = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
      const value = left.get(name);
      left.delete(name);
      return encodeURIComponent(String(value));
    });
    const url = new URL(`/api${path}`, this.url);
    const { method } = endpoint;
    const headers: Record<string, string> = this.token ? { authorization: `Bearer ${this.token}` } : {};
    if (endpoint.wire === 'file') {
      const body = new FormData();
      for (const [name, value] of left) body.set(name, String(value));
      body.set('file', new Blob([bytes]), 'file');
      return fetch(url, { method, headers, body });
    }
    if (method === 'GET' || method === 'DELETE') {
      for (const [name, value] of left) url.searchParams.set(name, String(value));
      return fetch(url, { method, headers });
    }
    headers['content-type'] = 'application/json';
    return fetch(url, { method, headers, body: JSON.stringify(Object.fromEntries(left)) });
  }

  /** The output; a refusal is thrown with its words. */
  async call<E extends AnyEndpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> {
    const { status, body, error } = await this.try(endpoint, input);
    if (error) throw new Error(`${endpoint.method} ${endpoint.path}: ${status} ${JSON.stringify(error)}`);
    return body;
  }

  /** The answer to a GET as it is, whatever it is: JSON, a sheet, a refusal. */
  async text(path: string): Promise<string> {
    const headers: Record<string, string> = this.token ? { authorization: `Bearer ${this.token}` } : {};
    return (await fetch(new URL(`/api${path}`, this.url), { headers })).text();
  }

  /** Agrees to what is kept, as the phone asks before the first report. */
  async consent(): Promise<void> {
    await this.call(sessionApi.consent, { requestId: newId(), version: consentText.version, given: true });
  }

  async sendFile(
    id: string,
    bytes: Uint8Array<ArrayBuffer>,
    kind: string,
    type: string,
  ): Promise<Reply<OutputOf<typeof fileApi.upload>>> {
    const form = new FormData();
    form.set('id', id);
    form.set('kind', kind);
    form.set('file', new Blob([bytes], { type }), 'file');
    const headers: Record<string, string> = this.token ? { authorization: `Bearer ${this.token}` } : {};
    const answer = await fetch(new URL('/api/files', this.url), { method: 'POST', headers, body: form });
    const body: unknown = await answer.json();
    return {
      status: answer.status,
      body: body as OutputOf<typeof fileApi.upload>,
      error: answer.ok ? null : (body as ErrorBody),
    };
  }

  async upload(...file: Parameters<Client['sendFile']>): Promise<number> {
    return (await this.sendFile(...file)).status;
  }
}

/** A running house, whoever opened it: its parts, by their class. */
export interface House {
  get<T>(type: { readonly prototype: T }): T;
}

/** How a town is opened. */
export interface Start {
  /** The time at which the town wakes up. */
  readonly now?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly log?: Log;
}

const roomy = { LIMIT_CALLER_PER_MINUTE: '100000', LIMIT_ADDRESS_PER_MINUTE: '1000000' };

/** The demo's town on a fresh database, served over HTTP at a time that the test sets. */
export class Town {
  private readonly past = new AsyncLocalStorage<string>();
  private readonly replicas: NestFastifyApplication[] = [];

  private constructor(
    public app: NestFastifyApplication,
    readonly database: SpecDatabase,
    private start: Start,
    private readonly time: { now: string },
  ) {}

  url = '';
  homes: readonly Home[] = [];

  static async open(make: () => Promise<SpecDatabase>, start: Start = {}): Promise<Town> {
    const town = await Town.over(await make(), start);
    town.homes = await town.get(TownSeed).plant();
    return town;
  }

  /** The town that a database holds already. */
  static async over(database: SpecDatabase, start: Start = {}): Promise<Town> {
    const time = { now: start.now ?? '2026-11-23T01:05:00.000Z' };
    const town = new Town(await boot(database, start), database, start, time);
    town.setClockOf(town.app);
    await town.app.listen(0, '127.0.0.1');
    town.url = await town.app.getUrl();
    return town;
  }

  /** A second server on the same database, as where two replicas run; it ends with the town. */
  async replica(): Promise<NestFastifyApplication> {
    const app = await boot(this.database, this.start);
    this.setClockOf(app);
    this.replicas.push(app);
    return app;
  }

  /** The server stops, and another one starts at the same address with other settings. One that refuses to start throws, and the town goes on with the old settings at the next try. */
  async restart(env: Readonly<Record<string, string>>): Promise<void> {
    await this.app.close();
    const start = { ...this.start, env: { ...this.start.env, ...env } };
    this.app = await boot(this.database, start);
    this.start = start;
    this.setClockOf(this.app);
    await this.app.listen(new URL(this.url).port, '127.0.0.1');
  }

  /** Sets the clock of the whole house. */
  at(now: string): void {
    this.time.now = now;
  }

  get now(): string {
    return this.time.now;
  }

  /** A part of the running house; its constructor may be private. */
  get<T>(type: { readonly prototype: T }, app = this.app): T {
    return app.get(type as Type<T>, { strict: false });
  }

  async as(persona: Persona): Promise<Client> {
    const { token } = await this.stranger.call(sessionApi.demo, { persona });
    return new Client(this.url, token);
  }

  /** Somebody who is no persona, signed in. */
  async signedIn(person: string): Promise<Client> {
    const { token } = await this.get(SessionService).open(person);
    return new Client(this.url, token);
  }

  async idOf(persona: Persona): Promise<string> {
    return (await this.get(PersonStore).personaOf(persona)) ?? '';
  }

  /** The household of that head in the village in which the personas live. */
  home(head: string): Home {
    const found = this.homes.find((home) => home.head === head);
    if (!found) throw new Error(`no household of ${head}`);
    return found;
  }

  get stranger(): Client {
    return new Client(this.url, null);
  }

  async close(): Promise<void> {
    for (const app of [...this.replicas, this.app]) await app.close();
    await this.database.drop();
  }

  private setClockOf(app: NestFastifyApplication): void {
    Object.assign(app.get(Clock), {
      now: () => new Date(this.past.getStore() ?? this.time.now),
      asOf: <T>(moment: string, work: () => Promise<T>): Promise<T> => this.past.run(moment, work),
    });
  }
}

/** The house on this database, brought up to date and not yet listening. */
export async function boot({ env }: SpecDatabase, start: Start = {}): Promise<NestFastifyApplication> {
  const config = readConfig({ ...env, DEMO: '1', NODE_ENV: 'test', ...roomy, ...start.env });
  const platform = await openPlatform(config, { rows, migrations }, start.log ?? new Log('error'));
  await migrateUp(platform.database);
  try {
    return await buildApplication(platform, AppModule);
  } catch (error) {
    await platform.database.onApplicationShutdown();
    throw error;
  }
}
