import { contains } from '../area/area.js';
import type { AreaCode } from '../area/area.js';
import type { Day } from '../calendar/calendar.js';

/** What is valid in a region from one day to another, both included; `validTo` is null while it goes on. */
export interface Dated {
  readonly region: AreaCode;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** Whether a dated row holds in an area on a day. */
export function holds({ region, validFrom, validTo }: Dated, area: AreaCode, day: Day): boolean {
  return contains(region, area) && validFrom <= day && (validTo === null || day <= validTo);
}

/** The row that stands above the others in an area on a day: the most specific region, then the later start, then the later in the list; null where none holds. */
export function inForce<R extends Dated>(rows: readonly R[], area: AreaCode, day: Day): R | null {
  return rows.reduce<R | null>((best, row) => {
    if (!holds(row, area, day)) return best;
    return best === null || rank(row) >= rank(best) ? row : best;
  }, null);
}

// Length first (a longer code is a smaller area), then the day, so that the ranks compare as text.
function rank({ region, validFrom }: Dated): string {
  return `${region.length < 10 ? '0' : ''}${region.length}|${validFrom}`;
}
