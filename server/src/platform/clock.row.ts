import { Key, Row, Whole } from './columns.js';

/** By how much the demo's clock is ahead; one row, and none outside the demo. */
@Row('demo_clock')
export class DemoClockRow {
  @Key(16) id!: string;
  @Whole() offsetMinutes!: number;
}
