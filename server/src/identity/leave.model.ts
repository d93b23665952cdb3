import type { Day } from '@songtao/shared/calendar/calendar.js';

/** How far an asked leave has come. */
export type LeaveState = 'asked' | 'agreed' | 'declined' | 'cancelled';

/** Leave with its cover. */
export interface Leave {
  readonly id: string;
  readonly person: string;
  readonly cover: string;
  readonly from: Day;
  readonly to: Day;
  readonly state: LeaveState;
  readonly answeredAt: string | null;
}
