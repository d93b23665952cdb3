import { PrimaryColumn } from 'typeorm';
import { At, Flag, Json, Key, Long, Refers, Row, Short, Whole } from '../platform/columns.js';

/** The projection of a case: every column here is folded from its actions, or says what and where it is. */
@Row('case_record', {
  unique: [['liveKey'], ['number']],
  index: [
    // A list is read along one of these in its order: a place, perhaps a state, then what it is ordered by.
    ['village', 'due', 'id'],
    ['village', 'started', 'id'],
    ['village', 'status', 'due', 'id'],
    ['town', 'due', 'id'],
    ['town', 'started', 'id'],
    ['town', 'status', 'due', 'id'],
    // Few cases reach the county; without `reached` in front it would read all the others.
    ['county', 'reached', 'due', 'id'],
    ['county', 'reached', 'started', 'id'],
    ['county', 'status', 'due', 'id'],
    ['grid', 'due', 'id'],
    ['household', 'started'],
    ['actsAt'],
  ],
})
export class CaseRecordRow {
  @Key() id!: string;
  /** Town, day and serial; people see the last seven digits, 1123 017. */
  @Short(24) number!: string;
  @Short(32) category!: string;
  @Whole() definition!: number;
  @Short(40, { nullable: true }) titleKey!: string | null;
  @Short(6) county!: string;
  @Short(9) town!: string;
  @Short(12) village!: string;
  @Short(15, { nullable: true }) grid!: string | null;
  @Whole({ nullable: true }) villageGroup!: number | null;
  @Short(36, { nullable: true }) household!: string | null;
  @Short(20, { nullable: true }) line!: string | null;
  @Short(40) subjectName!: string;
  @Long({ nullable: true }) subjectPhone!: string | null;
  @Short(20) status!: string;
  @Short(8) kind!: string;
  /** Lowest and highest level that may load it, as ranks: 0 village, 1 town, 2 county. */
  @Whole() floor!: number;
  @Whole() reached!: number;
  @Short(36, { nullable: true }) owner!: string | null;
  @Short(8, { nullable: true }) level!: string | null;
  @At({ nullable: true }) due!: string | null;
  @Flag() urgent!: boolean;
  @Short(20, { nullable: true }) outcome!: string | null;
  @Short(8, { nullable: true }) waitsFor!: string | null;
  @At() started!: string;
  @At() round!: string;
  @At() entered!: string;
  @Whole() enteredSeq!: number;
  @At() lastAt!: string;
  /** When the engine itself acts next. */
  @At({ nullable: true }) actsAt!: string | null;
  /** Household, category and tile while the case is live: the database lets only one be. */
  @Short(120, { nullable: true }) liveKey!: string | null;
  @Whole() version!: number;
  @Whole() seq!: number;
  /** When what it said about people was taken out for its age. Nobody opens it from then on. */
  @At({ nullable: true }) erasedAt!: string | null;
}

/** What happened. Appended, never changed. */
@Row('case_action', { index: [['actor', 'at']] })
export class CaseActionRow {
  @Key() caseId!: string;
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  @Short(40) action!: string;
  @Short(36) actor!: string;
  @Json() acting!: unknown;
  /** Envelope of salt and form, sealed: the words of a hardship lie in it. */
  @Long() envelope!: string;
  @Short(64) digest!: string;
  @Json() decided!: unknown;
  @At() at!: string;
  @Short(64) hash!: string;
}

/** An act that somebody must do by a time; the unit of 今天 and of the clock. */
@Row('case_task', {
  unique: [['openKey']],
  index: [['holder', 'closedAt', 'due'], ['nextRungAt'], ['caseId']],
})
export class CaseTaskRow {
  @Key(60) id!: string;
  @Refers('case_task', () => CaseRecordRow)
  @Short(36)
  caseId!: string;
  @Short(20) taskKey!: string;
  /** Case and key while it is open: a key is open once in a case. */
  @Short(60, { nullable: true }) openKey!: string | null;
  @Short(36) holder!: string;
  @Short(8) level!: string;
  @At() opened!: string;
  @At() due!: string;
  @Flag() main!: boolean;
  @At({ nullable: true }) seenAt!: string | null;
  @At({ nullable: true }) closedAt!: string | null;
  /** When the next rung of the ladder is reached; null when there is none left. */
  @At({ nullable: true }) nextRungAt!: string | null;
}

/** A rung of the ladder that was taken: at most once each. */
@Row('task_rung')
export class TaskRungRow {
  @Key(60) task!: string;
  @Key(20) rung!: string;
  @At() at!: string;
}

/** Who stands to a case, and how. */
@Row('case_party', { index: [['person', 'party']] })
export class CasePartyRow {
  @Key() caseId!: string;
  @Key() person!: string;
  @Key(12) party!: string;
  @Flag() hidden!: boolean;
}

/** How two cases hang together. */
@Row('case_link', { index: [['toId']] })
export class CaseLinkRow {
  @Key() fromId!: string;
  @Key() toId!: string;
  @Key(20) kind!: string;
}

/** Serials of receipt numbers, leased to a process in blocks; gaps are allowed. */
@Row('case_serial')
export class CaseSerialRow {
  @Key(9) town!: string;
  @Key(10) day!: string;
  @Whole() next!: number;
}

/** A meeting of a village at which one or more households were deliberated. */
@Row('meeting', { index: [['village', 'heldAt']] })
export class MeetingRow {
  @Key() id!: string;
  @Short(6) county!: string;
  @Short(9) town!: string;
  @Short(12) village!: string;
  @At() heldAt!: string;
  @Short(40) place!: string;
  /** Representatives called and those who came, by id: who was on the roster that day does not change afterwards. */
  @Json() roster!: unknown;
  @Json() present!: unknown;
  @Json() minutes!: unknown;
  @Short(36) writer!: string;
}
