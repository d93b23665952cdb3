import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { Config } from '../config/config.js';
import { AppError } from '../platform/errors.js';
import { Shelf, type Slice } from './shelf.js';

const ANSWER_MS = 10_000;
const TRIES = 3;

/** Files in a bucket that speaks S3, as Tencent's COS does: for more than one server, or none with a disk of its own. */
export class BucketShelf extends Shelf {
  private readonly client: AwsClient;

  constructor(private readonly bucket: NonNullable<Config['files']['bucket']>) {
    super();
    const { keyId: accessKeyId, secret: secretAccessKey, region } = bucket;
    this.client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: TRIES });
  }

  async put(path: string, place: string): Promise<void> {
    await this.send('PUT', place, { body: await readFile(path) });
  }

  async read(place: string, slice?: Slice): Promise<Readable | null> {
    const headers: Record<string, string> = slice ? { range: `bytes=${slice.start}-${slice.end}` } : {};
    const answer = await this.send('GET', place, { headers });
    return answer?.body ? Readable.fromWeb(answer.body as ReadableStream) : null;
  }

  async drop(place: string): Promise<void> {
    await this.send('DELETE', place);
  }

  // Places begin with their time, and a bucket lists them in their order.
  async olderThan(before: Date): Promise<string[]> {
    const old: string[] = [];
    for (let after = ''; ; after = old.at(-1) ?? '') {
      const page = await this.listed(after);
      const some = page.filter(({ at }) => at < before).map(({ place }) => place);
      old.push(...some);
      if (some.length === 0 || some.length < page.length) return old;
    }
  }

  private async listed(after: string): Promise<{ place: string; at: Date }[]> {
    const { url } = this.bucket;
    const prefix = url.pathname.slice(1);
    const query = new URLSearchParams({ 'list-type': '2', prefix, 'start-after': prefix + after });
    const answer = await this.send('GET', null, { query });
    const found = ((await answer?.text()) ?? '').matchAll(
      /<Key>([^<]*)<\/Key>[^]*?<LastModified>([^<]*)<\/LastModified>/g,
    );
    return [...found].map(([, key = '', at = '']) => ({ place: key.slice(prefix.length), at: new Date(at) }));
  }

  // Null where there is nothing; everything else that is no success is `away`.
  private async send(
    method: string,
    place: string | null,
    { query, ...init }: RequestInit & { query?: URLSearchParams } = {},
  ): Promise<Response | null> {
    const url = new URL(place === null ? '/' : `${this.bucket.url.pathname}${place}`, this.bucket.url);
    url.search = query?.toString() ?? '';
    const signal = AbortSignal.timeout(ANSWER_MS);
    const answer = await this.client.fetch(url, { method, signal, ...init }).catch(() => null);
    if (answer?.ok) return answer;
    await answer?.body?.cancel();
    if (answer?.status === 404) return null;
    throw new AppError('away', { retry: true });
  }
}
