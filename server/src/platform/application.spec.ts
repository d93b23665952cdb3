import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import type { MultipartFile } from '@fastify/multipart';
import { Controller, Get, Global, Inject, Injectable, Module, StreamableFile, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { Grant } from '@songtao/shared/access/scope.js';
import { endpoint, type ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { errorBody, errorTable, type ErrorCode } from '@songtao/shared/api/errors.js';
import { readConfig } from '../config/config.js';
import { buildApplication, openPlatform } from './application.js';
import { CallerResolver, type Caller } from './caller.js';
import { Database } from './database.js';
import { AppError } from './errors.js';
import { FilePart, Handles, Input, RawBody, Who } from './handles.js';
import { Writes } from './idempotency.js';
import { newId } from './ids.js';
import { Log } from './logger.js';
import { migrateUp } from './migrator.js';
import { platformTables } from './platform.migration.js';
import type { Platform } from './platform.module.js';
import { rows } from './rows.js';
import { stop } from './serve.js';
import { specDatabases, type SpecDatabase } from './spec.databases.js';

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
    input: z.object({ id: z.guid(), name: z.string().min(1).max(20), inner: inner.optional(), form: z.record(z.string(), z.unknown()).optional() }),
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
    input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20), after: z.string().optional() }),
    output: z.object({ limit: z.number(), me: z.string() }),
  }),
  staff: endpoint({ method: 'GET', path: '/staff', access: 'staff', summary: 'Staff.', input: z.object({}), output: z.object({}) }),
  town: endpoint({ method: 'GET', path: '/town', access: ['townOfficer'], summary: 'Town.', input: z.object({}), output: z.object({}) }),
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
  bytes: endpoint({ method: 'GET', path: '/bytes', access: 'public', wire: 'bytes', summary: 'Bytes.', input: z.object({}), output: z.unknown() }),
  raw: endpoint({
    method: 'POST',
    path: '/raw',
    access: 'public',
    wire: 'raw',
    summary: 'Raw.',
    input: z.object({ signature: z.string() }),
    output: z.object({ text: z.string(), signature: z.string() }),
  }),
  demo: endpoint({ method: 'POST', path: '/demo', access: 'public', demoOnly: true, summary: 'Demo.', input: z.object({}), output: z.object({}) }),
  unsaid: endpoint({
    method: 'GET',
    path: '/unsaid',
    access: 'public',
    summary: 'JSON schema cannot say a transform.',
    input: z.object({}),
    output: z.object({ n: z.string().transform((value) => value) }),
  }),
  slow: endpoint({ method: 'GET', path: '/slow', access: 'public', summary: 'Slow.', input: z.object({}), output: z.object({}) }),
  broken: endpoint({ method: 'GET', path: '/drift', access: 'public', summary: 'Drift.', input: z.object({}), output: z.object({ n: z.string() }) }),
} as const;

const promised = () => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
};

const slow = { begun: promised(), end: promised() };

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
    return this.database.write((tx) => this.writes.once(tx, request, async () => ({ number: (this.made += 1) })));
  }

  @Handles(toy.file)
  async file(@Input() { id, seconds = null }: { id: string; seconds?: number | null }, @FilePart() part: MultipartFile) {
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
    return { sessionId: 's', personId: person, scope: { kind: 'person', person, grants: held, household: null, village: null } };
  }
}

@Global()
@Module({ providers: [{ provide: CallerResolver, useClass: Tokens }], exports: [CallerResolver] })
class TokensModule {}

@Module({ imports: [TokensModule], controllers: [ToyController] })
class ToyModule {}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

interface Running {
  readonly application: NestFastifyApplication;
  readonly platform: Platform;
  readonly url: string;
  readonly lines: string[];
  readonly call: (method: string, path: string, body?: unknown, as?: string) => Promise<Reply>;
}

async function start(env: Record<string, string>, module: Type = ToyModule): Promise<Running> {
  const lines: string[] = [];
  const log = new Log('info', { write: (line) => void lines.push(line) });
  const platform = await openPlatform(readConfig({ NODE_ENV: 'test', ...env }), { rows, migrations: [platformTables] }, log);
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
    const isPlain = body === undefined || typeof body === 'string' || body instanceof FormData || Buffer.isBuffer(body);
    const reply = await fetch(`${url}${path}`, { method, headers, body: isPlain ? (body as string | undefined) : JSON.stringify(body) });
    const text = await reply.text();
    const isJson = reply.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: reply.status, headers: reply.headers, text, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
  };
  return { application, platform, url, lines, call };
}

const id = newId();
const fieldsOf = ({ body }: Reply) => (body.details as { fields: string[] }).fields;

describe.each(specDatabases)('the platform over HTTP on %s', (_kind, make) => {
  let spec: SpecDatabase;
  let server: Running;

  beforeAll(async () => {
    spec = await make();
    server = await start(spec.env);
  });

  afterAll(async () => {
    await server.application.close();
    await spec.drop();
  });

  it('takes what the contract names, cleaned', async () => {
    const reply = await server.call('POST', `/api/toys/${id}`, { name: '  𠮷 ', form: { any: [1, { deep: true }] } });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ id, name: '𠮷', none: null, inner: null, form: { any: [1, { deep: true }] } });
  });

  it('drops on the way out what the contract does not name, in objects, lists and unions', async () => {
    const reply = await server.call('POST', `/api/toys/${id}`, { name: 'x', inner: { a: 'b' } });
    expect(reply.text).not.toContain('13800000000');
    expect(reply.body.inner).toEqual({ a: 'b' });
    expect(reply.body.shapes).toEqual([{ kind: 'circle', r: 1 }, { kind: 'square', a: 2 }]);
    expect((await server.call('GET', '/api/unsaid')).body).toEqual({ n: 'n' });
  });

  it.each([
    [{ name: 'x', role: 'admin' }, ['role']],
    [{ name: 'x', id: newId() }, ['id']],
    [{ name: 'x', inner: { a: 'a', b: 1 } }, ['inner.b']],
    [{ name: 'x', inner: 'text' }, ['inner']],
    [{ name: ['x'] }, ['name']],
    [{ name: '   ' }, ['name']],
    [{ name: 'a\u202eb' }, ['name']],
    [{ name: null, constructor: 1 }, ['name', 'constructor']],
    [{}, ['name']],
  ])('refuses %j, naming the keys', async (body, fields) => {
    const reply = await server.call('POST', `/api/toys/${id}`, body);
    expect([reply.status, reply.body.code]).toEqual([400, 'badInput']);
    expect(fieldsOf(reply)).toEqual(fields);
  });

  it.each(['{"name":"x","__proto__":{"a":1}}', '{"name":', '[]', '"x"', '7', Buffer.from([0x22, 0xff, 0x22])])('refuses the body %s', async (body) => {
    const reply = await server.call('POST', `/api/toys/${id}`, body);
    expect([reply.status, reply.body.code]).toEqual([400, 'badInput']);
  });

  it('refuses other kinds of body, what is misplaced, and what is too big', async () => {
    const form = await fetch(`${server.url}/api/toys/${id}`, { method: 'POST', body: new URLSearchParams({ name: 'x' }) });
    expect(form.status).toBe(400);
    expect((await server.call('POST', `/api/toys/${id}?name=y`, { name: 'x' })).status).toBe(400);
    expect((await server.call('GET', '/api/toys?limit=1&limit=2', undefined, 'villager')).status).toBe(400);
    expect((await server.call('GET', '/api/toys?limit=101', undefined, 'villager')).status).toBe(400);
    const big = await server.call('POST', `/api/toys/${id}`, { name: 'x'.repeat(300_000) });
    expect([big.status, big.body.code]).toEqual([413, 'tooBig']);
    expect((await server.call('GET', '/api/fail/%E0%A4%A')).body.code).toBe('badInput');
  });

  it('answers every error of the table in one form, with the id of the request', async () => {
    for (const [code, { status, message }] of Object.entries(errorTable)) {
      const reply = await server.call('GET', `/api/fail/${code}`);
      expect([reply.status, reply.headers.get('x-request-id')]).toEqual([status, reply.body.requestId]);
      expect(errorBody.parse(reply.body)).toMatchObject({ code, message, retry: true, details: { guard: 'why' } });
    }
  });

  it('says nothing of an unknown error but that it is ours', async () => {
    const reply = await server.call('GET', '/api/fail/oops');
    expect(reply.body).toEqual({ code: 'broken', message: errorTable.broken.message, requestId: expect.any(String) });
    const logged = server.lines.find((line) => line.includes(String(reply.body.requestId)) && line.includes('"stack"'));
    expect(logged).toContain('application.spec');
    expect(server.lines.join('')).not.toContain('13800000000');
  });

  it('lets in whom the contract lets in', async () => {
    const statuses = async (path: string) => {
      const replies = [undefined, 'nobody', 'villager', 'grid', 'town'].map((as) => server.call('GET', path, undefined, as));
      return (await Promise.all(replies)).map(({ status }) => status);
    };
    expect(await statuses('/api/health')).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses('/api/toys')).toEqual([401, 401, 200, 200, 200]);
    expect(await statuses('/api/staff')).toEqual([401, 401, 403, 200, 200]);
    expect(await statuses('/api/town')).toEqual([401, 401, 403, 403, 200]);
    expect((await server.call('GET', '/api/toys?limit=5', undefined, 'grid_p7')).body).toEqual({ limit: 5, me: 'p7' });
  });

  it('does once what 50 send at once', async () => {
    const input = { requestId: newId(), words: '我有难处' };
    const replies = await Promise.all(Array.from({ length: 50 }, () => server.call('POST', '/api/once', input, 'villager')));
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(replies[0]?.status).toBe(200);
    const other = await server.call('POST', '/api/once', { ...input, words: '别的' }, 'villager');
    expect([other.status, other.body.code]).toEqual([422, 'keyReused']);
  });

  it('takes a file with its keys, and refuses a file where none is due', async () => {
    const form = () => {
      const data = new FormData();
      data.append('id', id);
      data.append('seconds', '7');
      data.append('file', new Blob(['bytes']), '身份证.jpg');
      return data;
    };
    expect((await server.call('POST', '/api/toy-files', form(), 'villager')).body).toEqual({ id, seconds: 7, text: 'bytes' });
    expect((await server.call('POST', '/api/toy-files', form())).status).toBe(401);
    expect((await server.call('POST', '/api/toy-files', { id }, 'villager')).status).toBe(400);
    expect((await server.call('POST', `/api/toys/${id}`, form())).status).toBe(400);
  });

  it('answers with bytes, and takes them untouched', async () => {
    const bytes = await server.call('GET', '/api/bytes');
    expect([bytes.status, bytes.headers.get('content-type'), bytes.text]).toEqual([200, 'application/pdf', '%PDF']);
    const raw = await server.call('POST', '/api/raw?signature=s', '{ "odd" :1 }');
    expect(raw.body).toEqual({ text: '{ "odd" :1 }', signature: 's' });
  });

  it('holds answers against the contract in tests', async () => {
    expect((await server.call('GET', '/api/drift')).body.code).toBe('broken');
  });

  it('sends the headers that keep browsers and caches in check', async () => {
    const { headers } = await server.call('GET', '/api/health');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toContain("script-src 'self' 'unsafe-inline'");
  });

  it('logs a line for each call: its route, not its address', async () => {
    const { headers } = await server.call('GET', '/api/toys?after=zhangsan', undefined, 'villager');
    const line = server.lines.map((each) => JSON.parse(each) as Record<string, unknown>).find(({ requestId }) => requestId === headers.get('x-request-id'));
    expect(line).toMatchObject({ event: 'answered', method: 'GET', route: '/api/toys', status: 200, actor: 'villager' });
    expect(server.lines.join('')).not.toContain('zhangsan');
  });

  it('serves the contract outside production, without the routes of the demo', async () => {
    const { body } = await server.call('GET', '/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(body.paths).toMatchObject({ '/toys/{id}': { post: { parameters: [{ name: 'id', in: 'path' }] } } });
    expect((await server.call('POST', '/api/demo', {})).status).toBe(404);
    expect((await server.call('GET', '/api/nothing')).body.code).toBe('notFound');
  });
});

describe('starting and stopping', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'songtao-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('has the demo in the demo, limits, and pages on the same port', async () => {
    const pages = join(dir, 'pages');
    mkdirSync(pages);
    writeFileSync(join(pages, 'index.html'), '<script>go()</script><script src="/a.js"></script>');
    writeFileSync(join(pages, 'app.0123abcd.js'), 'go()');
    const server = await start({ DATA_DIR: join(dir, 'demo'), DEMO: '1', H5_DIR: pages, LIMIT_CALLER_PER_MINUTE: '10' });
    expect((await server.call('POST', '/api/demo', {})).status).toBe(200);
    const page = await server.call('GET', '/');
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+';/);
    expect((await server.call('GET', '/app.0123abcd.js')).headers.get('cache-control')).toContain('immutable');
    expect((await server.call('GET', '/%2e%2e/demo/songtao.sqlite')).status).toBeGreaterThanOrEqual(400);
    const replies = await Promise.all(Array.from({ length: 12 }, () => server.call('GET', '/api/toys', undefined, 'villager')));
    const slowed = replies.filter(({ status }) => status === 429);
    expect(slowed).toHaveLength(2);
    expect(slowed[0]?.headers.get('retry-after')).toBe('6');
    expect((await server.call('GET', '/api/toys', undefined, 'grid')).status).toBe(200);
    await server.application.close();
  });

  it('is ready while it may be called, and finishes what is under way', async () => {
    const server = await start({ DATA_DIR: join(dir, 'ready') });
    expect((await server.call('GET', '/api/ready')).body).toEqual({ ok: true });
    await server.platform.database.sources.writer.undoLastMigration();
    expect((await server.call('GET', '/api/ready')).status).toBe(503);
    expect((await server.call('GET', '/api/health')).status).toBe(200);
    await migrateUp(server.platform.database);
    const underWay = server.call('GET', '/api/slow');
    await slow.begun.promise;
    const stopped = stop(server.application, server.platform);
    slow.end.resolve();
    expect((await underWay).status).toBe(200);
    expect(await stopped).toBe('clean');
    await expect(server.call('GET', '/api/health')).rejects.toThrow();
  });

  it('does not start with a route that is not in the contract', async () => {
    @Controller()
    class SlyController {
      @Get('sly')
      sly(): string {
        return 'x';
      }
    }
    @Module({ controllers: [SlyController] })
    class SlyModule {}
    await expect(start({ DATA_DIR: join(dir, 'sly') }, SlyModule)).rejects.toThrow(/\/api\/sly is no endpoint/);
  });
});
