import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { HouseholdView } from '@songtao/shared/api/registry.js';
import { receiptWords } from '@songtao/shared/calendar/words.js';
import { workflowOf, type Category } from '@songtao/shared/category/registry.js';
import { titleOf } from './case.view.js';
import { HouseholdCasesStore } from './household-cases.store.js';

/** What a household's file says of its cases. */
@Injectable()
export class HouseholdCasesService {
  constructor(@Inject(HouseholdCasesStore) private readonly store: HouseholdCasesStore) {}

  async of(scope: Scope, household: string): Promise<HouseholdView['cases']> {
    const found = await this.store.of(scope, household);
    return found.map(({ id, number, category, titleKey, status, kind, started }) => {
      const workflow = workflowOf(category as Category);
      return {
        id,
        number: receiptWords(number),
        title: titleOf(workflow, titleKey),
        says: workflow.states[status]?.says ?? '',
        open: kind !== 'closed',
        at: started,
      };
    });
  }

  /** Household -> how many of its open cases this reader may load. */
  open(scope: Scope, households: readonly string[]): Promise<Map<string, number>> {
    return this.store.open(scope, households);
  }
}
