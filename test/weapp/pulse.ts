/** Longer waits are for people, not for the page to be ready. */
const SHORT_MS = 200;

/** The timers of one phone: what is still to come, and what went wrong in it. */
export class Pulse {
  private readonly timers = new Map<NodeJS.Timeout, boolean>();
  private asking = 0;
  private over = false;

  constructor(private readonly complain: (thrown: unknown) => void) {}

  readonly setTimeout = (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.guard(() => work(...args));
    }, ms);
    this.timers.set(timer, ms <= SHORT_MS);
    return timer;
  };

  readonly setInterval = (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): NodeJS.Timeout => {
    const timer = setInterval(() => this.guard(() => work(...args)), ms);
    this.timers.set(timer, false);
    return timer;
  };

  readonly clear = (timer: NodeJS.Timeout): void => {
    clearTimeout(timer);
    this.timers.delete(timer);
  };

  /** Calls back after the work of this moment, as WeChat does. */
  soon(work: () => void): void {
    if (!this.over) this.setTimeout(work);
  }

  /** Something outside is asked; the phone is not at rest before it answered. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.asking += 1;
    try {
      return await work;
    } finally {
      this.asking -= 1;
    }
  }

  guard(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      this.complain(thrown);
    }
  }

  /** Waits until nothing is asked and nothing is about to happen. */
  async rest(withinMs = 15_000): Promise<void> {
    const until = Date.now() + withinMs;
    let calm = 0;
    while (calm < 3) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      calm = this.busy() ? 0 : calm + 1;
      if (Date.now() > until) throw new Error('the phone never comes to rest');
    }
  }

  stop(): void {
    this.over = true;
    for (const timer of this.timers.keys()) clearTimeout(timer);
    this.timers.clear();
  }

  private busy(): boolean {
    return this.asking > 0 || [...this.timers.values()].includes(true);
  }
}
