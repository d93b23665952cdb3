import type { AreaCode } from '../area/area.js';
import type { Day } from '../calendar/calendar.js';
import { holds, inForce } from './in-force.js';
import type { Dated } from './in-force.js';

/** What a label names. The words are official ones for staff and papers; villagers read 困难, 帮助, 您家. */
export type LabelKey = 'monitoredHousehold' | 'bridgingFund' | 'monitoring';

/** The official word for a thing in a region and time. */
export interface LabelRow extends Dated {
  readonly key: LabelKey;
  readonly words: string;
  readonly docNo: string | null;
}

/** One class of households in the list of a region and time; a code outlives its words and its regime, since old cases keep it. */
export interface ObjectTypeRow extends Dated {
  /** Stable identifier ('UNSTABLE'). */
  readonly code: string;
  readonly words: string;
  /** The income test: within the monitoring line, above it, or none. */
  readonly income: 'within' | 'above' | 'none';
  readonly docNo: string | null;
}

/** The official word in an area on a day; throws where no row holds, since every paper needs one. */
export function labelOf(rows: readonly LabelRow[], key: LabelKey, area: AreaCode, day: Day): string {
  const row = inForce(
    rows.filter((candidate) => candidate.key === key),
    area,
    day,
  );
  if (row === null) throw new RangeError(`no label ${key} in ${area} on ${day}`);
  return row.words;
}

/** The classes of households of an area on a day, in the order of the list; a class of a smaller region stands above the same class of a larger one. */
export function objectTypesOn(rows: readonly ObjectTypeRow[], area: AreaCode, day: Day): ObjectTypeRow[] {
  return rows.filter(
    (row) =>
      holds(row, area, day) &&
      inForce(
        rows.filter(({ code }) => code === row.code),
        area,
        day,
      ) === row,
  );
}

/** The words of a class as they were on the day of a decision, so that relabelling never rewrites an old case; null for a code that the list did not hold. */
export function objectTypeWords(
  rows: readonly ObjectTypeRow[],
  code: string,
  area: AreaCode,
  day: Day,
): string | null {
  return (
    inForce(
      rows.filter((row) => row.code === code),
      area,
      day,
    )?.words ?? null
  );
}
