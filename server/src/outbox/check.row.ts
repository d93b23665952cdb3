import { At, Key, Row, Short, Whole } from '../platform/columns.js';

/** A text, a photo or a recording of which WeChat has not yet said what it thinks; gone once it has. */
@Row('content_check', { unique: [['trace']], index: [['nextAt']] })
export class ContentCheckRow {
  /** The id of the notice or the file. */
  @Key() id!: string;
  @Short(8) kind!: string;
  /** Who wrote or sent it: WeChat asks in whose name. */
  @Short(36) person!: string;
  /** Under what its answer will come. */
  @Short(80, { nullable: true }) trace!: string | null;
  @Whole() tries!: number;
  @At() nextAt!: string;
}
