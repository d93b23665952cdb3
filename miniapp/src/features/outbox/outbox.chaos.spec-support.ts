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

const MOST_KILLS = 20;

/** Virtual time: whatever is due next happens next, in an order that only the seed decides. */
class World {
  now = 1_700_000_000_000;
  /** The network is good and the phone has room again. */
  calm = false;
  kills = 0;
  /** Requests that were answered although the phone had given them up, and asked again, long before. */
  late = 0;
  private readonly due: { at: number; run: () => void }[] = [];
  private readonly words;

  constructor(seed: number) {
    this.words = randomWords([seed, seed * 7919, 1, 2]);
  }

  chance = (): number => this.words() / 4_294_967_296;

  bad(share: number): boolean {
    return !this.calm && this.chance() < share;
  }

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
  /** What was said, once for every time that it was taken for something new. */
  readonly writes: string[] = [];
  readonly files: string[] = [];
  readonly faults: string[] = [];
  /** How often each was asked for. */
  readonly asked = new Map<string, number>();
  private readonly numbers = new Map<string, string>();

  write(requestId: string, said: string): Receipt {
    this.asked.set(said, (this.asked.get(said) ?? 0) + 1);
    if (!this.numbers.has(requestId)) {
      this.writes.push(said);
      this.numbers.set(requestId, `1123 ${String(this.writes.length).padStart(3, '0')}`);
    }
    return { number: this.numbers.get(requestId)! };
  }

  file(id: string): void {
    if (!this.writes.includes(id.slice(0, 'item-0'.length))) this.faults.push(`${id} came before its words`);
    if (!this.files.includes(id)) this.files.push(id);
  }
}

/** A mobile network in the hills: requests vanish, arrive late and out of their order, and answers get lost after the work was done. */
function transport<T>(world: World, work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const noAnswer = (): void => reject(new CallError('away', '', { offline: true }));
    if (world.bad(0.25)) return void world.later(world.chance() * 2_000, noAnswer);
    if (world.bad(0.1)) return void world.later(500, () => reject(new CallError('broken', '')));
    // May arrive long after the phone has stopped waiting, even after the app was killed and has asked again.
    const arrival = world.chance() * (world.bad(0.2) ? 60_000 : 800);
    const gaveUp = arrival > 15_000;
    if (gaveUp) world.later(15_000, noAnswer);
    world.later(arrival, () => {
      const answer = work();
      if (gaveUp) return void (world.late += 1);
      if (world.bad(0.25)) return void world.later(3_000, noAnswer);
      world.later(world.chance() * 300, () => resolve(answer));
    });
  });
}

function failureOf(thrown: unknown): OutboxFailure {
  const { code, message, retry, offline } = thrown as CallError;
  return { code, message, retry, offline };
}

/** What outlives the app: its storage, and the files that somebody added. */
class Disk {
  readonly items = new Map<string, string>();
  readonly blobs = new Set<string>();
}

/** A mistake that somebody might build in: other ports than the true ones. */
export type Mistake = (ports: OutboxPorts) => OutboxPorts;

/** One life of the app. It may end before and after any word that it writes; then nothing of it reaches storage or the network any more. */
class Life {
  alive = true;
  readonly outbox: Outbox;

  constructor(
    private readonly world: World,
    server: Server,
    disk: Disk,
    mistake: Mistake,
  ) {
    const send = <T>(work: () => T): Promise<T> =>
      this.alive ? transport(world, work) : new Promise<T>(() => undefined);
    const ports: OutboxPorts = {
      load: () => [...disk.items.values()].map((text) => JSON.parse(text) as OutboxItem),
      put: (item) =>
        this.writes(true, () => {
          if (world.bad(0.05)) return false;
          disk.items.set(item.id, JSON.stringify(item));
          return true;
        }),
      remove: (id) => this.writes(undefined, () => void disk.items.delete(id)),
      write: (item) => send(() => server.write(String(item.input.requestId ?? item.id), item.id)),
      sendFile: ({ id }) => {
        if (this.alive && !disk.blobs.has(id)) server.faults.push(`${id} was dropped too early`);
        return send(() => server.file(id));
      },
      dropFile: (id) => this.writes(undefined, () => void disk.blobs.delete(id)),
      failureOf,
      person: () => 'wang',
      now: () => world.now,
      chance: world.chance,
      wake: (ms, listener) => world.later(ms, () => this.alive && listener()),
    };
    this.outbox = new Outbox(mistake(ports));
    void this.outbox.flush();
  }

  kill(): void {
    if (!this.alive || this.world.kills >= MOST_KILLS) return;
    this.world.kills += 1;
    this.alive = false;
  }

  private writes<T>(dead: T, work: () => T): T {
    if (this.world.bad(0.01)) this.kill();
    if (!this.alive) return dead;
    const done = work();
    if (this.world.bad(0.01)) this.kill();
    return done;
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

const filesOf = ({ parts }: OutboxItem): string[] =>
  parts.flatMap(({ id, kind }) => (kind === 'write' ? [] : [id]));

/** How one run ended. */
export interface Outcome {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly faults: readonly string[];
  /** What the phone shows at the end: the state and the server's number of each. */
  readonly shown: readonly { readonly state: string; readonly number: string | undefined }[];
  readonly kills: number;
  readonly late: number;
  readonly mostAsked: number;
}

function judged(world: World, server: Server, disk: Disk, items: readonly OutboxItem[]): Outcome {
  const stored = [...disk.items.values()].map((text) => JSON.parse(text) as OutboxItem);
  const times = (id: string): number => server.writes.filter((said) => said === id).length;
  return {
    lost: [
      ...items.map(({ id }) => id).filter((id) => times(id) === 0),
      ...items.flatMap(filesOf).filter((id) => !server.files.includes(id)),
    ],
    doubled: items.map(({ id }) => id).filter((id) => times(id) > 1),
    faults: server.faults,
    shown: stored.map((one) => ({ state: stateOf(one), number: one.serverNumber })),
    kills: world.kills,
    late: world.late,
    mostAsked: Math.max(0, ...server.asked.values()),
  };
}

/** Somebody says four things while the network fails, the phone is full now and then, and the app is killed up to twenty times. */
export async function chaos(seed: number, mistake: Mistake = (ports) => ports): Promise<Outcome> {
  const [world, server, disk] = [new World(seed), new Server(), new Disk()];
  let life = new Life(world, server, disk, mistake);
  const items = Array.from({ length: 4 }, (_, index) => item(index, world, Math.floor(world.chance() * 3)));
  const drafts = [...items];
  for (let steps = 0; steps < 2_000; steps += 1) {
    const [draft] = drafts;
    if (draft && world.chance() < 0.2) {
      for (const id of filesOf(draft)) disk.blobs.add(id);
      const kept = life.outbox.add({ ...draft, savedAt: world.now });
      // The draft goes only after the outbox has it; whoever is killed in between sends the same one again.
      if (kept && life.alive) drafts.shift();
    }
    if (world.chance() < 0.1) life.kill();
    if (!life.alive) life = new Life(world, server, disk, mistake);
    world.calm = world.kills >= MOST_KILLS || steps > 400;
    // What three bad tries have given up, the person sends once more.
    for (const one of life.outbox.items.get()) if (stateOf(one) === 'needsYou') life.outbox.retry(one.id);
    const moved = await world.step();
    if (!moved && drafts.length === 0) break;
  }
  // On the next day: what a full phone could not note down is asked once more, and answered as before.
  world.calm = true;
  const { outbox } = new Life(world, server, disk, mistake);
  do for (const one of outbox.items.get()) if (stateOf(one) === 'needsYou') outbox.retry(one.id);
  while (await world.step());
  return judged(world, server, disk, items);
}
