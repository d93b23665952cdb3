import { At, Key, Long, Row, Short, Whole } from '../platform/columns.js';

/** A job of the night: when it last ran, and what it found. One row a job, so that one replica of many takes it. */
@Row('night_job')
export class NightJobRow {
  @Key(20) job!: string;
  /** Day on which it was last taken. */
  @Short(10) day!: string;
  @At({ nullable: true }) doneAt!: string | null;
  /** How much it did, and how much remains or is wrong. */
  @Whole() done!: number;
  @Whole() remaining!: number;
  /** In words for whoever keeps the server, free of personal data. */
  @Long({ nullable: true }) found!: string | null;
}
