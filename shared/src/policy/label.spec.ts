import { describe, expect, it } from '@jest/globals';
import { labels512002, objectTypes512002 } from './data/512002.js';
import { labelOf, objectTypeWords, objectTypesOn } from './label.js';
import type { ObjectTypeRow } from './label.js';

const town = '512002101';

describe('official words', () => {
  it('change with the document of 2026 and keep the past', () => {
    const word = (day: string): string => labelOf(labels512002, 'monitoredHousehold', town, day);
    expect(['2022-06-01', '2026-02-02', '2026-02-03'].map(word)).toEqual([
      '监测对象',
      '监测对象',
      '防止返贫致贫对象',
    ]);
    expect(labelOf(labels512002, 'bridgingFund', town, '2026-11-23')).toBe('常态化帮扶资金');
  });

  it('are missing loudly', () => {
    expect(() => labelOf(labels512002, 'monitoredHousehold', '513001', '2026-11-23')).toThrow(RangeError);
    expect(() => labelOf(labels512002, 'monitoredHousehold', town, '2020-01-01')).toThrow(RangeError);
  });
});

describe('classes of households', () => {
  const codes = (rows: readonly ObjectTypeRow[], day: string): string[] =>
    objectTypesOn(rows, town, day).map(({ code }) => code);

  it('are the three of 2021 until a new list is entered', () => {
    expect(codes(objectTypes512002, '2022-06-01')).toEqual(['UNSTABLE', 'MARGINAL', 'SUDDEN_SEVERE']);
    expect(codes(objectTypes512002, '2026-11-23')).toEqual(['UNSTABLE', 'MARGINAL', 'SUDDEN_SEVERE']);
    expect(codes(objectTypes512002, '2020-01-01')).toEqual([]);
  });

  it('give way to a new regime by data alone, and old cases keep their words', () => {
    const single: ObjectTypeRow = {
      code: 'AT_RISK',
      words: '防止返贫致贫对象',
      income: 'none',
      region: '512002',
      validFrom: '2027-01-01',
      validTo: null,
      docNo: '文',
    };
    const rows = [...objectTypes512002.map((row) => ({ ...row, validTo: '2026-12-31' })), single];
    expect(codes(rows, '2026-12-31')).toHaveLength(3);
    expect(codes(rows, '2027-01-01')).toEqual(['AT_RISK']);
    expect(objectTypeWords(rows, 'MARGINAL', town, '2026-05-01')).toBe('边缘易致贫户');
    expect(objectTypeWords(rows, 'MARGINAL', town, '2027-05-01')).toBeNull();
  });

  it('of the town stand above those of the county', () => {
    const [first] = objectTypes512002;
    const own = { ...first, region: town, words: '镇里的叫法' } as ObjectTypeRow;
    expect(
      objectTypesOn([...objectTypes512002, own], town, '2026-11-23').map(({ words }) => words),
    ).toContain('镇里的叫法');
    expect(codes([...objectTypes512002, own], '2026-11-23')).toHaveLength(3);
  });
});
