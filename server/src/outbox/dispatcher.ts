import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { addHours, addMinutes, nextTimeOfDay } from '@songtao/shared/calendar/calendar.js';
import { Clock } from '../platform/clock.js';
import { Log } from '../platform/logger.js';
import { cards, type CardKind } from '../wechat/templates.js';
import { Channels, type Sent } from './channels.js';
import { DeliveryStore, type Delivery, type Outcome } from './delivery.store.js';
import { OutboxBell } from './outbox.service.js';

const SWEEP_MS = 5_000;
const GATHER_MS = 50;
const LEASE_MINUTES = 2;
const BATCH = 50;
/** 0 s, 1, 5, 5 ... minutes for four hours, then hourly to 72 hours; then a person looks. */
const SOON_TRIES = 50;
const LAST_TRY = 118;

/** Delivers the outbox: at least once to the door of WeChat, merged into one card a person where several wait. */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private waking: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(Channels) private readonly channels: Channels,
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
    const claimed = await this.deliveries.claim(now, addMinutes(now, LEASE_MINUTES), BATCH);
    for (const group of byPerson(claimed)) await this.deliver(group);
    return claimed.length;
  }

  private async deliver(group: readonly Delivery[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    const tries = first.tries + 1;
    const sent = await this.channels.send(first.person, cardFor(group), group);
    const now = this.clock.iso();
    await this.deliveries.finish(
      group.map(({ id }) => id),
      tries,
      outcomeOf(sent, tries, now),
      now,
    );
    if (sent.kind === 'alarm') this.log.warn('outbox', { text: sent.why });
  }
}

// Urgent news goes alone and at once; the rest of one person's is one card.
function byPerson(deliveries: readonly Delivery[]): Delivery[][] {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const key = delivery.urgent ? delivery.id : `${delivery.person}|${cards[delivery.card].to}`;
    groups.set(key, [...(groups.get(key) ?? []), delivery]);
  }
  return [...groups.values()];
}

function cardFor(group: readonly Delivery[]): CardKind {
  const [first] = group;
  if (!first || group.length === 1) return first?.card ?? 'newMessage';
  return cards[first.card].to === 'staff' ? 'staffDigest' : 'newMessage';
}

function outcomeOf(sent: Sent, tries: number, now: string): Outcome {
  const end = {
    channel: sent.kind === 'sent' ? sent.channel : null,
    error: sent.kind === 'sent' ? null : sent.why,
    nextAt: now,
  };
  switch (sent.kind) {
    case 'sent':
      return { ...end, state: 'sent' };
    case 'inboxOnly':
      return { ...end, state: 'inboxOnly' };
    case 'unknown':
      return { ...end, state: 'unknown' };
    case 'alarm':
      return { ...end, state: 'parked' };
    case 'tomorrow':
      return { ...end, state: 'new', nextAt: nextTimeOfDay(now, '00:05') };
    case 'again':
      return tries >= LAST_TRY
        ? { ...end, state: 'parked' }
        : { ...end, state: 'new', nextAt: nextTry(tries, now) };
  }
}

function nextTry(tries: number, now: string): string {
  if (tries === 1) return addMinutes(now, 1);
  return tries < SOON_TRIES ? addMinutes(now, 5) : addHours(now, 1);
}
