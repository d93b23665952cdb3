import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../config/config.js';
import { BucketShelf } from './bucket.shelf.js';
import { Storage } from './storage.js';
import { SpecBucket, signatureOf } from './spec.bucket.js';

describe('files in a bucket', () => {
  let bucket: SpecBucket;
  let dir: string;
  let storage: Storage;

  const shelfAt = (address: string) => {
    const { files } = readConfig({ FILES_DIR: dir, FILES_URL: address });
    if (!files.bucket) throw new Error('no bucket');
    return { files, shelf: new BucketShelf(files.bucket) };
  };

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'songtao-bucket-'));
    bucket = await SpecBucket.open();
  });
  beforeEach(() => {
    bucket.files.clear();
    const { files, shelf } = shelfAt(bucket.address());
    storage = new Storage({ files }, shelf);
  });
  afterAll(async () => {
    await bucket.close();
    rmSync(dir, { recursive: true });
  });

  const keep = async (words: string): Promise<string> => {
    const path = await storage.temporary();
    await storage.write(Readable.from([Buffer.from(words)]), path, 100);
    const { place, size } = await storage.keep(path);
    expect(size).toBe(Buffer.byteLength(words));
    await storage.discard(path);
    return place;
  };

  // The example "GET Object" of the Amazon S3 documentation of Signature Version 4.
  it('are asked for with signatures as Amazon publishes them', () => {
    const headers = {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=',
    };
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    expect(signatureOf({ method: 'GET', url: '/test.txt', headers }, secret)).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });

  it('come back whole and in parts, are gone when dropped, and leave nothing on the disk', async () => {
    const place = await keep('看得见的字');
    expect([...bucket.files.keys()]).toEqual([`town/${place}`]);
    expect(await text((await storage.read(place)) ?? Readable.from([]))).toBe('看得见的字');
    const part = await storage.read(place, { start: 3, end: 5 });
    expect(await text(part ?? Readable.from([]))).toBe('得');
    await storage.drop(place);
    expect(await storage.read(place)).toBeNull();
    expect(readdirSync(join(dir, 'tmp'))).toEqual([]);
  });

  it('are listed page by page where they are older than a moment', async () => {
    const places: string[] = [];
    for (const words of ['a', 'b', 'c', 'd', 'e']) places.push(await keep(words));
    const old = new Date(Date.now() - 48 * 3_600_000);
    for (const place of places.slice(0, 4)) {
      const file = bucket.files.get(`town/${place}`);
      if (file) file.at = old;
    }
    writeFileSync(join(dir, 'tmp', 'begun'), '');
    expect(await storage.olderThan(new Date(Date.now() - 3_600_000))).toEqual(places.slice(0, 4));
    expect(await storage.olderThan(new Date(0))).toEqual([]);
    expect(readdirSync(join(dir, 'tmp'))).toEqual(['begun']);
    await storage.olderThan(new Date(Date.now() + 1_000));
    expect(readdirSync(join(dir, 'tmp'))).toEqual([]);
  });

  it('are tried again where the bucket stumbles, and are away where it does not answer or knows another key', async () => {
    const place = await keep('一句话');
    bucket.ill = 2;
    expect(await text((await storage.read(place)) ?? Readable.from([]))).toBe('一句话');
    bucket.ill = 99;
    await expect(storage.read(place)).rejects.toMatchObject({ code: 'away' });
    bucket.ill = 0;
    const stranger = shelfAt(bucket.address('another')).shelf;
    await expect(stranger.read(place)).rejects.toMatchObject({ code: 'away' });
    expect(bucket.refused).toBe(1);
  });
});
