import { Key, Row, Short } from '../platform/columns.js';

/** A key that this database was written with, by what it makes of a fixed word: another key under the same name is found out before it does harm. */
@Row('house_key')
export class HouseKeyRow {
  @Key(24) id!: string;
  @Short(43) proof!: string;
}
