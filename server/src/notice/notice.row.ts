import { At, Json, Key, Long, Refers, Row, Short, Whole } from '../platform/columns.js';

/** A policy, an announcement or a 公示, from its draft to its end. */
@Row('notice', {
  index: [
    ['area', 'state', 'publishedAt', 'id'],
    ['town', 'state', 'publishedAt', 'id'],
    ['village', 'kind', 'state'],
    ['state', 'endsAt'],
  ],
})
export class NoticeRow {
  @Key() id!: string;
  @Short(14) kind!: string;
  @Short(10) state!: string;
  @Whole() version!: number;
  /** Who is told: a county, a town or a village. */
  @Short(12) area!: string;
  @Short(6) county!: string;
  @Short(9, { nullable: true }) town!: string | null;
  @Short(12, { nullable: true }) village!: string | null;
  @Short(30) title!: string;
  @Short(80) officialTitle!: string;
  @Short(150) plain!: string;
  @Long() body!: string;
  @Json() needs!: unknown;
  @Json() steps!: unknown;
  @Json() questions!: unknown;
  @Short(36, { nullable: true }) audio!: string | null;
  @Json({ nullable: true }) contact!: unknown;
  @Json({ nullable: true }) document!: unknown;
  @Short(10, { nullable: true }) effectiveFrom!: string | null;
  @Short(10, { nullable: true }) effectiveTo!: string | null;
  /** Its words without marks and capitals: what is searched. */
  @Long() searchText!: string;
  @Short(36, { nullable: true }) writer!: string | null;
  /** Who is asked to check it, then who did. */
  @Short(36, { nullable: true }) checker!: string | null;
  /** Why it was given back, or taken off. */
  @Short(200, { nullable: true }) note!: string | null;
  /** How many households it speaks of. */
  @Whole({ nullable: true }) households!: number | null;
  @At() changedAt!: string;
  /** When it was published, and from when it is shown. */
  @At({ nullable: true }) publishedAt!: string | null;
  @At({ nullable: true }) startsAt!: string | null;
  /** The moment at which it is gone, whether or not a job has marked it. */
  @At({ nullable: true }) endsAt!: string | null;
}

/** One household of a 公示: what neighbours may read of it, and when its name came off. */
@Row('notice_item', { index: [['caseId']] })
export class NoticeItemRow {
  @Refers('notice_item', () => NoticeRow)
  @Key()
  notice!: string;
  @Key() caseId!: string;
  @Short(36) household!: string;
  @Short(40) name!: string;
  @Whole() villageGroup!: number;
  @Short(12) generalClass!: string;
  @At({ nullable: true }) removedAt!: string | null;
}

/** Who opened it. */
@Row('notice_read', { index: [['person']] })
export class NoticeReadRow {
  @Refers('notice_read', () => NoticeRow)
  @Key()
  notice!: string;
  @Key() person!: string;
  @At() at!: string;
}
