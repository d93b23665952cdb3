import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database.js';
import { isDuplicate } from '../platform/dialect.js';
import type { Tx } from '../platform/tx.js';
import { WeChatQuotaEventRow, WeChatQuotaRow } from './quota.row.js';

/** One person's quota of one template. */
interface QuotaKey {
  readonly person: string;
  readonly template: string;
}

/** What a person said about our cards: in the popup, or later by turning them off. */
export interface QuotaAnswer extends QuotaKey {
  readonly answer: 'accept' | 'reject' | 'turnedOff';
  /** WeChat's event, or the phone's own request where no push is set up; counted once. */
  readonly eventId: string;
  /** ISO instant. */
  readonly at: string;
}

interface Quota {
  readonly credits: number;
  readonly refused: boolean;
}

const KEEP_EVENTS_MS = 30 * 86_400_000;
const guard = 'person = :person AND template = :template';

/**
 * Our book of how many cards a person may still be sent: WeChat keeps it too, but tells it to nobody.
 * It holds nothing of anybody's case, so it asks for no scope.
 */
@Injectable()
export class QuotaStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  async getQuota({ person, template }: QuotaKey): Promise<Quota> {
    const row = await this.database
      .read()
      .first(WeChatQuotaRow, ['credits', 'refused'], (query) =>
        query.where('r.person = :person AND r.template = :template', { person, template }),
      );
    return row ?? { credits: 0, refused: false };
  }

  /** Counts an answer; false when it had been counted before. */
  async answered(tx: Tx, said: QuotaAnswer): Promise<boolean> {
    const { at } = said;
    if (!(await this.isFirst(tx, said))) return false;
    await this.start(tx, said);
    if (said.answer === 'accept') await this.add(tx, said, 1, at);
    // A no in the popup leaves what was allowed before; turning off takes all of it back.
    if (said.answer === 'reject') await this.set(tx, said, { refused: true, updatedAt: at });
    if (said.answer === 'turnedOff') await this.set(tx, said, { credits: 0, refused: true, updatedAt: at });
    return true;
  }

  /** WeChat took a card. Not for long-term templates, of which one yes is enough. */
  spent(tx: Tx, quota: QuotaKey, at: string): Promise<void> {
    return this.add(tx, quota, -1, at);
  }

  /** WeChat said 43101: whatever we had counted, nothing is left. */
  exhausted(tx: Tx, quota: QuotaKey, at: string): Promise<void> {
    return this.set(tx, quota, { credits: 0, updatedAt: at });
  }

  private async isFirst(tx: Tx, { eventId, template, at }: QuotaAnswer): Promise<boolean> {
    const before = new Date(new Date(at).getTime() - KEEP_EVENTS_MS);
    await tx.delete(WeChatQuotaEventRow, 'at < :before', { before });
    try {
      await tx.insert(WeChatQuotaEventRow, { id: eventId, template, at });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private async start(tx: Tx, { person, template, at }: QuotaAnswer): Promise<void> {
    const found = await tx.count(WeChatQuotaRow, (query) =>
      query.where('r.person = :person AND r.template = :template', { person, template }),
    );
    if (found > 0) return;
    try {
      await tx.insert(WeChatQuotaRow, { person, template, credits: 0, refused: false, updatedAt: at });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  private async add(tx: Tx, { person, template }: QuotaKey, by: 1 | -1, at: string): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .update(WeChatQuotaRow)
      .set({ credits: () => `credits + ${by}`, updatedAt: at, ...(by === 1 && { refused: false }) })
      .where(`${guard} AND credits + ${by} >= 0`, { person, template })
      .execute();
  }

  private async set(tx: Tx, { person, template }: QuotaKey, set: Partial<WeChatQuotaRow>): Promise<void> {
    await tx.update(WeChatQuotaRow, set, guard, { person, template });
  }
}
