import { describe, expect, it } from '@jest/globals';
import type { TaskLine } from '@songtao/shared/api/case.js';
import { atTime, endOfDay } from '@songtao/shared/calendar/calendar.js';
import { partsOf, sumWords, sundayOf, taskTitle, whenWords } from './today';

const now = atTime('2026-11-23', 581);
const task = (caseId: string, due: string, change: Partial<TaskLine> = {}): TaskLine => ({
  caseId,
  number: '5120021012026112301',
  key: 'accept',
  title: '接下新求助',
  place: '骝马村3组',
  person: '王秀英',
  due,
  opened: now,
  urgent: false,
  overdue: false,
  coverFor: null,
  ...change,
});

describe('今天', () => {
  it('cuts at the end of the day and at Sunday', () => {
    const late = task('late', endOfDay('2026-11-20'), { overdue: true });
    const today = task('today', endOfDay('2026-11-23'));
    const sunday = task('sunday', endOfDay('2026-11-29'));
    const monday = task('monday', endOfDay('2026-11-30'));
    const danger = task('danger', endOfDay('2026-12-30'), { urgent: true });
    const parts = partsOf([danger, late, today, sunday, monday], now);
    expect(parts.urgent).toEqual([danger]);
    expect(parts.today).toEqual([late, today]);
    expect(parts.week).toEqual([sunday]);
    expect(parts.later).toEqual([monday]);
  });

  it('a Sunday ends its own week', () => {
    expect([sundayOf('2026-11-29'), sundayOf('2026-11-30')]).toEqual(['2026-11-29', '2026-12-06']);
  });

  it('says by when, short within the week', () => {
    expect(whenWords(task('a', endOfDay('2026-11-23')), now)).toBe('今天');
    expect(whenWords(task('a', atTime('2026-11-23', 900)), now)).toBe('15:00前');
    expect(whenWords(task('a', endOfDay('2026-11-25')), now)).toBe('周三前');
    expect(whenWords(task('a', endOfDay('2026-12-07')), now)).toBe('12月7日 周一前');
    expect(whenWords(task('a', endOfDay('2026-11-20'), { overdue: true }), now)).toBe('过了11月20日 周五');
  });

  it('counts without zeros and names whom one covers', () => {
    expect(sumWords({ total: 9, urgent: 1, dueToday: 2 })).toBe('9件事，1件急，2件今天到期');
    expect(sumWords({ total: 3, urgent: 0, dueToday: 0 })).toBe('3件事');
    expect(taskTitle(task('a', now, { coverFor: '赵明' }))).toBe('替赵明：接下新求助');
  });
});
