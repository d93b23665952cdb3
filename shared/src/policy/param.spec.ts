import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deadline, dueDay, endOfDay, fullDaysAfter, startOfDay } from '../calendar/calendar.js';
import { prcCalendar } from '../calendar/data/prc.js';
import {
  defaultParam,
  defaultRows,
  namedValue,
  paramKeys,
  policyParamRow,
  resolveParams,
  unitsOf,
} from './param.js';
import type { PolicyParamRow, SpanKey } from './param.js';

const county = '512002';
const town = '512002101';
const day = '2026-11-23';
const shipped = defaultRows(county, '2026-01-01');
const rowOf = (change: Partial<PolicyParamRow>): PolicyParamRow => ({
  key: 'notice.days',
  value: '7',
  unit: 'day',
  validFrom: '2026-01-01',
  validTo: null,
  region: county,
  docNo: '文〔2026〕1号',
  source: '县里的文件',
  ...change,
});

describe('what ships', () => {
  it('is a valid row for every key, with a title and a source', () => {
    expect(shipped.map(({ key }) => key)).toEqual(paramKeys);
    for (const row of shipped) {
      expect(policyParamRow.parse(row)).toEqual(row);
      expect(defaultParam(row.key).title.length * row.source.length).toBeGreaterThan(0);
    }
  });

  it('stands without any row', () => {
    const params = resolveParams([], town, day);
    expect(params.span('ident.by.decide')).toEqual({ value: 15, unit: 'day' });
    expect(params.span('refer.days')).toEqual({ value: 2, unit: 'workday' });
    expect(params.number('clock.warn')).toBe(70);
    expect(params.fraction('deliberation.quorum')).toEqual({ part: 2, whole: 3 });
    expect(params.text('quiet.from')).toBe('21:00');
    expect(params.row('notice.days')).toBeNull();
  });

  it('says a text in the words of its names, and takes no other word', () => {
    expect(namedValue('ladder.cards', 'taskUrgent,pleaseMeet')).toBe('干部的急事、约村民见面');
    expect(namedValue('notice.days', '7')).toBe('7');
    const cycle = rowOf({ key: 'routine.cycle', unit: 'text', value: 'monthly' });
    expect(policyParamRow.safeParse(cycle).success).toBe(true);
    expect(policyParamRow.safeParse({ ...cycle, value: 'monthly,never' }).success).toBe(false);
  });

  it('leaves the monitoring line empty and says so as a value', () => {
    const params = resolveParams(shipped, town, day);
    expect(params.optional('monitor.line')).toBeNull();
    expect(params.optional('station.days_per_year')).toBeNull();
  });

  it('fits: steps in their order, five full days between posting and review, the decision on day 15', () => {
    const params = resolveParams(shipped, town, day);
    const reported = '2026-11-23T01:05:00.000Z';
    const steps: SpanKey[] = [
      'ident.by.accept',
      'ident.by.check',
      'ident.by.authorise',
      'ident.by.compare',
      'ident.by.deliberate',
      'ident.by.post',
      'ident.by.review',
      'ident.by.decide',
    ];
    const due = steps.map((key) => deadline(reported, params.span(key), prcCalendar));
    expect([...due].sort()).toEqual(due);
    const posted = due[5] ?? '';
    expect(
      fullDaysAfter(startOfDay(dueDay(posted)), params.number('notice.days')).ends < (due[6] ?? ''),
    ).toBe(true);
    expect(due[7]).toBe(endOfDay('2026-12-08'));
  });
});

describe('rows of a place', () => {
  it('stand above what ships from their first to their last day', () => {
    const rows = [...shipped, rowOf({ validFrom: '2026-03-01', validTo: '2026-11-23' })];
    const daysOn = (on: string): number => resolveParams(rows, town, on).number('notice.days');
    expect(['2026-02-28', '2026-03-01', '2026-11-23', '2026-11-24'].map(daysOn)).toEqual([5, 7, 7, 5]);
  });

  it('of the town stand above those of the county, wherever they stand in the list', () => {
    const rows = [
      rowOf({ region: town, value: '6', validFrom: '2025-01-01' }),
      rowOf({}),
      rowOf({ region: '512002102', value: '9' }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 3 }), (shuffled) => {
        expect(resolveParams(shuffled, town, day).number('notice.days')).toBe(6);
        expect(resolveParams(shuffled, `${town}216`, day).number('notice.days')).toBe(6);
        expect(resolveParams(shuffled, county, day).number('notice.days')).toBe(7);
        expect(resolveParams(shuffled, '512003', day).number('notice.days')).toBe(5);
      }),
    );
  });

  it('change the unit of a span', () => {
    const params = resolveParams(
      [rowOf({ key: 'ident.by.decide', value: '20', unit: 'workday' })],
      town,
      day,
    );
    expect(params.span('ident.by.decide')).toEqual({ value: 20, unit: 'workday' });
  });

  it('fill in the monitoring line with its document', () => {
    const line = rowOf({ key: 'monitor.line', value: '900000', unit: 'fen', validTo: '2026-12-31' });
    expect(policyParamRow.safeParse(line).success).toBe(true);
    expect(policyParamRow.safeParse({ ...line, docNo: null }).success).toBe(false);
    expect(resolveParams([line], town, day).optional('monitor.line')).toBe(900_000);
    expect(resolveParams([line], town, day).row('monitor.line')?.docNo).toBe('文〔2026〕1号');
    expect(resolveParams([line], town, '2027-01-01').optional('monitor.line')).toBeNull();
  });

  it.each<Partial<PolicyParamRow>>([
    { value: null },
    { value: '-5' },
    { value: '5天' },
    { unit: 'hour' },
    { validFrom: '2026-02-30' },
    { validTo: '2025-12-31' },
    { region: '5120' },
    { key: 'quiet.from', unit: 'time', value: '25:00' },
    { key: 'deliberation.quorum', unit: 'fraction', value: '2/0' },
  ])('are refused where they cannot be read: %j', (change) => {
    expect(policyParamRow.safeParse(rowOf(change)).success).toBe(false);
  });

  it('that their key may not hold are passed over', () => {
    expect(
      resolveParams([rowOf({ value: 'viele' }), rowOf({ value: null })], town, day).number('notice.days'),
    ).toBe(5);
  });

  it('of a span may be days or working days, everything else keeps its unit', () => {
    expect(unitsOf('contact.by')).toEqual(['workday', 'day']);
    expect(unitsOf('clock.warn')).toEqual(['%']);
  });
});
