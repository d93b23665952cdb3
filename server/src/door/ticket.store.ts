import { Inject, Injectable } from '@nestjs/common';
import { Crypto, type Place } from '../platform/crypto.js';
import type { Reader, Tx } from '../platform/tx.js';
import { TicketRow } from './ticket.row.js';

const columns = [
  'id',
  'secretHash',
  'number',
  'numbers',
  'device',
  'address',
  'state',
  'bySession',
  'drawnAt',
  'expiresAt',
] as const;

/** What became of a ticket. */
export type TicketState = 'asked' | 'letIn' | 'refused' | 'fetched';

/** A ticket with its address open. */
export type Ticket = Omit<TicketRow, 'state'> & { readonly state: TicketState };

@Injectable()
export class TicketStore {
  constructor(@Inject(Crypto) private readonly crypto: Crypto) {}

  /** Null where it is not known or over. */
  async find(db: Reader, id: string, now: string): Promise<Ticket | null> {
    const row = await db.first(TicketRow, columns, (query) =>
      query.where('r.id = :id AND r.expiresAt > :now', { id, now: new Date(now) }),
    );
    if (!row) return null;
    return {
      ...row,
      address: this.crypto.open(placeOf(id), row.address),
      state: row.state as TicketState,
    };
  }

  async insert(tx: Tx, ticket: Ticket): Promise<void> {
    await tx.insert(TicketRow, {
      ...ticket,
      address: this.crypto.seal(placeOf(ticket.id), ticket.address),
    });
  }

  /** One step on; false where somebody was there before. */
  move(
    tx: Tx,
    id: string,
    { from, to, bySession }: { from: TicketState; to: TicketState; bySession?: string },
  ): Promise<boolean> {
    const change = { state: to, ...(bySession !== undefined && { bySession }) };
    return tx.updateOne(TicketRow, change, 'id = :id AND state = :from', { id, from });
  }

  async sweep(tx: Tx, now: string): Promise<void> {
    await tx.delete(TicketRow, 'expires_at < :now', { now: new Date(now) });
  }
}

const placeOf = (rowId: string): Place => ({ table: 'sign_in_ticket', column: 'address', rowId });
