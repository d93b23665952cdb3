import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { CaseView } from '@songtao/shared/api/case.js';
import { CasePages } from './case.pages.js';

const PAGE = 100;

/** What somebody reported, follows, or is meant by. */
@Injectable()
export class OwnCases {
  constructor(@Inject(CasePages) private readonly pages: CasePages) {}

  /** All of them, each as a villager may see it: whoever is staff as well takes no more along. */
  async of(scope: Extract<Scope, { kind: 'person' }>): Promise<CaseView[]> {
    const own = { ...scope, grants: [] };
    const views: CaseView[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<CasePages['list']>> = await this.pages.list(own, {
        worklist: 'mine',
        limit: PAGE,
        ...(after !== null && { after }),
      });
      for (const { id } of page.items) views.push(await this.pages.get(own, id));
      after = page.next;
    } while (after !== null);
    return views;
  }
}
