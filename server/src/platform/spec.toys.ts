import { text as textOf } from 'node:stream/consumers';
import type { MultipartFile } from '@fastify/multipart';
import { Controller, Global, Inject, Injectable, Module, StreamableFile, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import * as z from 'zod';
import type { Grant } from '@songtao/shared/access/scope.js';
import { endpoint, type ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { errorTable, type ErrorCode } from '@songtao/shared/api/errors.js';
import { readConfig } from '../config/config.js';
import { buildApplication, openPlatform } from './application.js';
import { CallerResolver, type Caller } from './caller.js';
import { Database } from './database.js';
import { AppError } from './errors.js';
import { FilePart, Handles, Input, RawBody, Who } from './handles.js';
import { Writes } from './idempotency.js';
import { Log } from './logger.js';
import { migrateUp } from './migrator.js';
import { platformTables } from './platform.migration.js';
import type { Platform } from './platform.module.js';
import { AuditEventRow } from './audit.row.js';
import { DemoClockRow } from './clock.row.js';
import { WriteRequestRow } from './idempotency.row.js';

const inner = z.object({ a: z.string() });
const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('circle'), r: z.number() }),
  z.object({ kind: z.literal('square'), a: z.number() }),
]);

const toy = {
  echo: endpoint({
    method: 'POST',
    path: '/toys/:id',
    access: 'public',
    summary: 'Echo.',
    input: z.object({
      id: z.guid(),
      name: z.string().min(1).max(20),
      inner: inner.optional(),
      form: z.record(z.string(), z.unknown()).optional(),
    }),
    output: z.object({
      id: z.guid(),
      name: z.string(),
      none: z.string().nullable(),
      inner: inner.nullable(),
      shapes: z.array(shape),
      form: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/toys',
    access: 'signedIn',
    summary: 'List.',
    input: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      after: z.string().optional(),
    }),
    output: z.object({ limit: z.number(), me: z.string() }),
  }),
  staff: endpoint({
    method: 'GET',
    path: '/staff',
    access: 'staff',
    summary: 'Staff.',
    input: z.object({}),
    output: z.object({}),
  }),
  town: endpoint({
    method: 'GET',
    path: '/town',
    access: ['townOfficer'],
    summary: 'Town.',
    input: z.object({}),
    output: z.object({}),
  }),
  fail: endpoint({
    method: 'GET',
    path: '/fail/:how',
    access: 'public',
    summary: 'Fail.',
    input: z.object({ how: z.string() }),
    output: z.object({}),
  }),
  once: endpoint({
    method: 'POST',
    path: '/once',
    access: 'signedIn',
    summary: 'Once.',
    input: z.object({ requestId: z.guid(), words: z.string() }),
    output: z.object({ number: z.number() }),
  }),
  file: endpoint({
    method: 'POST',
    path: '/toy-files',
    access: 'signedIn',
    wire: 'file',
    summary: 'File.',
    input: z.strictObject({ id: z.guid(), seconds: z.coerce.number().optional() }),
    output: z.object({ id: z.guid(), seconds: z.number().nullable(), text: z.string() }),
  }),
  bytes: endpoint({
    method: 'GET',
    path: '/bytes',
    access: 'public',
    wire: 'bytes',
    summary: 'Bytes.',
    input: z.object({}),
    output: z.unknown(),
  }),
  raw: endpoint({
    method: 'POST',
    path: '/raw',
    access: 'public',
    wire: 'raw',
    summary: 'Raw.',
    input: z.object({ signature: z.string() }),
    output: z.object({ text: z.string(), signature: z.string() }),
  }),
  demo: endpoint({
    method: 'POST',
    path: '/demo',
    access: 'public',
    demoOnly: true,
    summary: 'Demo.',
    input: z.object({}),
    output: z.object({}),
  }),
  unsaid: endpoint({
    method: 'GET',
    path: '/unsaid',
    access: 'public',
    summary: 'JSON schema cannot say a transform.',
    input: z.object({}),
    output: z.object({ n: z.string().transform((value) => value) }),
  }),
  slow: endpoint({
    method: 'GET',
    path: '/slow',
    access: 'public',
    summary: 'Slow.',
    input: z.object({}),
    output: z.object({}),
  }),
  broken: endpoint({
    method: 'GET',
    path: '/drift',
    access: 'public',
    summary: 'Drift.',
    input: z.object({}),
    output: z.object({ n: z.string() }),
  }),
} as const;

const promised = () => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
};

export const slow = { begun: promised(), end: promised() };

@Controller()
class ToyController {
  private made = 0;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Writes) private readonly writes: Writes,
  ) {}

  @Handles(toy.echo)
  echo(@Input() { id, name, inner: given, form }: ParsedInputOf<typeof toy.echo>) {
    const secret = { phone: '13800000000' };
    const shapes = [
      { kind: 'circle' as const, r: 1, ...secret },
      { kind: 'square' as const, a: 2, ...secret },
    ];
    return { id, name, none: null, inner: given ? { ...given, ...secret } : null, shapes, form, ...secret };
  }

  @Handles(toy.list)
  list(@Input() { limit }: ParsedInputOf<typeof toy.list>, @Who() caller: Caller) {
    return { limit, me: caller.personId };
  }

  @Handles(toy.staff)
  staff() {
    return {};
  }

  @Handles(toy.town)
  town() {
    return {};
  }

  @Handles(toy.fail)
  fail(@Input() { how }: ParsedInputOf<typeof toy.fail>): never {
    if (how in errorTable) throw new AppError(how as ErrorCode, { details: { guard: 'why' }, retry: true });
    throw new Error('secret 13800000000');
  }

  @Handles(toy.once)
  once(@Input() input: ParsedInputOf<typeof toy.once>, @Who() caller: Caller) {
    const request = { actor: caller.personId, requestId: input.requestId, body: input };
    return this.database.write((tx) =>
      this.writes.once(tx, request, async () => ({ number: (this.made += 1) })),
    );
  }

  @Handles(toy.file)
  async file(
    @Input() { id, seconds = null }: { id: string; seconds?: number | null },
    @FilePart() part: MultipartFile,
  ) {
    return { id, seconds, text: await textOf(part.file) };
  }

  @Handles(toy.bytes)
  bytes(): StreamableFile {
    return new StreamableFile(Buffer.from('%PDF'), { type: 'application/pdf' });
  }

  @Handles(toy.raw)
  raw(@Input() { signature }: ParsedInputOf<typeof toy.raw>, @RawBody() body: Buffer) {
    return { signature, text: body.toString() };
  }

  @Handles(toy.slow)
  async slow() {
    slow.begun.resolve();
    await slow.end.promise;
    return {};
  }

  @Handles(toy.demo)
  demo() {
    return {};
  }

  @Handles(toy.unsaid)
  unsaid() {
    return { n: 'n', sly: 'secret' };
  }

  @Handles(toy.broken)
  drift(): { n: string } {
    return { n: null as unknown as string };
  }
}

const grants: Record<string, readonly Grant[]> = {
  villager: [],
  grid: [{ role: 'gridWorker', area: '520103100201', grids: [] }],
  town: [{ role: 'townOfficer', area: '520103100' }],
};

@Injectable()
class Tokens extends CallerResolver {
  async resolve(token: string): Promise<Caller | null> {
    const [name = '', person = name] = token.replace('-token-0000000000', '').split('_');
    const held = grants[name];
    if (!held) return null;
    return {
      sessionId: 's',
      personId: person,
      scope: { kind: 'person', person, grants: held, household: null, village: null },
    };
  }

  async checkStepUp({ personId }: Caller): Promise<void> {
    if (personId !== 'shown') throw new AppError('stepUp');
  }
}

@Global()
@Module({ providers: [{ provide: CallerResolver, useClass: Tokens }], exports: [CallerResolver] })
class TokensModule {}

@Module({ imports: [TokensModule], controllers: [ToyController] })
class ToyModule {}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export interface Running {
  readonly application: NestFastifyApplication;
  readonly platform: Platform;
  readonly url: string;
  readonly lines: string[];
  readonly call: (method: string, path: string, body?: unknown, as?: string) => Promise<Reply>;
}

/** Starts a server of toys on a free port. */
export async function start(env: Record<string, string>, module: Type = ToyModule): Promise<Running> {
  const lines: string[] = [];
  const log = new Log('info', { write: (line) => void lines.push(line) });
  const platform = await openPlatform(
    readConfig({ NODE_ENV: 'test', ...env }),
    { rows: [AuditEventRow, DemoClockRow, WriteRequestRow], migrations: [platformTables] },
    log,
  );
  await migrateUp(platform.database);
  const application = await buildApplication(platform, module).catch(async (error: unknown) => {
    await platform.database.onApplicationShutdown();
    throw error;
  });
  await application.listen(0, '127.0.0.1');
  const url = await application.getUrl();
  const call = async (method: string, path: string, body?: unknown, as?: string): Promise<Reply> => {
    const headers: Record<string, string> = { ...(as && { authorization: `Bearer ${as}-token-0000000000` }) };
    if (body !== undefined && !(body instanceof FormData)) headers['content-type'] = 'application/json';
    const isPlain =
      body === undefined || typeof body === 'string' || body instanceof FormData || Buffer.isBuffer(body);
    const reply = await fetch(`${url}${path}`, {
      method,
      headers,
      body: isPlain ? (body as string | undefined) : JSON.stringify(body),
    });
    const text = await reply.text();
    const isJson = reply.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  };
  return { application, platform, url, lines, call };
}
