import { expect, test } from '@jest/globals';
import { randomWords } from '../../platform/ids.core';
import { CallError } from '../../platform/call.core';
import {
  stateOf,
  type OutboxFailure,
  type OutboxFile,
  type OutboxItem,
  type OutboxPart,
} from './outbox.core';
import { Outbox, type OutboxPorts, type Receipt } from './outbox.driver';

/** Virtual time: whatever is due next happens next, in an order that only the seed decides. */
class World {
  now = 1_700_000_000_000;
  private readonly due: { at: number; run: () => void }[] = [];
  private readonly words;

  constructor(seed: number) {
    this.words = randomWords([seed, seed * 7919, 1, 2]);
  }

  chance = (): number => this.words() / 4_294_967_296;

  later(ms: number, run: () => void): () => void {
    const entry = { at: this.now + ms, run };
    this.due.push(entry);
    return () => {
      const index = this.due.indexOf(entry);
      if (index >= 0) this.due.splice(index, 1);
    };
  }

  async step(): Promise<boolean> {
    const next = this.due.reduce<{ at: number; run: () => void } | null>(
      (first, one) => (first === null || one.at < first.at ? one : first),
      null,
    );
    if (!next) return false;
    this.due.splice(this.due.indexOf(next), 1);
    this.now = Math.max(this.now, next.at);
    next.run();
    await new Promise(setImmediate);
    return true;
  }
}

/** Takes each request id once and answers a repeated one with its first answer, as ours does. */
class Server {
  readonly writes: string[] = [];
  readonly files: string[] = [];
  readonly faults: string[] = [];
  private readonly numbers = new Map<string, string>();

  write(id: string): Receipt {
    if (!this.numbers.has(id)) {
      this.writes.push(id);
      this.numbers.set(id, `1123 ${String(this.writes.length).padStart(3, '0')}`);
    }
    return { number: this.numbers.get(id)! };
  }

  file(id: string): void {
    if (!this.numbers.has(id.slice(0, 'item-0'.length))) this.faults.push(`${id} came before its words`);
    if (!this.files.includes(id)) this.files.push(id);
  }
}

interface Weather {
  calm: boolean;
}

/** A mobile network in the hills: requests vanish, arrive late, and answers get lost after the work was done. */
function transport<T>(world: World, weather: Weather, work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const bad = (share: number): boolean => !weather.calm && world.chance() < share;
    const noAnswer = (): void => reject(new CallError('away', '', { offline: true }));
    if (bad(0.25)) return void world.later(world.chance() * 2_000, noAnswer);
    if (bad(0.1)) return void world.later(500, () => reject(new CallError('broken', '')));
    // May arrive long after the phone has stopped waiting, even after the app was killed and has asked again.
    const arrival = world.chance() * (bad(0.2) ? 60_000 : 800);
    const gaveUp = arrival > 15_000;
    if (gaveUp) world.later(15_000, noAnswer);
    world.later(arrival, () => {
      let answer: T;
      try {
        answer = work();
      } catch (refusal) {
        return void (gaveUp || world.later(100, () => reject(refusal as Error)));
      }
      if (gaveUp) return;
      if (bad(0.25)) return void world.later(3_000, noAnswer);
      world.later(world.chance() * 300, () => resolve(answer));
    });
  });
}

function failureOf(thrown: unknown): OutboxFailure {
  const { code, message, retry, offline } = thrown as CallError;
  return { code, message, retry, offline };
}

/** One life of the app between two kills; after a kill nothing of it reaches storage or the network any more. */
class Life {
  alive = true;
  readonly outbox: Outbox;

  constructor(world: World, weather: Weather, server: Server, disk: Map<string, string>, blobs: Set<string>) {
    const ifAlive = <T>(work: () => T, dead: T): T => (this.alive ? work() : dead);
    const send = <T>(work: () => T): Promise<T> =>
      ifAlive(() => transport(world, weather, work), new Promise<T>(() => undefined));
    const ports: OutboxPorts = {
      load: () => [...disk.values()].map((text) => JSON.parse(text) as OutboxItem),
      put: (item) => ifAlive(() => Boolean(disk.set(item.id, JSON.stringify(item))), true),
      remove: (id) => ifAlive(() => void disk.delete(id), undefined),
      write: (item) => send(() => server.write(item.id)),
      sendFile: ({ id }) => {
        if (this.alive && !blobs.has(id)) server.faults.push(`${id} was dropped too early`);
        return send(() => server.file(id));
      },
      dropFile: (id) => ifAlive(() => void blobs.delete(id), undefined),
      failureOf,
      person: () => 'wang',
      now: () => world.now,
      chance: world.chance,
      wake: (ms, listener) => world.later(ms, () => ifAlive(listener, undefined)),
    };
    this.outbox = new Outbox(ports);
    void this.outbox.flush();
  }
}

function item(index: number, world: World, photos: number): OutboxItem {
  const id = `item-${index}`;
  const file = (name: string, kind: OutboxFile['kind']): OutboxPart => ({
    id: name,
    kind,
    state: 'waiting',
    tries: 0,
  });
  return {
    id,
    person: 'wang',
    title: '看病花钱多',
    route: 'case.submit',
    input: {},
    parts: [
      { id: 'write', kind: 'write', state: 'waiting', tries: 0 },
      file(`${id}-voice`, 'voice'),
      ...Array.from({ length: photos }, (_, n) => file(`${id}-photo-${n}`, 'photo')),
    ],
    savedAt: world.now,
    failures: 0,
    notBefore: 0,
  };
}

async function chaos(
  seed: number,
): Promise<{ server: Server; items: OutboxItem[]; disk: Map<string, string>; kills: number }> {
  const world = new World(seed);
  const weather: Weather = { calm: false };
  const server = new Server();
  const disk = new Map<string, string>();
  const blobs = new Set<string>();
  let life = new Life(world, weather, server, disk, blobs);
  let kills = 0;
  const items = Array.from({ length: 4 }, (_, index) => item(index, world, Math.floor(world.chance() * 3)));
  const unsent = [...items];
  for (let steps = 0; steps < 2_000; steps += 1) {
    if (unsent.length > 0 && world.chance() < 0.2) {
      const next = unsent.shift()!;
      for (const { id, kind } of next.parts) if (kind !== 'write') blobs.add(id);
      life.outbox.add({ ...next, savedAt: world.now });
    }
    if (world.chance() < 0.1 && kills < 20) {
      kills += 1;
      life.alive = false;
      life = new Life(world, weather, server, disk, blobs);
    }
    weather.calm = kills >= 20 || steps > 400;
    const current = life.outbox.items.get();
    // What three bad tries have given up, the person sends once more.
    for (const one of current) if (stateOf(one) === 'needsYou') life.outbox.retry(one.id);
    const moved = await world.step();
    if (!moved && unsent.length === 0) return { server, items, disk, kills };
  }
  throw new Error(`seed ${seed} did not come to rest`);
}

test('200 runs of kills, lost replies and late arrivals: nothing lost, nothing doubled', async () => {
  let kills = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const run = await chaos(seed);
    kills += run.kills;
    const sent = run.items.map(({ id }) => id);
    const files = run.items.flatMap(({ parts }) =>
      parts.filter(({ kind }) => kind !== 'write').map(({ id }) => id),
    );
    expect({ seed, faults: run.server.faults }).toEqual({ seed, faults: [] });
    expect({ seed, writes: run.server.writes.toSorted() }).toEqual({ seed, writes: sent.toSorted() });
    expect({ seed, files: run.server.files.toSorted() }).toEqual({ seed, files: files.toSorted() });
    const stored = [...run.disk.values()].map((text) => JSON.parse(text) as OutboxItem);
    expect(stored.map(stateOf)).toEqual(stored.map(() => 'received'));
    expect(new Set(stored.map(({ serverNumber }) => serverNumber)).size).toBe(sent.length);
  }
  expect(kills).toBeGreaterThan(1_000);
}, 60_000);
