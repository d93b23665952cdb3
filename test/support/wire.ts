import { Agent, request } from 'node:http';

/** A call as it goes over the line: nothing is tidied up on the way, as `fetch` would. */
export interface Call {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** What came back; status 0 where the line was cut instead. */
export interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true });
const PATIENCE_MS = 20_000;

/** Sends one call to a server of this machine and reads the whole answer. */
export function send(base: string, { method, path, headers, body }: Call): Promise<Heard> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(base);
    const cut = (error: Error): void => resolve({ status: 0, headers: {}, text: error.message });
    const out = request(
      {
        hostname,
        port,
        method,
        path,
        agent,
        headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', cut);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    out.setTimeout(PATIENCE_MS, () => out.destroy(new Error('no answer')));
    // A server that has refused may stop reading; its answer counts all the same.
    out.on('error', cut);
    out.end(body);
  });
}
