import { Inject, Injectable } from '@nestjs/common';
import { receiptWords } from '@songtao/shared/calendar/words.js';
import type { Reader } from '../platform/tx.js';
import { ObjectionStore } from './objection.store.js';

/** What a notice may know of the objections about its cases: how many, and one's own number. */
@Injectable()
export class ObjectionService {
  constructor(@Inject(ObjectionStore) private readonly objections: ObjectionStore) {}

  /** How many about these cases still wait for an answer, since a moment. */
  open(db: Reader, cases: readonly string[], since: string): Promise<number> {
    return this.objections.open(db, cases, since);
  }

  /** The receipt number of what this person said about these cases, in words; null where nothing was said. */
  async ownNumber(
    db: Reader,
    cases: readonly string[],
    own: { person: string; since: string },
  ): Promise<string | null> {
    const number = await this.objections.ownNumber(db, cases, own);
    return number === null ? null : receiptWords(number);
  }
}
