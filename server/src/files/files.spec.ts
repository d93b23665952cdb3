import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { FileRef } from '@songtao/shared/api/common.js';
import { newId } from '../platform/ids.js';
import { specDatabases } from '../platform/spec.databases.js';
import { NoticeServer, silence, village, type Guest, type Reply } from '../notice/spec.server.js';
import { FilesService } from './files.service.js';
import { FileSweep } from './sweep.js';

const picture = (width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: '#456' } });
const withPlace = {
  IFD0: { Copyright: 'canary-owner' },
  IFD3: { GPSLatitude: '30/1 6/1 0/1', GPSLongitude: '104/1 37/1 0/1' },
};

describe.each(specDatabases)('files on %s', (_kind, make) => {
  let server: NoticeServer;
  let owner: Guest;
  let other: Guest;

  beforeAll(async () => {
    server = await NoticeServer.start(make);
    owner = await server.villager('王秀英', village);
    other = await server.villager('李国富', village);
  });

  afterAll(() => server.close());

  const stored = (): string[] =>
    readdirSync(server.filesDir, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(server.filesDir, path)).isFile(),
    );

  const refused = async (bytes: Buffer, kind: string): Promise<unknown> => {
    const before = stored();
    const reply = await server.upload(owner, bytes, { kind });
    expect(stored()).toEqual(before);
    return reply.body['code'];
  };

  const read = async (bytes: Buffer, kind: string): Promise<Reply> => {
    const { status, body } = await server.upload<FileRef>(owner, bytes, { kind });
    expect(status).toBe(200);
    return server.call('GET', body.url ?? '');
  };

  it('keeps a photo without place, owner or size, turned the right way up', async () => {
    const taken = await picture(3_000, 1_500)
      .withExif(withPlace)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(taken.includes('canary-owner')).toBe(true);
    const { bytes, headers } = await read(taken, 'photo');
    const { width, height, exif, orientation, format } = await sharp(bytes).metadata();
    expect({ width, height, exif, orientation, format }).toEqual({
      width: 1_000,
      height: 2_000,
      exif: undefined,
      orientation: undefined,
      format: 'jpeg',
    });
    expect(headers.get('content-type')).toBe('image/jpeg');
  });

  it.each(['png', 'webp'] as const)('takes %s for a signature, on white', async (format) => {
    const drawn = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#0000' } })
      .toFormat(format)
      .toBuffer();
    const { bytes } = await read(drawn, 'signature');
    const { dominant } = await sharp(bytes).stats();
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240);
  });

  it('takes of a recording its sound and nothing else, and measures it', async () => {
    const tag = Buffer.concat([
      Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 20]),
      Buffer.from('canary-tag-in-front!'),
    ]);
    const cut = silence(1).subarray(0, 100);
    const sent = Buffer.concat([
      tag,
      silence(50),
      Buffer.from('<script>canary</script>PK\u0003\u0004'),
      silence(50),
      cut,
    ]);
    const { status, body } = await server.upload<FileRef>(owner, sent, { kind: 'voice' });
    expect([status, body.seconds]).toEqual([200, 3.6]);
    const { bytes, headers } = await server.call('GET', body.url ?? '');
    expect([bytes.equals(silence(100)), headers.get('content-type')]).toEqual([true, 'audio/mpeg']);
  });

  it('keeps nothing of a picture that is also something else', async () => {
    const polyglot = Buffer.concat([
      await picture().jpeg().toBuffer(),
      Buffer.from('<html><script>canary()</script>PK\u0003\u0004'),
    ]);
    expect((await read(polyglot, 'photo')).bytes.includes('canary')).toBe(false);
  });

  it('saves a PDF instead of showing it', async () => {
    const { headers, bytes } = await read(Buffer.from('%PDF-1.7\n1 0 obj\n%%EOF\n'), 'document');
    expect([headers.get('content-type'), bytes.toString().slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
    expect(headers.get('content-disposition')).toContain('attachment');
  });

  it('refuses what it does not know, whatever its name says, and leaves nothing behind', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const gif = Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;');
    const cases: [Buffer, string][] = [
      [Buffer.alloc(0), 'photo'],
      [svg, 'photo'],
      [gif, 'photo'],
      [Buffer.from('<html><script>1</script>'), 'document'],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'photo'],
      [jpeg.subarray(0, jpeg.length / 2), 'photo'],
      [Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), svg]), 'photo'],
      [jpeg, 'voice'],
      [silence(9), 'photo'],
      [silence(1), 'voice'],
      [Buffer.concat([Buffer.from('ID3'), Buffer.alloc(500, 0x20)]), 'voice'],
      [Buffer.from('%PDF-1.7 half of it'), 'document'],
    ];
    for (const [bytes, kind] of cases) expect(await refused(bytes, kind)).toBe('badInput');
  });

  it('refuses what is too big: by bytes of its kind, and by pixels hidden in few bytes', async () => {
    expect(await refused(Buffer.concat([silence(1), Buffer.alloc(2 * 1_024 * 1_024)]), 'voice')).toBe(
      'tooBig',
    );
    expect(await refused(Buffer.alloc(10 * 1_024 * 1_024 + 1, 0xff), 'photo')).toBe('tooBig');
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refused(bomb, 'photo')).toBe('tooBig');
  });

  it('makes one file of what is sent twice, also at once, and gives nobody the id of another', async () => {
    const id = newId();
    const bytes = silence(30);
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => server.upload<FileRef>(owner, bytes, { id, kind: 'voice' })),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    const kept = stored().length;
    expect((await server.upload(owner, silence(60), { id, kind: 'voice' })).body['seconds']).toBe(1.08);
    expect((await server.upload(other, silence(60), { id, kind: 'voice' })).body['code']).toBe('keyReused');
    expect((await server.upload(owner, silence(60), { id, kind: 'photo' })).body['code']).toBe('keyReused');
    expect(stored()).toHaveLength(kept);
    const link = (await server.get(FilesService).refs([id], owner.id)).get(id)?.url ?? '';
    expect((await server.call('GET', link)).bytes.equals(bytes)).toBe(true);
  });

  it('opens a link for five minutes, as it was signed', async () => {
    const id = newId();
    await server.upload(owner, silence(30), { id, kind: 'voice' });
    const link = (await server.get(FilesService).refs([id, newId()], owner.id)).get(id)?.url ?? '';
    const { headers } = await server.call('GET', link);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect([headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual([
      'nosniff',
      'no-store',
    ]);
    const forged = [
      link.replace(/sig=./, 'sig=_'),
      link.replace(owner.id, other.id),
      link.replace(id, newId()),
      link.replace(/until=\d/, 'until=9'),
    ];
    for (const url of forged) expect((await server.call('GET', url)).status).toBe(404);
    server.time.now = '2026-11-23T01:10:00.000Z';
    expect((await server.call('GET', link)).status).toBe(200);
    server.time.now = '2026-11-23T01:10:01.000Z';
    expect((await server.call('GET', link)).status).toBe(410);
    server.time.now = '2026-11-23T01:05:00.000Z';
  });

  it.each([
    ['bytes=0-', 206, 'bytes 0-431/432', 432],
    ['bytes=10-19', 206, 'bytes 10-19/432', 10],
    ['bytes=-5', 206, 'bytes 427-431/432', 5],
    ['bytes=400-9999', 206, 'bytes 400-431/432', 32],
    ['bytes=9999-', 200, null, 432],
    ['bytes=-', 200, null, 432],
    ['bytes=5-1', 200, null, 432],
    ['bytes=0-1,5-6', 200, null, 432],
  ])('answers the range %s', async (range, status, part, length) => {
    const { body } = await server.upload<FileRef>(owner, silence(2), { kind: 'voice' });
    const reply = await server.call('GET', body.url ?? '', undefined, undefined, { range });
    expect([reply.status, reply.headers.get('content-range'), reply.bytes.length]).toEqual([
      status,
      part,
      length,
    ]);
  });

  it('sweeps away what has no row and has lain for a day, and nothing else', async () => {
    await server.upload(owner, silence(2), { kind: 'voice' });
    const before = stored();
    const shard = before.find((path) => !path.startsWith('tmp'))?.slice(0, 2) ?? '';
    const place = `${newId().slice(0, -2)}${shard}`;
    writeFileSync(join(server.filesDir, shard, place), 'x');
    writeFileSync(join(server.filesDir, 'tmp', place), 'half');
    expect(await server.get(FileSweep).sweep(new Date())).toBe(0);
    const old = new Date(Date.now() - 90_000_000);
    for (const path of stored()) utimesSync(join(server.filesDir, path), old, old);
    expect(await server.get(FileSweep).sweep(new Date())).toBe(1);
    expect(stored()).toEqual(before);
  });
});
