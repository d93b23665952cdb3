import { Inject, Injectable } from '@nestjs/common';
import { FilesService } from '../files/files.service.js';
import { NoticeItemService } from '../notice/notice-item.service.js';
import { Audit } from '../platform/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import type { Tx } from '../platform/tx.js';
import { CaseStore } from './case.store.js';
import { ErasureStore } from './erasure.store.js';

const PAGE = 50;

/** Ends what a case says about people once it has been kept long enough: words, photos, names, who stood to it. Its steps and their hashes stay. */
@Injectable()
export class CaseErasure {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(ErasureStore) private readonly erasures: ErasureStore,
    @Inject(FilesService) private readonly files: FilesService,
    @Inject(NoticeItemService) private readonly items: NoticeItemService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Erases every case that was closed before a moment; how many. */
  async closedBefore(moment: string): Promise<number> {
    let erased = 0;
    for (;;) {
      const ids = await this.erasures.closedBefore(this.database.read(), moment, PAGE);
      for (const id of ids) if (await this.database.write((tx) => this.erase(tx, id))) erased += 1;
      if (ids.length < PAGE) return erased;
    }
  }

  private async erase(tx: Tx, id: string): Promise<boolean> {
    if (!(await this.erasures.erase(tx, id, this.clock.iso()))) return false;
    const forms = await this.cases.erase(tx, id);
    // A form names its photos and recordings by their ids, at whatever depth; what else is named so is no file.
    await this.files.forget(tx, wordsIn(forms));
    await this.items.forget(tx, id);
    const object = { kind: 'case', id };
    await this.audit.record(tx, {
      actor: 'system',
      role: 'system',
      what: 'case.erased',
      object,
      reason: null,
    });
    return true;
  }
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}
