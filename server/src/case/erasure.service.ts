import { Inject, Injectable } from '@nestjs/common';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { filesIn } from '@songtao/shared/form/form.js';
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
    const loaded = await this.cases.find(tx, { kind: 'system', reason: 'erasure' }, id);
    if (!loaded || !(await this.erasures.erase(tx, id, this.clock.iso()))) return false;
    await this.cases.erase(tx, id);
    const { actions } = workflowOf(loaded.head.category);
    // An id that stands in a text names no file: somebody else's would go with it.
    await this.files.forget(
      tx,
      loaded.rows.flatMap(({ action, form }) => filesIn(actions[action]?.form, form)),
    );
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
