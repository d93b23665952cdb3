import { Key, Row, Short, Whole } from '../platform/columns.js';

/** How far the history of a case had come when it was last found whole: a later history begins with it. */
@Row('case_head')
export class CaseHeadRow {
  @Key() caseId!: string;
  @Whole() seq!: number;
  @Short(64) hash!: string;
}
