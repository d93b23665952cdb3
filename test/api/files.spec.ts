import { readdirSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { FileRef } from '@songtao/shared/api/common.js';
import { NoticeServer, silence, village, type Guest } from '../../server/src/notice/spec.server.js';
import { ANSWER_MS } from '../../server/src/platform/http.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { bombs, corpus } from '../support/corpus.js';

const MB = 1_024 * 1_024;

describe('files that somebody sends', () => {
  let server: NoticeServer;
  let owner: Guest;

  beforeAll(async () => {
    server = await NoticeServer.start(specDatabases[0]![1]);
  });
  // Nobody may send more than so many a minute, and each test sends its own.
  beforeEach(async () => {
    owner = await server.villager('王秀英', village);
  });
  afterAll(() => server.close());

  const stored = (): string[] =>
    readdirSync(server.filesDir, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(server.filesDir, path)).isFile(),
    );

  it('are kept without what hid in them, or refused without a trace', async () => {
    const samples = await corpus();
    expect(samples.length).toBeGreaterThan(50);
    for (const { name, kind, bytes, becomes } of samples) {
      const before = stored();
      const { status, body } = await server.upload<FileRef & { code?: string }>(owner, bytes, {
        kind,
        name: `${name}.jpg`,
      });
      expect([name, status === 200 ? 'kept' : body.code]).toEqual([name, becomes]);
      if (becomes !== 'kept') {
        expect([name, stored()]).toEqual([name, before]);
        continue;
      }
      const { headers, bytes: back } = await server.call('GET', body.url ?? '');
      expect([
        name,
        back.includes('canary'),
        headers.get('x-content-type-options'),
        headers.get('cache-control'),
      ]).toEqual([name, false, 'nosniff', 'no-store']);
      expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
      if (kind === 'photo') await expectBare(name, back);
      else expect(headers.get('content-type')).toBe(kind === 'voice' ? 'audio/mpeg' : 'application/pdf');
    }
  }, 60_000);

  // One frame, one kind of file, and nothing told beside the picture.
  async function expectBare(name: string, bytes: Buffer): Promise<void> {
    const { format, pages, exif, xmp, iptc, icc, comments, orientation } = await sharp(bytes).metadata();
    expect([name, { format, pages, exif, xmp, iptc, icc, comments, orientation }]).toEqual([
      name,
      { format: 'jpeg' },
    ]);
    expect([name, bytes.subarray(-2)]).toEqual([name, Buffer.from([0xff, 0xd9])]);
  }

  it('do not fill the memory, however much is packed into them', async () => {
    await server.upload(owner, bombs[0] ?? Buffer.alloc(0));
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
    const replies = await Promise.all([...bombs, ...bombs].map((bomb) => server.upload(owner, bomb)));
    clearInterval(watch);
    const codes = replies.map(({ body }) => body['code'] ?? 'kept');
    // What is too much in a part that nobody looks at is not unpacked at all.
    expect(codes.slice(0, 2)).toEqual(['tooBig', 'tooBig']);
    expect(bombs.every((bomb) => bomb.length < MB)).toBe(true);
    expect((most - before) / MB).toBeLessThan(100);
  }, 60_000);

  // An upload as it goes over the line, byte for byte.
  async function dial(bytes: Buffer): Promise<{ line: Socket; body: Buffer }> {
    const { token } = await server.signedIn(owner);
    const field = (more: string, said: string | Buffer): Buffer[] =>
      [`--b\r\ncontent-disposition: form-data; ${more}\r\n\r\n`, said, '\r\n'].map((part) =>
        Buffer.from(part as string),
      );
    const body = Buffer.concat([
      ...field('name="id"', newId()),
      ...field('name="kind"', 'voice'),
      ...field('name="file"; filename="a"', bytes),
      Buffer.from('--b--\r\n'),
    ]);
    const { port, hostname } = new URL(server.url);
    const line = connect(Number(port), hostname);
    const head = [
      'POST /api/files HTTP/1.1',
      'host: x',
      `authorization: Bearer ${token}`,
      `content-length: ${body.length}`,
    ];
    line.write(
      [...head, 'content-type: multipart/form-data; boundary=b', 'connection: close', '', ''].join('\r\n'),
    );
    return { line, body };
  }

  it.each([0.1, 0.5, 0.9])(
    'leave nothing where the line breaks after %d of them',
    async (part) => {
      const before = stored();
      const { line, body } = await dial(silence(9_000));
      line.write(body.subarray(0, Math.floor(body.length * part)));
      await until(() => stored().length > before.length);
      expect(stored().length).toBe(before.length + 1);
      line.destroy();
      await until(() => stored().length === before.length);
      expect(stored()).toEqual(before);
    },
    90_000,
  );

  it('may take longer to arrive than any other call may take', async () => {
    const { line, body } = await dial(silence(100));
    line.write(body.subarray(0, 5_000));
    const answer = text(line);
    await sleep(ANSWER_MS + 1_500);
    line.write(body.subarray(5_000));
    expect(await answer).toMatch(/^HTTP\/1.1 200 /);
  }, 40_000);

  it('are read by the link of somebody who is still here, and by no other', async () => {
    const guest = await server.signedIn(await server.villager('赵桂芳', village));
    const { body } = await server.upload<FileRef>(guest, silence(30), { kind: 'voice' });
    const link = body.url ?? '';
    expect((await server.call('GET', link)).status).toBe(200);
    const neighbour = await server.signedIn(owner);
    expect((await server.call('GET', link.replace(guest.id, neighbour.id))).status).toBe(404);
    expect((await server.call('DELETE', '/sessions/current', guest)).status).toBe(200);
    expect((await server.call('GET', link)).body['code']).toBe('gone');
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2_000 && !holds(); tries += 1) await sleep(20);
}
