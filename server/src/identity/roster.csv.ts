import { lines, type Line } from '@songtao/shared/access/line.js';
import { levelOf, roleTitles, staffRoles, type StaffRole } from '@songtao/shared/access/role.js';
import { levelOfCode } from '@songtao/shared/area/area.js';
import { isDay } from '@songtao/shared/calendar/instant.js';
import type { AreaService } from '../area/area.service.js';

/** A grid as the list names it, with its groups where they are said. */
interface NamedGrid {
  readonly code: string;
  readonly groups: readonly number[] | null;
}

/** One good row of the list. */
export interface RosterEntry {
  readonly row: number;
  readonly name: string;
  readonly phone: string;
  readonly role: StaffRole;
  readonly area: string;
  readonly grids: readonly NamedGrid[];
  readonly line: Line | null;
  readonly from: string;
  readonly to: string | null;
}

/** What is wrong with one row, in words for whoever keeps the list. */
export interface Fault {
  readonly row: number;
  readonly words: string;
}

const columns = ['name', 'phone', 'role', 'area', 'grids', 'line', 'from', 'to'] as const;

type Cells = Record<(typeof columns)[number], string>;

/** UTF-8, or GB 18030 as Excel writes it in Chinese offices. */
export function decodeList(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Reads the list; either it has no fault, or nothing of it is used. Rows are numbered as a spreadsheet shows them. */
export function readRoster(
  text: string,
  areas: Pick<AreaService, 'find'>,
  today: string,
): { entries: RosterEntry[]; faults: Fault[] } {
  const [header = [], ...body] = cellsOf(text);
  const names = header.map((cell) => cell.toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    return { entries: [], faults: [{ row: 1, words: `第一行少了这几列：${missing.join('、')}` }] };
  const entries: RosterEntry[] = [];
  const faults: Fault[] = [];
  body.forEach((cells, index) => {
    if (cells.every((cell) => cell === '')) return;
    const row = index + 2;
    const given = Object.fromEntries(
      columns.map((column) => [column, cells[names.indexOf(column)] ?? '']),
    ) as Cells;
    const read = entryOf(row, given, areas, today);
    if ('row' in read) entries.push(read);
    else faults.push(...read.map((words) => ({ row, words })));
  });
  return { entries, faults: [...faults, ...twice(entries)] };
}

function entryOf(
  row: number,
  cells: Cells,
  areas: Pick<AreaService, 'find'>,
  today: string,
): RosterEntry | string[] {
  const role = staffRoles.find((key) => key === cells.role || roleTitles[key] === cells.role);
  const area = areas.find(cells.area)?.code;
  const line = lineOf(cells.line);
  const phone = cells.phone.replace(/[\s-]/g, '');
  const from = cells.from === '' ? today : dayOf(cells.from);
  const to = cells.to === '' ? null : dayOf(cells.to);
  const grids = role === 'gridWorker' && area !== undefined ? gridsOf(cells.grids, area) : [];
  const faults = [
    cells.name === '' && '没写姓名',
    cells.name.length > 40 && '姓名太长',
    !/^1\d{10}$/.test(phone) && `手机号“${cells.phone}”不对，要11位`,
    !role && `职务“${cells.role}”不认识，可写：${staffRoles.map((key) => roleTitles[key]).join('、')}`,
    area === undefined && `地方“${cells.area}”不认识，写村名、镇名或代码`,
    role && area !== undefined && !isPlaceOf(role, area) && `${roleTitles[role]}不能管“${cells.area}”这一级`,
    role === 'townLine' && !line && `行业线“${cells.line}”不认识，可写：${Object.values(lines).join('、')}`,
    grids === null && `网格“${cells.grids}”看不懂，写法如 01 或 01(3、4组)，几个之间用分号`,
    role === 'gridWorker' && grids?.length === 0 && '网格员要写管哪个网格',
    from === null && `开始日期“${cells.from}”不对，写法如 2026-01-01`,
    cells.to !== '' && to === null && `结束日期“${cells.to}”不对，写法如 2026-12-31`,
    from !== null && to !== null && to < from && '结束日期早于开始日期',
  ].filter((words) => typeof words === 'string');
  if (faults.length > 0 || !role || area === undefined || from === null || grids === null) return faults;
  return {
    row,
    name: cells.name,
    phone,
    role,
    area,
    grids,
    line: role === 'townLine' ? line : null,
    from,
    to,
  };
}

/** The level of the area that a role asks; admin keeps a town or a county. */
function isPlaceOf(role: StaffRole, area: string): boolean {
  const level = levelOfCode(area);
  return role === 'admin' ? level === 'town' || level === 'county' : level === levelOf[role];
}

function lineOf(cell: string): Line | null {
  const found = Object.entries(lines).find(
    ([key, title]) => key === cell || title === cell || title === `镇${cell}`,
  );
  return (found?.[0] as Line | undefined) ?? null;
}

function gridsOf(cell: string, village: string): NamedGrid[] | null {
  const parts = cell.split(/[;；]/).map((part) => part.trim());
  const grids = parts.filter((part) => part !== '').map((part) => gridOf(part, village));
  return grids.every((grid) => grid !== null) ? grids : null;
}

function gridOf(part: string, village: string): NamedGrid | null {
  const found = /^(?:(\d{12})g)?(\d{1,2})(?:[(（]([\d、,，\s]+)组?[)）])?$/.exec(part);
  if (!found?.[2] || (found[1] !== undefined && found[1] !== village)) return null;
  const groups =
    found[3]
      ?.split(/[、,，\s]+/)
      .filter(Boolean)
      .map(Number) ?? null;
  return { code: `${village}g${found[2].padStart(2, '0')}`, groups };
}

/** 2026-01-01, also written 2026/1/1 as spreadsheets do. */
function dayOf(cell: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(cell) ?? [];
  const text = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
  return isDay(text) ? text : null;
}

function twice(entries: readonly RosterEntry[]): Fault[] {
  const names = new Map<string, RosterEntry>();
  const posts = new Map<string, RosterEntry>();
  return entries.flatMap((entry): Fault[] => {
    const namesake = names.get(entry.phone);
    const same = posts.get(postKey(entry));
    names.set(entry.phone, namesake ?? entry);
    posts.set(postKey(entry), entry);
    if (namesake && namesake.name !== entry.name)
      return [{ row: entry.row, words: `手机号和第${namesake.row}行相同，姓名不同` }];
    return same ? [{ row: entry.row, words: `和第${same.row}行重复` }] : [];
  });
}

const postKey = ({ phone, role, area, line }: RosterEntry): string => [phone, role, area, line].join('|');

/** Rows of trimmed cells; a quoted cell may hold commas, quotes (doubled) and line ends. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/gy;
  const source = text.replace(/^\ufeff/, '');
  while (cell.lastIndex < source.length) {
    const found = cell.exec(source);
    if (!found) break;
    rows.at(-1)?.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').normalize('NFC').trim());
    if (found[3] !== ',' && cell.lastIndex < source.length) rows.push([]);
  }
  return rows;
}
