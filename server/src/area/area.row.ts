import { Json, Key, Row, Short } from '../platform/columns.js';

/** A grid of a village; one may hold several groups (组). */
@Row('grid', { index: [['village']] })
export class GridRow {
  /** Village and 'g' and two digits. */
  @Key(15) code!: string;
  @Short(12) village!: string;
  /** Numbers of its groups. */
  @Json() groups!: number[];
}
