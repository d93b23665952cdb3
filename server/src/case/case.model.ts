import type { Placed } from '@songtao/shared/access/scope.js';
import type { Level } from '@songtao/shared/access/role.js';
import type { Category } from '@songtao/shared/category/registry.js';
import type { LinkKind } from '@songtao/shared/workflow/define.js';
import type { CaseState, Party, Row } from '@songtao/shared/workflow/fold.js';

/** What a case is about and where, beside what its history says. */
export interface CaseHead extends Placed {
  readonly id: string;
  readonly number: string;
  readonly category: Category;
  /** Answer of the category's title field: the villager's tile. */
  readonly titleKey: string | null;
  readonly group: number | null;
  readonly subjectName: string;
  readonly subjectPhone: string | null;
  readonly reportedAt: string;
}

/** How one person stands to it; a hidden reporter is shown to nobody but the town. */
export interface CaseParty {
  readonly person: string;
  readonly party: Party;
  readonly hidden: boolean;
}

/** A link seen from this case. */
export interface CaseLink {
  readonly kind: LinkKind;
  readonly direction: 'from' | 'to';
  readonly caseId: string;
  readonly number: string;
  readonly category: Category;
  readonly open: boolean;
  readonly outcome: string | null;
}

/** One case with its whole history. */
export interface LoadedCase {
  readonly head: CaseHead;
  readonly rows: readonly Row[];
  readonly state: CaseState;
  readonly parties: readonly CaseParty[];
  readonly links: readonly CaseLink[];
  /** Hash of the last row: the next one hangs on it. */
  readonly hash: string;
}

/** One row of a list, without its history. */
export interface CaseSummary extends CaseHead {
  readonly status: string;
  readonly urgent: boolean;
  readonly version: number;
  readonly owner: string | null;
  readonly level: Level | null;
  readonly due: string | null;
  readonly started: string;
  readonly lastAt: string;
}

/** One open task with what a list of tasks shows of its case. */
export interface OpenTask extends Placed {
  readonly id: string;
  readonly caseId: string;
  readonly key: string;
  readonly holder: string;
  readonly level: Level;
  readonly opened: string;
  readonly due: string;
  readonly urgent: boolean;
  readonly category: Category;
  readonly number: string;
  readonly group: number | null;
  readonly subjectName: string;
  readonly status: string;
}
