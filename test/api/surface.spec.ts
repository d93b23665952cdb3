import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorTable } from '@songtao/shared/api/errors.js';
import { readConfig } from '../../server/src/config/config.js';
import { SessionService } from '../../server/src/identity/session.service.js';
import { exchange } from '../../server/src/platform/exchange.js';
import { handledEndpoints } from '../../server/src/platform/handles.js';
import { httpAdapter } from '../../server/src/platform/http.js';
import { newId } from '../../server/src/platform/ids.js';
import { Log } from '../../server/src/platform/logger.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { send, type Call, type Heard } from '../support/wire.js';

const MB = 1_024 * 1_024;
const [[, embedded]] = specDatabases as [(typeof specDatabases)[number]];

describe('what the house shows to strangers', () => {
  const lines: string[] = [];
  let pages: string;
  let town: Town;

  beforeAll(async () => {
    pages = mkdtempSync(join(tmpdir(), 'songtao-pages-'));
    mkdirSync(join(pages, 'static'));
    writeFileSync(join(pages, 'index.html'), '<!doctype html><script>go()</script>');
    writeFileSync(join(pages, 'static', 'app.js'), 'go()');
    const log = new Log('info', { write: (line: string) => void lines.push(line) });
    town = await Town.open(embedded, {
      env: { H5_DIR: pages },
      log,
    });
  }, 60_000);
  afterAll(async () => {
    await town.close();
    rmSync(pages, { recursive: true });
  });

  const ask = (call: Partial<Call> & Pick<Call, 'path'>): Promise<Heard> =>
    send(town.url, { method: 'GET', ...call });

  it('is told by the headers of every route, whatever the answer', async () => {
    const rows = handledEndpoints().map((row) => ({
      method: row.method,
      path: `/api${row.path.replace(/:\w+/g, newId())}`,
    }));
    const others = [
      { method: 'GET', path: '/' },
      { method: 'GET', path: '/static/app.js' },
      { method: 'GET', path: '/api/none' },
      { method: 'GET', path: '/none' },
    ];
    expect(rows.length).toBeGreaterThan(50);
    for (const call of [...rows, ...others]) {
      const { headers, status } = await send(town.url, call);
      const [name, policy] = [
        `${call.method} ${call.path} ${status}`,
        String(headers['content-security-policy']),
      ];
      expect([
        name,
        headers['x-powered-by'],
        headers['server'],
        headers['x-content-type-options'],
        headers['referrer-policy'],
      ]).toEqual([name, undefined, undefined, 'nosniff', 'no-referrer']);
      expect([name, policy]).toEqual([name, expect.stringMatching(/frame-ancestors 'none'|sandbox/)]);
      expect([name, /script-src[^;]*'unsafe-(inline|eval)'/.test(policy)]).toEqual([name, false]);
      if (call.path.startsWith('/api')) expect([name, headers['cache-control']]).toEqual([name, 'no-store']);
    }
  });

  it('asks browsers for encrypted lines, in production', async () => {
    const config = { ...readConfig({ NODE_ENV: 'test' }), production: true };
    const server = (await httpAdapter(config, new Log('silent'))).getInstance();
    const { headers } = await send(await server.listen({ port: 0, host: '127.0.0.1' }), {
      method: 'GET',
      path: '/',
    });
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    await server.close();
  });

  it.each(['TRACE', 'TRACK', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND'])(
    'is not more by the method %s',
    async (method) => {
      const { status, text: body } = await ask({
        method,
        path: '/api/health',
        headers: { 'x-canary': 'canary' },
      });
      expect([400, 404, 405]).toContain(status);
      expect(body).not.toContain('canary');
    },
  );

  it.each([
    '/.git/config',
    '/.env',
    '/package.json',
    '/metrics',
    '/docs',
    '/api/docs',
    '/api',
    '/static',
    '/static/',
    '/static/..%2f..%2f..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cetc',
    '/static/app.js/..',
    '/%00',
  ])('is not more at %s', async (path) => {
    const { status, text: body } = await ask({ path });
    expect([path, Math.floor(status / 100)]).toEqual([path, 4]);
    expect(body).not.toMatch(/app\.js|root:|<ul|Index of/);
  });

  it('is the same to whoever says to be somebody else', async () => {
    const headers = {
      'content-type': 'application/json',
      'x-wx-openid': 'oCanary',
      'x-wx-source': 'wx_client',
      'x-forwarded-for': '10.0.0.1',
    };
    expect((await ask({ method: 'POST', path: '/api/sessions/cloud-run', headers, body: '{}' })).status).toBe(
      401,
    );
    expect((await ask({ path: '/api/me', headers })).status).toBe(401);
  });

  it('is the table of errors even where nothing of a call can be read', async () => {
    const heads = [
      `GET /api/health HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(40_000)}\r\n\r\n`,
      'hello\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET /api/he alth HTTP/1.1\r\nhost: x\r\n\r\n',
    ];
    for (const head of heads) {
      const [first = '', body = ''] = (await text(dial(town).end(head))).split('\r\n\r\n');
      expect(first).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(JSON.parse(body)).toMatchObject({ code: 'badInput', message: errorTable.badInput.message });
    }
  });

  it('is no more memory for ten megabytes at once, and no wait for others', async () => {
    const big = Buffer.alloc(10 * MB, 0x20);
    const before = process.memoryUsage.rss();
    const call = {
      method: 'POST',
      path: '/api/cases',
      headers: { 'content-type': 'application/json' },
      body: big,
    };
    const [others, ...refused] = await Promise.all([
      ask({ path: '/api/health' }),
      ...Array.from({ length: 8 }, () => ask(call)),
    ]);
    expect(others.status).toBe(200);
    // Who goes on sending after the no may find the line cut.
    for (const { status } of refused) expect([0, 413]).toContain(status);
    expect((process.memoryUsage.rss() - before) / MB).toBeLessThan(50);
  });

  it('is a no to a file without an end', async () => {
    const { token } = await town.get(SessionService).open(await town.idOf('villager'));
    const line = dial(town);
    const head = [
      'POST /api/files HTTP/1.1',
      'host: x',
      `authorization: Bearer ${token}`,
      'transfer-encoding: chunked',
    ];
    line.write([...head, 'content-type: multipart/form-data; boundary=b', '', ''].join('\r\n'));
    const chunk = (part: string | Buffer): void => {
      line.write(`${Buffer.byteLength(part).toString(16)}\r\n`);
      line.write(part);
      line.write('\r\n');
    };
    for (const [name, value] of [
      ['id', newId()],
      ['kind', 'photo'],
    ] as const)
      chunk(`--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
    chunk('--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n');
    const before = process.memoryUsage.rss();
    let heard = '';
    line.on('data', (part: Buffer) => (heard += part.toString()));
    // Whoever goes on after the no may find the line cut before it is read.
    line.on('error', () => undefined);
    let sent = 0;
    for (; sent < 60 && heard === '' && !line.destroyed; sent += 1) {
      chunk(Buffer.alloc(MB, 0xff));
      if (line.writableNeedDrain)
        await new Promise((resolve) => line.once('drain', resolve).once('close', resolve));
    }
    expect(sent).toBeLessThan(60);
    if (heard !== '') expect(heard).toMatch(/^HTTP\/1\.1 413 /);
    expect((process.memoryUsage.rss() - before) / MB).toBeLessThan(100);
    line.destroy();
  });

  it('is a line of the log for each call, which nobody else writes', async () => {
    const forged = '%0a{"level":60,"event":"canary"}';
    await ask({
      path: `/api/notices/${forged}?q=${forged}`,
      headers: { 'user-agent': 'canary', referer: 'http://canary' },
    });
    await ask({ path: `/canary${forged}` });
    await ask({
      method: 'POST',
      path: '/api/sessions/wechat',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'a\ncanary\r\n' }),
    });
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(lines.join('')).not.toContain('canary');
  });

  it('calls nobody whom a stranger names, and follows nobody', async () => {
    let calls = 0;
    const elsewhere = await answering((_, response) => response.end(String((calls += 1))));
    const moved = await answering((_, response) =>
      response.writeHead(302, { location: elsewhere.url.href }).end(),
    );
    expect(await exchange(moved.url, {}, 2_000)).toEqual({ kind: 'away' });
    expect(calls).toBe(0);
    for (const { server } of [elsewhere, moved]) server.close();
    const sources = readdirSync(join(import.meta.dirname, '../../server/src'), {
      recursive: true,
      encoding: 'utf8',
    }).filter((file) => file.endsWith('.ts') && !/spec|^demo/.test(file));
    const callers = sources.filter((file) =>
      /(?:await|return) fetch\(|from 'node:(?:https|http2|tls|dns|dgram)'|aws4fetch|axios|undici/.test(
        readFileSync(join(import.meta.dirname, '../../server/src', file), 'utf8'),
      ),
    );
    // Where they lead stands in the configuration.
    expect(callers.toSorted()).toEqual(['files/bucket.shelf.ts', 'platform/exchange.ts']);
  });
});

async function answering(listener: RequestListener): Promise<{ server: Server; url: URL }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`) };
}

function dial({ url }: Town): Socket {
  const { port, hostname } = new URL(url);
  return connect(Number(port), hostname);
}
