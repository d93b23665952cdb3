import * as z from 'zod';
import { isDay, isInstant } from './instant.js';

/** A day in a call or a stored row: 'YYYY-MM-DD', one that exists. */
export const dayText = z.string().refine(isDay, '日期不对');

/** A moment in a call or a stored row: UTC with milliseconds. */
export const instantText = z.string().refine(isInstant, '时间不对');
