import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Log } from './logger.js';

const MINUTE = 60_000;

/** A job of every minute: one round at a time, and none cut off at shutdown. A round that fails is told and tried again. */
export abstract class EveryMinute implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    protected readonly log: Log,
    private readonly name: string,
  ) {}

  protected abstract round(): Promise<void>;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tick(), MINUTE);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  /** One round; one that is asked for while another runs comes after it. */
  tick(): Promise<void> {
    this.running = this.running
      .then(() => this.round())
      .catch((error: unknown) => this.log.error(this.name, error));
    return this.running;
  }
}
