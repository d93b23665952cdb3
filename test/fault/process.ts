import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/mariadb.mjs';

const START_MS = 300_000;
const LAST_WORDS = 20;

/** The real server as `tsc` compiled it. */
export const server = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

type Env = Readonly<Record<string, string>>;

/** A server as a process of its own, always at the same address, that can be ended in any way. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  private readonly said: string[] = [];

  private constructor(
    private readonly script: string,
    private readonly env: Env,
    readonly port: number,
  ) {}

  /** Milliseconds that each start took until it was ready. */
  readonly starts: number[] = [];

  static async at(script: string, env: Env): Promise<ServerProcess> {
    return new ServerProcess(script, env, await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it and waits until it says that it is ready. */
  async start(): Promise<void> {
    const began = performance.now();
    const child = spawn(process.execPath, [this.script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, TZ: 'UTC', LOG_LEVEL: 'error', ...this.env, PORT: String(this.port) },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (words: Buffer) => this.said.push(words.toString()));
    process.once('exit', () => child.kill('SIGKILL'));
    this.child = child;
    while (!(await this.isReady())) {
      if (child.exitCode !== null || performance.now() - began > START_MS)
        throw new Error(`the server did not start:\n${this.lastWords}`);
      await sleep(20);
    }
    this.starts.push(performance.now() - began);
  }

  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/api/ready`).catch(() => null);
    await answer?.arrayBuffer().catch(() => undefined);
    return answer?.ok ?? false;
  }

  /** Ends it and waits for the end; answers its exit code, null where it was killed. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    return child.exitCode;
  }

  /** The end of what it wrote. */
  get lastWords(): string {
    return this.said.slice(-LAST_WORDS).join('');
  }
}
