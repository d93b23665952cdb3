import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import type { Params } from '@songtao/shared/policy/param.js';
import { Clock } from '../platform/clock.js';
import { Log } from '../platform/logger.js';
import { cards, type CardKind } from '../wechat/templates.js';
import { CallDesk } from './call.desk.js';
import { Channels } from './channels.js';
import { DeliveryStore, type Delivery } from './delivery.store.js';
import { HousePolicy } from './house.policy.js';
import { above, outcomeOf } from './ladder.js';
import { OutboxBell } from './outbox.service.js';

const SWEEP_MS = 5_000;
const GATHER_MS = 50;
const LEASE_MINUTES = 2;
const BATCH = 50;

/** Delivers the outbox: at least once to the door of WeChat, merged into one card a person where several wait; what must be read climbs from there. */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private waking: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(Channels) private readonly channels: Channels,
    @Inject(CallDesk) private readonly desk: CallDesk,
    @Inject(HousePolicy) private readonly house: HousePolicy,
    @Inject(OutboxBell) private readonly bell: OutboxBell,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.bell.onRing(() => this.soon());
    this.timer = setInterval(() => void this.run(), SWEEP_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    if (this.waking) clearTimeout(this.waking);
    await this.running;
  }

  // Many reports in one moment are one round: each costs a lease and an end, whatever it carries.
  private soon(): void {
    this.waking ??= setTimeout(() => {
      this.waking = null;
      void this.run();
    }, GATHER_MS);
    this.waking.unref();
  }

  /** Delivers all that is due; a ring in the middle makes one more round. */
  run(): Promise<void> {
    this.again = true;
    this.running ??= this.rounds().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async rounds(): Promise<void> {
    while (this.again) {
      this.again = false;
      try {
        while ((await this.round()) === BATCH);
      } catch (error) {
        this.log.error('dispatcher', error);
      }
    }
  }

  private async round(): Promise<number> {
    const now = this.clock.iso();
    await this.deliveries.climb(now, above, BATCH);
    const claimed = await this.deliveries.claim(now, addMinutes(now, LEASE_MINUTES), BATCH);
    if (claimed.length === 0) return 0;
    const params = await this.house.params();
    for (const group of byPerson(claimed)) await this.deliver(group, params);
    return claimed.length;
  }

  private async deliver(group: readonly Delivery[], params: Params): Promise<void> {
    const [first] = group;
    if (!first) return;
    const now = this.clock.iso();
    const tries = first.tries + 1;
    if (first.rung !== null && !(await this.deliveries.isAwaited(first.id)))
      return this.deliveries.finish(group, ({ rung }) => ({ ...stopped, rung, nextAt: now }), now);
    if (first.rung === 'call') {
      const outcome = outcomeOf({ kind: 'sent', channel: 'call' }, first, { tries, now, params });
      // In one transaction with the task: asked once, also where a server dies in the middle.
      return this.deliveries.finish(
        group,
        () => outcome,
        now,
        (tx) => this.desk.ask(tx, first),
      );
    }
    const sent = await (first.rung === 'sms'
      ? this.channels.text(first.person, group, params)
      : this.channels.send(first.person, cardFor(group), group));
    const at = this.clock.iso();
    await this.deliveries.finish(group, (each) => outcomeOf(sent, each, { tries, now: at, params }), at);
    if (sent.kind === 'alarm') this.log.warn('outbox', { text: sent.why });
    // What was refused takes its next rung in the same breath.
    if (sent.kind !== 'sent') this.again = true;
  }
}

/** Somebody read it before the next rung was taken. */
const stopped = { state: 'read', tries: 0, channel: null, error: null, climbAt: null } as const;

// Urgent news goes alone and at once, but a short message is paid for; the rest of one person's is one card.
function byPerson(deliveries: readonly Delivery[]): Delivery[][] {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const { person, card, rung } = delivery;
    const alone = (delivery.urgent && rung === null) || rung === 'call';
    const key = alone ? delivery.id : `${person}|${cards[card].to}|${rung}`;
    groups.set(key, [...(groups.get(key) ?? []), delivery]);
  }
  return [...groups.values()];
}

function cardFor(group: readonly Delivery[]): CardKind {
  const [first] = group;
  if (!first || group.length === 1) return first?.card ?? 'newMessage';
  return cards[first.card].to === 'staff' ? 'staffDigest' : 'newMessage';
}
