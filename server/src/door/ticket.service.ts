import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { ticketApi } from '@songtao/shared/api/door.js';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { deviceWords } from '../identity/device.model.js';
import { SessionService, type NewSession } from '../identity/session.service.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Audit } from '../platform/audit.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { newToken, tokenHash } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Limits } from '../platform/limits.js';
import type { Reader, Tx } from '../platform/tx.js';
import { TicketStore, type Ticket } from './ticket.store.js';

type Api = typeof ticketApi;

const GOOD_MINUTES = 2;
/** An office shares one address. */
const DRAWN_PER_MINUTE = 30;
const NUMBERS = 3;

/** From where a call comes. */
export interface Origin {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A browser is signed in by a phone. Whoever sees the picture, or photographs it, gets nothing: the session goes to whoever has the secret. */
@Injectable()
export class TicketService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TicketStore) private readonly tickets: TicketStore,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async draw({ ip, headers }: Origin): Promise<OutputOf<Api['draw']>> {
    this.limits.take(`ticket ${ip}`, DRAWN_PER_MINUTE);
    const [id, secret, drawnAt] = [newId(), newToken(), this.clock.iso()];
    const numbers = differentNumbers();
    const number = numbers[randomInt(NUMBERS)] ?? '';
    const expiresAt = addMinutes(drawnAt, GOOD_MINUTES);
    await this.database.write(async (tx) => {
      await this.tickets.sweep(tx, drawnAt);
      await this.tickets.insert(tx, {
        id,
        secretHash: tokenHash(secret),
        number,
        numbers,
        device: deviceWords(headers['user-agent']) ?? '一台电脑',
        address: ip,
        state: 'asked',
        bySession: null,
        drawnAt,
        expiresAt,
      });
    });
    return { id, secret, number, expires: expiresAt };
  }

  async look(id: string, { ip }: Origin): Promise<OutputOf<Api['look']>> {
    const { device, address, drawnAt, numbers } = await this.asked(id);
    return { device, address, sameNetwork: address === ip, drawnAt, numbers };
  }

  async letIn({ sessionId }: Caller, { id, number }: ParsedInputOf<Api['letIn']>): Promise<void> {
    const ticket = await this.asked(id);
    const right = number === ticket.number;
    await this.answer(id, { to: right ? 'letIn' : 'refused', bySession: sessionId });
    if (!right)
      throw new AppError('blocked', {
        message: '数字对不上，请在电脑上换一张',
        details: { guard: 'number' },
      });
  }

  async refuse({ sessionId }: Caller, id: string): Promise<void> {
    await this.asked(id);
    await this.answer(id, { to: 'refused', bySession: sessionId });
  }

  /** The session of a ticket that was let in, once; null while nobody has answered. */
  async fetch({ id, secret }: ParsedInputOf<Api['fetch']>): Promise<NewSession | null> {
    const found = await this.known(id, this.database.read());
    if (found.secretHash !== tokenHash(secret)) throw over();
    if (found.state === 'asked') return null;
    return this.database.write(async (tx) => {
      const { state, bySession, device } = await this.known(id, tx);
      if (state === 'refused') throw new AppError('notYours', { message: '手机上没有同意' });
      const by = bySession === null ? null : await this.sessions.ownerOf(bySession);
      const fetched = await this.tickets.move(tx, id, { from: 'letIn', to: 'fetched' });
      if (by === null || !fetched) throw over();
      await this.announce(tx, by, device);
      return this.sessions.openIn(tx, by, { door: 'browser', device, by: bySession });
    });
  }

  private async answer(id: string, change: { to: 'letIn' | 'refused'; bySession: string }): Promise<void> {
    const first = await this.database.write((tx) => this.tickets.move(tx, id, { from: 'asked', ...change }));
    if (!first) throw over();
  }

  private async asked(id: string): Promise<Ticket> {
    const ticket = await this.known(id, this.database.read());
    if (ticket.state !== 'asked') throw over();
    return ticket;
  }

  private async known(id: string, db: Reader): Promise<Ticket> {
    const ticket = await this.tickets.find(db, id, this.clock.iso());
    if (!ticket) throw over();
    return ticket;
  }

  private async announce(tx: Tx, person: string, device: string): Promise<void> {
    const object = { kind: 'person', id: person };
    await this.audit.record(tx, {
      actor: person,
      role: 'staff',
      what: 'browser.letIn',
      object,
      reason: null,
    });
    await this.outbox.tell(tx, {
      person,
      event: `browser.${newId()}`,
      title: '电脑上打开了您的号',
      body: `${device}。不是您开的，请到“我”里退出它。`,
      about: { kind: 'none', id: null },
      card: 'taskUrgent',
      waiting: false,
      urgent: false,
      pushAt: this.clock.iso(),
    });
  }
}

const over = (): AppError => new AppError('gone', { message: '这一张过时了，请换一张' });

function differentNumbers(): string[] {
  const found = new Set<string>();
  while (found.size < NUMBERS) found.add(String(randomInt(10, 100)));
  return [...found];
}
