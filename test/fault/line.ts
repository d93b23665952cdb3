import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../support/mariadb.mjs';

/** What a line does: carries; is refused; swallows every byte; is reset; carries late; breaks after so many bytes of answer. */
export type Weather =
  'calm' | 'down' | 'blackhole' | 'reset' | { readonly latency: number } | { readonly cut: number };

/** A line between a server and what it calls, on which things go wrong when told to. */
export class Line {
  private door: Server | null = null;
  private readonly ends = new Set<Socket>();
  private weather: Weather = 'calm';
  private left = 0;

  private constructor(
    private readonly to: number,
    readonly port: number,
  ) {}

  static async to(port: number): Promise<Line> {
    const line = new Line(port, await freePort());
    await line.open();
    return line;
  }

  async set(weather: Weather): Promise<void> {
    this.weather = weather;
    if (typeof weather === 'object' && 'cut' in weather) this.left = weather.cut;
    if (weather === 'down') await this.shut();
    else await this.open();
    if (weather === 'reset') for (const end of this.ends) end.resetAndDestroy();
  }

  async close(): Promise<void> {
    await this.shut();
  }

  private async open(): Promise<void> {
    if (this.door) return;
    this.door = createServer((near) => this.carry(near)).listen(this.port, '127.0.0.1');
    await once(this.door, 'listening');
  }

  private async shut(): Promise<void> {
    const { door } = this;
    this.door = null;
    for (const end of this.ends) end.destroy();
    if (!door) return;
    door.close();
    await once(door, 'close');
  }

  private carry(near: Socket): void {
    if (this.weather === 'reset') return void near.resetAndDestroy();
    const far = connect(this.to, '127.0.0.1');
    const ends: readonly [Socket, Socket][] = [
      [near, far],
      [far, near],
    ];
    for (const [from, into] of ends) {
      this.ends.add(from);
      from.on('data', (bytes: Buffer) => this.pass(bytes, into, from === far));
      from.on('error', () => into.destroy());
      from.on('close', () => {
        this.ends.delete(from);
        into.destroy();
      });
    }
  }

  private pass(bytes: Buffer, into: Socket, isAnswer: boolean): void {
    const { weather } = this;
    if (weather === 'blackhole') return;
    if (typeof weather === 'string') return void into.write(bytes);
    if ('latency' in weather) return void setTimeout(() => into.write(bytes), weather.latency);
    if (!isAnswer) return void into.write(bytes);
    into.write(bytes.subarray(0, this.left));
    this.left -= bytes.length;
    if (this.left <= 0) into.destroy();
  }
}
