import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** What a request says that is signed. */
export interface Signed {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** AWS Signature Version 4 of a request, from the headers that its Authorization names. */
export function signatureOf({ method, url, headers }: Signed, secret: string): string {
  const [, date = '', region = '', names = ''] =
    /Credential=[^/]+\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+)/.exec(
      String(headers['authorization']),
    ) ?? [];
  const { pathname, searchParams } = new URL(url, 'http://bucket');
  const query = [...searchParams].map((pair) => pair.map(encoded).join('=')).toSorted();
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`);
  const canonical = [
    method,
    pathname,
    query.join('&'),
    ...lines,
    '',
    names,
    headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const words = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [date, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, words).toString('hex');
}

/** A bucket in memory over real HTTP, which lets nobody in whose signature is wrong. */
export class SpecBucket {
  readonly files = new Map<string, { bytes: Buffer; at: Date }>();
  /** How many calls of these are still answered with an error. */
  ill = 0;
  refused = 0;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  static async open(): Promise<SpecBucket> {
    const bucket = new SpecBucket();
    await new Promise<void>((ready) => bucket.server.listen(0, '127.0.0.1', ready));
    return bucket;
  }

  /** For FILES_URL. */
  address(secret = 'secret'): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://ID:${secret}@127.0.0.1:${port}/town/?region=ap-chengdu`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(request);
    const { method = '', url = '', headers } = request;
    const right = signatureOf({ method, url, headers }, 'secret');
    if (!headers.authorization?.includes(`Signature=${right}`)) {
      this.refused += 1;
      return void response.writeHead(403).end();
    }
    if (this.ill > 0) {
      this.ill -= 1;
      return void response.writeHead(503).end();
    }
    const { pathname, searchParams } = new URL(url, 'http://bucket');
    if (pathname === '/') return void response.end(this.list(searchParams));
    this.one(method, pathname.slice(1), { bytes, range: headers.range, response });
  }

  private one(
    method: string,
    key: string,
    { bytes, range, response }: { bytes: Buffer; range: string | undefined; response: ServerResponse },
  ): void {
    const known = this.files.get(key);
    if (method === 'PUT') this.files.set(key, { bytes, at: new Date() });
    if (method === 'DELETE') this.files.delete(key);
    if (method !== 'GET') return void response.writeHead(method === 'PUT' ? 200 : 204).end();
    if (!known) return void response.writeHead(404).end();
    const [, from = '', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    if (range === undefined) return void response.end(known.bytes);
    response.writeHead(206).end(known.bytes.subarray(Number(from), Number(to) + 1));
  }

  // Two at a time, so that whoever lists has to ask on.
  private list(query: URLSearchParams): string {
    const [prefix, after] = [query.get('prefix') ?? '', query.get('start-after') ?? ''];
    const found = [...this.files].filter(([key]) => key.startsWith(prefix) && key > after);
    const items = found
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, 2)
      .map(([key, { at }]) => {
        return `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified></Contents>`;
      });
    return `<ListBucketResult>${items.join('')}</ListBucketResult>`;
  }
}
