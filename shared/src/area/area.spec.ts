import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaCode, contains, countyOf, findArea, levelOfCode, townOf, villageOf } from './area.js';
import { areas512002101 } from './data/512002101.js';

const village = '512002101216';
const grid = '512002101216g03';

describe('codes of areas', () => {
  it('have levels', () => {
    expect(['512002', '512002101', village, grid].map(levelOfCode)).toEqual([
      'county',
      'town',
      'village',
      'grid',
    ]);
  });

  it.each(['', '51200', '5120021', 'g03', '512002101216g3', '512002101216G03', '５１２００２'])(
    'are refused: "%s"',
    (text) => {
      expect(areaCode.safeParse(text).success).toBe(false);
      expect(() => levelOfCode(text)).toThrow(RangeError);
    },
  );

  it('name what lies around them, and throw for what lies below', () => {
    expect([countyOf(grid), townOf(grid), villageOf(grid), villageOf(village)]).toEqual([
      '512002',
      '512002101',
      village,
      village,
    ]);
    expect(() => townOf('512002')).toThrow('lies in no town');
    expect(() => villageOf('512002101')).toThrow('lies in no village');
  });

  it('contain what begins with them, and themselves', () => {
    expect([contains('512002101', grid), contains(village, village), contains(grid, village)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(contains('5120', '512002')).toBe(false);
    const code = fc.constantFrom(
      '512002',
      '512003',
      '512002101',
      '512002102',
      village,
      '512002101217',
      grid,
      '512002101217g03',
    );
    fc.assert(
      fc.property(code, code, code, (a, b, c) => {
        expect(contains(a, b) && contains(b, a)).toBe(a === b);
        expect(!contains(a, b) || !contains(b, c) || contains(a, c)).toBe(true);
      }),
    );
  });
});

describe('the areas of 松涛镇', () => {
  it('are eight communities and eight villages inside their town and county', () => {
    expect(areas512002101.filter(({ type }) => type === 'community')).toHaveLength(8);
    expect(areas512002101.filter(({ type }) => type === 'village')).toHaveLength(8);
    expect(new Set(areas512002101.map(({ code }) => code)).size).toBe(18);
    for (const { code } of areas512002101)
      expect(areaCode.parse(code) && contains('512002', code)).toBe(true);
  });

  it.each([
    ['骝马村', '骝马村'],
    ['溜马', '骝马村'],
    ['八愣', '八楞社区'],
    ['红岩村', '红岩子社区'],
    ['书台', '书台山社区'],
    ['宰山村', '宰山嘴社区'],
    [' 高岩 村 ', '高岩社区'],
    ['松涛镇溜马村3组', '骝马村'],
    ['雁江区松涛镇', '松涛镇'],
    ['柏树村村委会旁边', '柏树村'],
  ])('are found by name, alias and inside an address: %s', (text, name) => {
    expect(findArea(areas512002101, text)?.name).toBe(name);
  });

  it.each(['', '村', '团宝村', '骝马村和五显村之间'])('are not guessed: "%s"', (text) => {
    expect(findArea(areas512002101, text)).toBeNull();
  });

  it('share no name and no alias', () => {
    const names = areas512002101.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});
