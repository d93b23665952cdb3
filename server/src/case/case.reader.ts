import type { FileRef, PersonRef } from '@songtao/shared/api/common.js';
import type { Calendar } from '@songtao/shared/calendar/calendar.js';
import type { Params } from '@songtao/shared/policy/param.js';
import type { Section, Side, Workflow } from '@songtao/shared/workflow/define.js';
import type { Acting } from '@songtao/shared/workflow/fold.js';

/** Who reads, and in what capacities. */
export interface Reader {
  readonly person: string;
  readonly as: readonly Acting[];
}

/** Everything a page needs that is not in the case itself. */
export interface Surroundings {
  readonly people: ReadonlyMap<string, PersonRef>;
  readonly files: ReadonlyMap<string, FileRef>;
  readonly params: Params;
  readonly calendar: Calendar;
  readonly now: string;
  readonly villageName: string;
  /** Whoever said it took the consent back: staff read it no longer. */
  readonly isWithheld: boolean;
  readonly householdSize: number | null;
  /** The subject's number as this reader may see it. */
  readonly phone: string | null;
  /** Whom this reader has to call. */
  readonly calls: readonly PersonRef[];
}

/** Whether somebody reads as staff. */
export const isStaff = (reader: Reader): boolean => reader.as.some((as) => as.kind === 'role');

/** The sections that any of the reader's capacities opens. */
export function sectionsFor(workflow: Workflow, as: readonly Acting[]): ReadonlySet<Section> {
  return new Set(as.flatMap(sideOf).flatMap((side) => workflow.sees[side]));
}

// The engine reads nothing.
function sideOf(as: Acting): readonly Side[] {
  if (as.kind !== 'role') return as.kind === 'party' ? [as.party] : [];
  return [as.role === 'townLine' || as.role === 'helpPerson' ? as.role : as.level];
}
