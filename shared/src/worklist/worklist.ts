import type { StaffRole } from '../access/role.js';

/** A named query over cases; the scope of the reader is always added to it. */
export interface Worklist {
  readonly title: string;
  /** Staff roles that are offered it; absent for everybody signed in. */
  readonly roles?: readonly StaffRole[];
  readonly where: {
    /** Parties: the reader said it, or it is about the reader's household. Holder: the reader holds a task of it. */
    readonly mine?: 'party' | 'holder';
    readonly status?: readonly string[];
    readonly category?: string;
    readonly open?: boolean;
    readonly overdue?: true;
  };
  readonly order: 'due' | 'newest';
  /** An action whose availability is shown row by row, for acting on several at once. */
  readonly batch?: string;
}

/** Every named list. */
export const worklists = {
  mine: { title: '我的求助', where: { mine: 'party' }, order: 'newest' },
  held: { title: '在我手上', where: { mine: 'holder', open: true }, order: 'due' },
  open: { title: '在办的求助', where: { open: true }, order: 'due' },
  all: { title: '全部', where: {}, order: 'newest' },
  stuck: {
    title: '卡住的',
    roles: ['townOfficer', 'townLeader', 'countyOfficer'],
    where: { open: true, overdue: true },
    order: 'due',
  },
  toPost: {
    title: '等着贴公示',
    roles: ['villageCadre', 'villageSecretary'],
    where: { category: 'hardship', status: ['posting'] },
    order: 'due',
    batch: 'post',
  },
  toReview: {
    title: '等镇里审',
    roles: ['townOfficer', 'townLeader'],
    where: { category: 'hardship', status: ['reviewing'] },
    order: 'due',
    batch: 'approve',
  },
  toDecide: {
    title: '等区里定',
    roles: ['countyOfficer', 'townOfficer'],
    where: { category: 'hardship', status: ['deciding'] },
    order: 'due',
    batch: 'decide',
  },
  toCompare: {
    title: '等核对',
    roles: ['countyOfficer', 'townOfficer'],
    where: { category: 'hardship', status: ['checking', 'comparing'] },
    order: 'due',
    batch: 'compare',
  },
} as const satisfies Record<string, Worklist>;

/** Name of a list. */
export type WorklistKey = keyof typeof worklists;

/** Names of every list. */
export const worklistKeys = Object.keys(worklists) as [WorklistKey, ...WorklistKey[]];
