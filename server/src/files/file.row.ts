import { At, Key, Row, Short, Whole } from '../platform/columns.js';

/** One stored file. Its bytes lie in the storage under `place`, never under the id, so that nobody can write over them by choosing one. */
@Row('stored_file', { unique: [['place']] })
export class StoredFileRow {
  @Key() id!: string;
  @Short(12) kind!: string;
  @Short(20) type!: string;
  @Short(36) place!: string;
  @Whole() size!: number;
  /** Length of a recording. */
  @Whole({ nullable: true }) milliseconds!: number | null;
  /** What WeChat warned of: `review` or `risky`. */
  @Short(8, { nullable: true }) flag!: string | null;
  /** Who sent it. */
  @Short(36) owner!: string;
  @At() at!: string;
}
