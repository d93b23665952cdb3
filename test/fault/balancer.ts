import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 50;

/** Several servers behind one address, each call to the next of them that says it is ready, as where replicas run. */
export class Balancer {
  /** How many calls each of them was given. */
  readonly served = new Map<string, number>();
  private readonly behind = new Map<string, boolean>();
  private readonly lines = new Agent({ keepAlive: true });
  private turn = 0;
  private open = true;

  private constructor(private readonly door: Server) {}

  static async of(...urls: readonly string[]): Promise<Balancer> {
    const door = createServer((request, response) => void balancer.pass(request, response));
    const balancer: Balancer = new Balancer(door.listen(0, '127.0.0.1'));
    await once(door, 'listening');
    for (const url of urls) balancer.add(url);
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.door.address() as AddressInfo).port}`;
  }

  /** From now on looked at, and given calls while it is ready. */
  add(url: string): void {
    this.behind.set(url, true);
    void this.watch(url);
  }

  async close(): Promise<void> {
    this.open = false;
    this.lines.destroy();
    this.door.close();
    this.door.closeAllConnections();
    await once(this.door, 'close');
  }

  private async watch(url: string): Promise<void> {
    while (this.open) {
      const answer = await fetch(`${url}/api/ready`, { headers: { connection: 'close' } }).catch(() => null);
      await answer?.arrayBuffer().catch(() => undefined);
      this.behind.set(url, answer?.ok ?? false);
      await sleep(LOOK_MS, undefined, { ref: false });
    }
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const ready = [...this.behind].flatMap(([url, isReady]) => (isReady ? [url] : []));
    this.turn += 1;
    const inTurn = ready.map((_, index) => ready[(this.turn + index) % ready.length] ?? '');
    for (const url of inTurn) if (await this.give(url, request, Buffer.concat(parts), response)) return;
    response.writeHead(502).end('{}');
  }

  /** False where nothing can have arrived there, so that another one may be asked. */
  private give(url: string, from: IncomingMessage, body: Buffer, to: ServerResponse): Promise<boolean> {
    return new Promise((resolve) => {
      const { method, headers, url: path } = from;
      const call = ask(new URL(path ?? '/', url), { method: method ?? 'GET', headers, agent: this.lines });
      call.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') return resolve(false);
        if (!to.headersSent) to.writeHead(502).end('{}');
        else to.destroy();
        resolve(true);
      });
      call.once('response', (answer) => {
        this.served.set(url, (this.served.get(url) ?? 0) + 1);
        const { connection: _line, 'keep-alive': _idle, ...kept } = answer.headers;
        to.writeHead(answer.statusCode ?? 502, kept);
        answer.pipe(to);
        answer.once('end', () => resolve(true));
        answer.once('error', () => {
          to.destroy();
          resolve(true);
        });
      });
      call.end(body);
    });
  }
}
