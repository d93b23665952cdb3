import { calendarOf } from '../calendar.js';
import { calendar2026 } from './2026.js';

/** The working days of the People's Republic, of every year whose arrangement is known here; a new year is one more file in this folder. */
export const prcCalendar = calendarOf([calendar2026]);
