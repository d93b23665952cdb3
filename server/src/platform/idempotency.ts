import { Inject, Injectable } from '@nestjs/common';
import { Clock } from './clock.js';
import { Crypto, type Place } from './crypto.js';
import { isDuplicate } from './dialect.js';
import { AppError } from './errors.js';
import { WriteRequestRow } from './idempotency.row.js';
import { newId } from './ids.js';
import type { Tx } from './tx.js';

/** A write as its client named it. */
export interface WriteRequest {
  /** The person's id: nobody can replay the answer of somebody else. */
  readonly actor: string;
  readonly requestId: string;
  /** All that the client asked for. */
  readonly body: unknown;
}

const place = (rowId: string): Place => ({ table: 'write_request', column: 'answer', rowId });

/** Makes a write that is sent twice happen once. */
@Injectable()
export class Writes {
  constructor(
    @Inject(Crypto) private readonly crypto: Crypto,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The answer of `work`, or the first answer where this request was already done; another body under the same id is `keyReused`. A refusal is not kept: the transaction that made it is gone. */
  async once<T>(tx: Tx, request: WriteRequest, work: () => Promise<T>): Promise<T> {
    const id = newId();
    const bodyHash = this.crypto.digest(request.body);
    if (!(await this.claim(tx, id, request, bodyHash))) return this.firstAnswer<T>(tx, request, bodyHash);
    const answer = await work();
    const sealed = this.crypto.seal(place(id), JSON.stringify(answer ?? null));
    await tx.update(WriteRequestRow, { answer: sealed }, 'id = :id', { id });
    return answer;
  }

  // A second one waits here, at the UNIQUE index, until the first has committed.
  private async claim(
    tx: Tx,
    id: string,
    { actor, requestId }: WriteRequest,
    bodyHash: string,
  ): Promise<boolean> {
    try {
      await tx.insert(WriteRequestRow, {
        id,
        actor,
        requestId,
        bodyHash,
        answer: null,
        at: this.clock.iso(),
      });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private async firstAnswer<T>(tx: Tx, { actor, requestId }: WriteRequest, bodyHash: string): Promise<T> {
    const fits = 'actor = :actor AND request_id = :requestId';
    const [first] = await tx.where(WriteRequestRow, ['id', 'bodyHash', 'answer'], fits, { actor, requestId });
    if (first?.bodyHash !== bodyHash) throw new AppError('keyReused');
    // It was done, and so long ago that its answer is no longer kept.
    if (!first.answer) throw new AppError('gone');
    return JSON.parse(this.crypto.open(place(first.id), first.answer)) as T;
  }
}
