import { describe, expect, it } from '@jest/globals';
import { AreaService } from '../area/area.service.js';
import { AreaStore } from '../area/area.store.js';
import { decodeList, readRoster } from './roster.csv.js';

const areas = new AreaService(new AreaStore());
const header = 'name,phone,role,area,grids,line,from,to';
const read = (...rows: string[]) => readRoster([header, ...rows].join('\n'), areas, '2026-11-23');

describe('a list of staff', () => {
  it('takes identifiers and official names, codes, names and old names of places', () => {
    const { entries, faults } = read(
      '李建国,13800005271,gridWorker,溜马村,02(3、4组);03,,2026-01-01,',
      '杨芳,138 0000 5273,镇级行业线,松涛镇,,镇医保,2026/1/1,2026/12/31',
      '"秦,刚",13800005274,countyOfficer,512002,,,,',
      '',
    );
    expect(faults).toEqual([]);
    expect(entries).toEqual([
      {
        row: 2,
        name: '李建国',
        phone: '13800005271',
        role: 'gridWorker',
        area: '512002101216',
        grids: [
          { code: '512002101216g02', groups: [3, 4] },
          { code: '512002101216g03', groups: null },
        ],
        line: null,
        from: '2026-01-01',
        to: null,
      },
      {
        row: 3,
        name: '杨芳',
        phone: '13800005273',
        role: 'townLine',
        area: '512002101',
        grids: [],
        line: 'medical',
        from: '2026-01-01',
        to: '2026-12-31',
      },
      {
        row: 4,
        name: '秦,刚',
        phone: '13800005274',
        role: 'countyOfficer',
        area: '512002',
        grids: [],
        line: null,
        from: '2026-11-23',
        to: null,
      },
    ]);
  });

  it.each([
    ['王,123,villageCadre,骝马村,,,,', '手机号“123”不对'],
    ['王,13800005271,村长,骝马村,,,,', '职务“村长”不认识'],
    ['王,13800005271,villageCadre,外地村,,,,', '地方“外地村”不认识'],
    ['王,13800005271,villageCadre,松涛镇,,,,', '村干部不能管“松涛镇”这一级'],
    ['王,13800005271,townLine,松涛镇,,渔业,,', '行业线“渔业”不认识'],
    ['王,13800005271,gridWorker,骝马村,三组,,,', '网格“三组”看不懂'],
    ['王,13800005271,gridWorker,骝马村,512002101217g01,,,', '网格“512002101217g01”看不懂'],
    ['王,13800005271,gridWorker,骝马村,,,,', '网格员要写管哪个网格'],
    ['王,13800005271,villageCadre,骝马村,,,2026-02-30,', '开始日期“2026-02-30”不对'],
    ['王,13800005271,villageCadre,骝马村,,,2026-02-01,2026-01-01', '结束日期早于开始日期'],
    [',13800005271,villageCadre,骝马村,,,,', '没写姓名'],
  ])('says what is wrong with %s', (row, words) => {
    const { faults } = read(row);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.row).toBe(2);
    expect(faults[0]?.words).toContain(words);
  });

  it('names every fault of every row, by its row', () => {
    const { faults } = read(
      '王,1,x,骝马村,,,,',
      '李,13800005271,villageCadre,骝马村,,,,',
      '张,13800005271,townOfficer,松涛镇,,,,',
      '李,13800005271,villageCadre,骝马村,,,,',
    );
    expect(faults.map(({ row }) => row)).toEqual([2, 2, 4, 5]);
  });

  it('says which columns are missing', () => {
    expect(readRoster('name,phone\n王,1', areas, '2026-11-23').faults).toEqual([
      { row: 1, words: '第一行少了这几列：role、area、grids、line、from、to' },
    ]);
  });

  it('reads what Excel saves: a mark of UTF-8, or GB 18030', () => {
    expect(
      readRoster(`\ufeff${header}\r\n王,13800005271,村干部,骝马村,,,,\r\n`, areas, '2026-11-23').entries,
    ).toHaveLength(1);
    // 村 in GB 18030
    expect(decodeList(new Uint8Array([0xb4, 0xe5]))).toBe('村');
    expect(decodeList(new TextEncoder().encode('村'))).toBe('村');
  });
});
