import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorBody, errorTable } from '@songtao/shared/api/errors.js';
import { readConfig } from '../config/config.js';
import { newId } from './ids.js';
import { migrateUp } from './migrator.js';
import { stop } from './serve.js';
import { specDatabases, type SpecDatabase } from './spec.databases.js';
import { slow, start, type Reply, type Running } from './spec.toys.js';

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
    const reply = await server.call('POST', `/api/toys/${id}`, {
      name: '  𠮷 ',
      form: { any: [1, { deep: true }] },
    });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      id,
      name: '𠮷',
      none: null,
      inner: null,
      form: { any: [1, { deep: true }] },
    });
  });

  it('drops on the way out what the contract does not name, in objects, lists and unions', async () => {
    const reply = await server.call('POST', `/api/toys/${id}`, { name: 'x', inner: { a: 'b' } });
    expect(reply.text).not.toContain('13800000000');
    expect(reply.body.inner).toEqual({ a: 'b' });
    expect(reply.body.shapes).toEqual([
      { kind: 'circle', r: 1 },
      { kind: 'square', a: 2 },
    ]);
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

  it.each([
    '{"name":"x","__proto__":{"a":1}}',
    '{"name":',
    '[]',
    '"x"',
    '7',
    Buffer.from([0x22, 0xff, 0x22]),
  ])('refuses the body %s', async (body) => {
    const reply = await server.call('POST', `/api/toys/${id}`, body);
    expect([reply.status, reply.body.code]).toEqual([400, 'badInput']);
  });

  it('refuses other kinds of body, what is misplaced, and what is too big', async () => {
    const form = await fetch(`${server.url}/api/toys/${id}`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'x' }),
    });
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
      expect(errorBody.parse(reply.body)).toMatchObject({
        code,
        message,
        retry: true,
        details: { guard: 'why' },
      });
    }
  });

  it('says nothing of an unknown error but that it is ours', async () => {
    const reply = await server.call('GET', '/api/fail/oops');
    expect(reply.body).toEqual({
      code: 'broken',
      message: errorTable.broken.message,
      requestId: expect.any(String),
    });
    const logged = server.lines.find(
      (line) => line.includes(String(reply.body.requestId)) && line.includes('"stack"'),
    );
    expect(logged).toContain('spec.toys');
    expect(server.lines.join('')).not.toContain('13800000000');
  });

  it('lets in whom the contract lets in', async () => {
    const statuses = async (path: string) => {
      const replies = [undefined, 'nobody', 'villager', 'grid', 'town'].map((as) =>
        server.call('GET', path, undefined, as),
      );
      return (await Promise.all(replies)).map(({ status }) => status);
    };
    expect(await statuses('/api/health')).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses('/api/toys')).toEqual([401, 401, 200, 200, 200]);
    expect(await statuses('/api/staff')).toEqual([401, 401, 403, 200, 200]);
    expect(await statuses('/api/town')).toEqual([401, 401, 403, 403, 200]);
    expect((await server.call('GET', '/api/toys?limit=5', undefined, 'grid_p7')).body).toEqual({
      limit: 5,
      me: 'p7',
    });
  });

  it('does once what 50 send at once', async () => {
    const input = { requestId: newId(), words: '我有难处' };
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => server.call('POST', '/api/once', input, 'villager')),
    );
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
    expect((await server.call('POST', '/api/toy-files', form(), 'villager')).body).toEqual({
      id,
      seconds: 7,
      text: 'bytes',
    });
    expect((await server.call('POST', '/api/toy-files', form())).status).toBe(401);
    expect((await server.call('POST', '/api/toy-files', { id }, 'villager')).status).toBe(400);
    expect((await server.call('POST', `/api/toys/${id}`, form())).status).toBe(400);
  });

  it('answers with bytes, and takes them untouched', async () => {
    const bytes = await server.call('GET', '/api/bytes');
    expect([bytes.status, bytes.headers.get('content-type'), bytes.text]).toEqual([
      200,
      'application/pdf',
      '%PDF',
    ]);
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
    const line = server.lines
      .map((each) => JSON.parse(each) as Record<string, unknown>)
      .find(({ requestId }) => requestId === headers.get('x-request-id'));
    expect(line).toMatchObject({
      event: 'answered',
      method: 'GET',
      route: '/api/toys',
      status: 200,
      actor: 'villager',
    });
    expect(server.lines.join('')).not.toContain('zhangsan');
  });

  it('serves the contract outside production, without the routes of the demo', async () => {
    const { body } = await server.call('GET', '/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(body.paths).toMatchObject({
      '/toys/{id}': { post: { parameters: [{ name: 'id', in: 'path' }] } },
    });
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
    const files = {
      'index.html': '<script>go()</script><script src="/a.js"></script>',
      'app.0123abcd.js': 'go()',
    };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(pages, name), text);
      writeFileSync(join(pages, `${name}.br`), brotliCompressSync(text));
    }
    const server = await start({
      DATA_DIR: join(dir, 'demo'),
      DEMO: '1',
      H5_DIR: pages,
      LIMIT_CALLER_PER_MINUTE: '10',
    });
    expect((await server.call('POST', '/api/demo', {})).status).toBe(200);
    // Over plain HTTP a caller asks for `br` only where told to.
    const page = await fetch(server.url, { headers: { 'accept-encoding': 'br' } });
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect([page.headers.get('content-encoding'), page.headers.get('vary')]).toEqual([
      'br',
      'accept-encoding',
    ]);
    expect(page.headers.get('content-security-policy')).toMatch(
      /script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+';/,
    );
    expect((await server.call('GET', '/app.0123abcd.js')).headers.get('cache-control')).toContain(
      'immutable',
    );
    expect((await server.call('GET', '/%2e%2e/demo/songtao.sqlite')).status).toBeGreaterThanOrEqual(400);
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => server.call('GET', '/api/toys', undefined, 'villager')),
    );
    const slowed = replies.filter(({ status }) => status === 429);
    expect(slowed).toHaveLength(2);
    expect(slowed[0]?.headers.get('retry-after')).toBe('6');
    expect((await server.call('GET', '/api/toys', undefined, 'grid')).status).toBe(200);
    await server.application.close();
  });

  it('is open to two hundred people behind one address, and closed for a while to whoever knocks without end', async () => {
    const { limits } = readConfig({});
    expect(limits.addressPerMinute).toBeGreaterThanOrEqual(200 * 30);
    const narrow = { LIMIT_CALLER_PER_MINUTE: '10', LIMIT_ADDRESS_PER_MINUTE: '450' };
    const server = await start({ DATA_DIR: join(dir, 'narrow'), ...narrow });
    const knock = (path: string, times: number, as: (at: number) => string | undefined): Promise<Reply[]> =>
      Promise.all(Array.from({ length: times }, (_, at) => server.call('GET', path, undefined, as(at))));
    const village = await knock('/api/toys', 400, (at) => `villager_p${at % 200}`);
    expect(village.filter(({ status }) => status !== 200)).toEqual([]);
    const one = (await knock('/api/toys', 40, () => 'villager_p7')).filter(({ status }) => status === 429);
    expect(one.length).toBeGreaterThan(0);
    const flood = (await knock('/api/health', 900, () => undefined)).filter(({ status }) => status === 429);
    expect(flood.length).toBeGreaterThan(0);
    for (const { body, headers } of [...one, ...flood]) {
      expect(body).toMatchObject({ code: 'slowDown', message: errorTable.slowDown.message, retry: true });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await server.application.close();
  }, 60_000);

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
    await expect(start({ DATA_DIR: join(dir, 'sly') }, SlyModule)).rejects.toThrow(
      /\/api\/sly is no endpoint/,
    );
  });
});
