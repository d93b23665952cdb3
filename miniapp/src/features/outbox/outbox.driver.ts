import { signal, type Signal } from '../../platform/signal';
import {
  delayAfter,
  nextStep,
  reduce,
  restored,
  type OutboxEvent,
  type OutboxFailure,
  type OutboxFile,
  type OutboxItem,
  type OutboxPart,
} from './outbox.core';

/** What the server's acknowledgement of a write says. */
export interface Receipt {
  readonly number?: string;
  readonly receipt?: Readonly<Record<string, unknown>>;
}

/** The world around the outbox. */
export interface OutboxPorts {
  readonly load: () => readonly OutboxItem[];
  /** `false`: the phone is full. */
  readonly put: (item: OutboxItem) => boolean;
  readonly remove: (id: string) => void;
  /** Sends the words; rejects with anything that `failureOf` understands. */
  readonly write: (item: OutboxItem) => Promise<Receipt>;
  readonly sendFile: (file: OutboxFile) => Promise<void>;
  /** The server has this file, or nobody wants it any more. */
  readonly dropFile: (id: string) => void;
  readonly failureOf: (thrown: unknown) => OutboxFailure;
  readonly person: () => string | null;
  readonly now: () => number;
  /** In 0..1. */
  readonly chance: () => number;
  /** Calls back after so many ms; answers with what cancels it. */
  readonly wake: (ms: number, listener: () => void) => () => void;
}

/** The one queue of everything that goes to the server and must not be lost. */
export class Outbox {
  readonly items: Signal<readonly OutboxItem[]>;
  private running = false;
  private cancelWake = (): void => undefined;

  constructor(private readonly ports: OutboxPorts) {
    this.items = signal(restored(ports.load()));
  }

  /** Stores first, then sends. `false`: the phone is full and nothing was taken. */
  add(item: OutboxItem): boolean {
    if (this.find(item.id)) return true;
    if (!this.ports.put(item)) return false;
    this.items.set(reduce(this.items.get(), { type: 'added', item }));
    void this.flush();
    return true;
  }

  /** Once more, now: after somebody has pressed 再发一次. */
  retry(id: string): void {
    this.dispatch({ type: 'retried', id });
    void this.flush();
  }

  /** The words stand without what could not be sent beside them. */
  dropFiles(id: string): void {
    const unsent =
      this.find(id)?.parts.filter(({ kind, state }) => kind !== 'write' && state !== 'received') ?? [];
    this.dispatch({ type: 'filesDropped', id, at: this.ports.now() });
    for (const file of unsent) this.ports.dropFile(file.id);
    void this.flush();
  }

  discard(id: string): void {
    const files = this.find(id)?.parts.filter(({ kind }) => kind !== 'write') ?? [];
    this.dispatch({ type: 'discarded', id });
    for (const file of files) this.ports.dropFile(file.id);
    void this.flush();
  }

  /** A network came, or the person came back: nobody waits for an old delay. */
  hurry(): void {
    this.dispatch({ type: 'hurried' });
    void this.flush();
  }

  /** Sends until nothing is left to do now, then sleeps until the next try. */
  async flush(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.cancelWake();
    try {
      for (let step = this.next(); step !== null; step = this.next()) {
        if ('wait' in step) {
          this.cancelWake = this.ports.wake(step.wait, () => void this.flush());
          return;
        }
        await this.send(step.item, step.send);
      }
    } finally {
      this.running = false;
    }
  }

  private next(): ReturnType<typeof nextStep> {
    return nextStep(this.items.get(), this.ports.person(), this.ports.now());
  }

  private find(id: string): OutboxItem | undefined {
    return this.items.get().find((item) => item.id === id);
  }

  private async send(item: OutboxItem, part: OutboxPart): Promise<void> {
    const about = { id: item.id, part: part.id };
    this.dispatch({ type: 'began', ...about });
    let noted: boolean;
    try {
      const receipt = part.kind === 'write' ? await this.ports.write(item) : await this.sendFile(part);
      noted = this.dispatch({ type: 'received', ...about, ...receipt, at: this.ports.now() });
    } catch (thrown) {
      const delay = delayAfter(item.failures + 1, this.ports.chance());
      const failure = this.ports.failureOf(thrown);
      this.dispatch({ type: 'failed', ...about, failure, notBefore: this.ports.now() + delay });
      return;
    }
    // Only after "received" is stored: a phone that dies in between, or was full, sends the file once more and needs it.
    if (part.kind !== 'write' && noted) this.ports.dropFile(part.id);
  }

  private async sendFile(file: OutboxFile): Promise<Receipt> {
    await this.ports.sendFile(file);
    return {};
  }

  /** `false`: the phone is full and keeps an older state, under which the same request is only sent again. */
  private dispatch(event: OutboxEvent): boolean {
    const before = this.items.get();
    const after = reduce(before, event);
    const kept = new Set(after.map(({ id }) => id));
    const known = new Set(before);
    const noted = after.filter((item) => !known.has(item)).map((item) => this.ports.put(item));
    for (const { id } of before) if (!kept.has(id)) this.ports.remove(id);
    this.items.set(after);
    return noted.every(Boolean);
  }
}
