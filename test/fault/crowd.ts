import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../server/src/platform/ids.js';
import { Ledger, type Errand } from './ledger.js';

const CLIENTS = 8;
// Much longer than any answer may take, so that only a call that hangs is given up.
const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;

/** What one client does: asks for errands, each of which answers once it is acknowledged. */
export type Errands = (ask: (errand: Errand) => Promise<unknown>) => Promise<void>;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Phones that ask again with the same request until they are answered, as ours do. */
export class Crowd {
  readonly ledger = new Ledger();
  /** Milliseconds of the slowest answer, whatever it was. */
  slowest = 0;
  private stopping = false;
  private abandoned = false;

  constructor(
    private readonly url: () => string,
    private readonly errands: Errands,
  ) {}

  /** Asks all through an ordeal; afterwards everybody finishes what they are at, for which the server has to be there. */
  async through(ordeal: () => Promise<void>): Promise<Ledger> {
    const working = Promise.all(Array.from({ length: CLIENTS }, () => this.client()));
    try {
      await Promise.race([ordeal(), working]);
    } catch (error) {
      this.abandoned = true;
      throw error;
    } finally {
      this.stopping = true;
    }
    await working;
    return this.ledger;
  }

  /** So many acknowledgements later, and a moment: however slow the machine is, what happens next meets calls under way. */
  async after(acknowledgements: number, momentMs = 0): Promise<void> {
    const until = this.ledger.acknowledged.size + acknowledgements;
    while (this.ledger.acknowledged.size < until && !this.abandoned) await sleep(2);
    await sleep(momentMs);
  }

  private async client(): Promise<void> {
    while (!this.stopping) await this.errands((errand) => this.insist(errand));
  }

  private async insist(errand: Errand): Promise<unknown> {
    this.ledger.asked.add(errand.key);
    while (!this.abandoned) {
      const { status, body } = await this.once(errand);
      this.ledger.heard(status);
      if (status === 200) {
        this.ledger.acknowledged.set(errand.key, body);
        return body;
      }
      if (status >= 400 && status < 500) throw new Error(`${errand.path}: ${status} ${JSON.stringify(body)}`);
      await sleep(PAUSE_MS);
    }
    throw new Error('abandoned');
  }

  private async once({ path, token, body }: Errand): Promise<Answer> {
    const began = performance.now();
    try {
      return await post(this.url(), path, token, body);
    } catch {
      return { status: 0, body: null };
    } finally {
      this.slowest = Math.max(this.slowest, performance.now() - began);
    }
  }
}

/** One call, and what was answered to it. */
export async function post(url: string, path: string, token: string, body: object): Promise<Answer> {
  const answer = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== '' && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Signs a persona of the demo in. */
export async function signIn(url: string, persona: string): Promise<string> {
  const { body } = await post(url, '/sessions/demo', '', { persona });
  return (body as { token: string }).token;
}

/** What everybody says in these stories, so that it can be looked for afterwards. */
export const words = '水管断了四天。';

/** Files a report for somebody of the home village, as a neighbour does. */
export function filing(token: string, more: object = {}): Errand & { readonly id: string } {
  const id = newId();
  const form = { kind: 'medical', channel: 'proxy', relation: '邻居', words, ...more };
  const subject = { name: `测试${id.slice(-6)}`, village: '512002101216', group: 3 };
  const body = { id, requestId: newId(), category: 'hardship', form, subject };
  return { id, key: `${id} report`, path: '/cases', token, body };
}

/** An act of a cadre on a case that has just been filed. */
function acting(token: string, id: string, action: string, form: object = {}): Errand {
  const body = { requestId: newId(), version: 1, form };
  return { key: `${id} ${action}`, path: `/cases/${id}/actions/${action}`, token, body };
}

/** A villager's neighbour reports, the grid worker calls and takes the case on. */
export function hardships(neighbour: string, grid: string, more: object = {}): Errands {
  return async (ask) => {
    const report = filing(neighbour, more);
    await ask(report);
    await ask(acting(grid, report.id, 'contacted', { how: 'phone' }));
    await ask(acting(grid, report.id, 'accept'));
  };
}
