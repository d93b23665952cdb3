import type { NumberKey } from '@songtao/shared/policy/param.js';

/** How much a value may harm: L1 is public, L2 is the house's own, L3 is about a person, L4 is sensitive about a person and lies sealed. */
export type DataClass = 'L1' | 'L2' | 'L3' | 'L4';

/** Class, what it is for, and whether it is sealed. L3 and L4 that are not sealed say why in their purpose. */
type ColumnEntry = readonly [is: DataClass, purpose: string, how?: 'sealed'];

/** How long a row is kept. `since` is the column from which its months count, `only` narrows to rows that are done with: the night deletes those, or only empties the columns of `empties`. Without `since`, `says` tells who ends it. */
export interface Keep {
  readonly says: string;
  readonly param?: NumberKey;
  readonly since?: string;
  readonly only?: string;
  readonly empties?: readonly string[];
}

/** One table: what it is for, how long its rows are kept, and its columns. */
export interface TableEntry {
  readonly purpose: string;
  readonly keep: Keep;
  readonly columns: Readonly<Record<string, ColumnEntry>>;
}

export const always: Keep = { says: '长期保存，不含个人信息' };
export const registered: Keep = { says: '在册期间；离册后由镇里清册时删' };
export const account: Keep = { says: '到本人注销为止' };
export const withCase: Keep = { says: '随案卷：办结满期限后抹去', param: 'keep.case' };
export const months = (param: NumberKey, since: string, only?: string): Keep => ({
  says: '满期限后夜里删',
  param,
  since,
  ...(only !== undefined && { only }),
});

export const id = ['L2', '行号'] as const;
export const at = ['L2', '时间'] as const;
export const person = ['L2', '哪个账号'] as const;
export const household = ['L2', '哪一户'] as const;
export const caseId = ['L2', '哪件事'] as const;
export const county = ['L1', '县'] as const;
export const town = ['L1', '镇'] as const;
export const village = ['L1', '村'] as const;
export const grid = ['L1', '网格'] as const;
export const validFrom = ['L2', '从哪天起'] as const;
export const validTo = ['L2', '到哪天止'] as const;
