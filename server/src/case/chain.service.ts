import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { receiptWords } from '@songtao/shared/calendar/words.js';
import { Audit } from '../platform/audit.js';
import { Database } from '../platform/database.js';
import type { Reader } from '../platform/tx.js';
import { CaseStore } from './case.store.js';
import { ChainStore, type ChainedCase, type ChainHead } from './chain.store.js';

/** A history that is not what it was: which, and in words for people. */
export interface BrokenHistory {
  readonly id: string;
  readonly words: string;
}

/** What a look at all histories found. */
export interface HistoryCheck {
  readonly cases: number;
  readonly broken: readonly BrokenHistory[];
}

const about = { kind: 'chain', id: 'cases' };

/** Holds every history against its hashes, and against how far it had come at the last look: what was changed, taken out, exchanged or cut off at the end is found. */
@Injectable()
export class ChainService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(ChainStore) private readonly chains: ChainStore,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Looks at all cases and keeps how far the whole ones have come; the digest of that goes into the audit log, which has a chain of its own. */
  async check(): Promise<HistoryCheck> {
    const db = this.database.read();
    const broken = [...(await this.lost(db)), ...(await this.forgotten(db))];
    await this.note('chain.checking', null);
    let cases = 0;
    for (let page = await this.chains.cases(db, ''); page.length > 0;) {
      broken.push(...(await this.look(db, page)));
      cases += page.length;
      page = await this.chains.cases(db, page.at(-1)?.id ?? '');
      // Between pages whoever waits is served.
      await breathe();
    }
    await this.note('chain.checked', await this.digest(db));
    return { cases, broken };
  }

  private async note(what: string, reason: string | null): Promise<void> {
    await this.database.write((tx) =>
      this.audit.record(tx, { actor: 'system', role: 'system', what, object: about, reason }),
    );
  }

  private async look(db: Reader, page: readonly ChainedCase[]): Promise<BrokenHistory[]> {
    const ids = page.map(({ id }) => id);
    const [kept, rows] = [await this.chains.headsOf(db, ids), await this.chains.hashes(db, ids)];
    const broken: BrokenHistory[] = [];
    const grown: ChainHead[] = [];
    for (const { id, number, seq } of page) {
      const history = rows.get(id) ?? [];
      const last = history.at(-1);
      const head = kept.get(id);
      const at =
        (await this.cases.brokenAt(db, id).catch(() => 0)) ??
        history.find((row, index) => row.seq !== index + 1)?.seq ??
        (!last || last.seq < seq ? seq : null) ??
        (head && history[head.seq - 1]?.hash !== head.hash ? head.seq : null);
      if (at !== null) broken.push({ id, words: `${receiptWords(number)} 第${at}步` });
      else if (last && last.seq !== head?.seq) grown.push(last);
    }
    if (grown.length > 0) await this.database.write((tx) => this.chains.keep(tx, grown));
    return broken;
  }

  // A case is never taken away: one that was seen and is not there was removed.
  private async lost(db: Reader): Promise<BrokenHistory[]> {
    const lost: BrokenHistory[] = [];
    for (let page = await this.chains.heads(db, ''); page.length > 0;) {
      const gone = await this.chains.gone(
        db,
        page.map(({ caseId }) => caseId),
      );
      lost.push(...gone.map((id) => ({ id, words: '整件不见了' })));
      page = await this.chains.heads(db, page.at(-1)?.caseId ?? '');
    }
    return lost;
  }

  // What was kept at the last look was changed since. A look that was cut off half-way left it half changed.
  private async forgotten(db: Reader): Promise<BrokenHistory[]> {
    const [last] = await this.audit.about(db, about, 1);
    const isSame = last?.what !== 'chain.checked' || last.reason === (await this.digest(db));
    return isSame ? [] : [{ id: 'case_head', words: '上次核对的底账被改过' }];
  }

  private async digest(db: Reader): Promise<string> {
    const hash = createHash('sha256');
    for (let page = await this.chains.heads(db, ''); page.length > 0;) {
      for (const { caseId, seq, hash: own } of page) hash.update(`${caseId} ${seq} ${own}\n`);
      page = await this.chains.heads(db, page.at(-1)?.caseId ?? '');
    }
    return hash.digest('base64url');
  }
}
