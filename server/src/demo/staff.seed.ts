import type { Line } from '@songtao/shared/access/line.js';
import type { StaffRole } from '@songtao/shared/access/role.js';
import type { Persona } from '@songtao/shared/api/session.js';
import { areas512002101 } from '@songtao/shared/area/data/512002101.js';
import { Chance } from './chance.js';
import { fullName, phone } from './people.js';

export const county = '512002';
export const town = '512002101';
/** The village in which the personas live and work. */
export const home = '512002101216';

/** One member of the demo's staff. */
export interface Post {
  readonly name: string;
  readonly role: StaffRole;
  readonly area: string;
  readonly grids?: readonly string[];
  readonly line?: Line;
  readonly persona?: Persona;
  readonly phone: string;
}

/** Grids of a village: two, with the groups that each holds. */
export const gridsOf = (village: string) => [
  { code: `${village}g01`, village, groups: [1, 2] },
  { code: `${village}g02`, village, groups: [3, 4, 5] },
];

export const villages = areas512002101.filter(({ type }) => type === 'village' || type === 'community');

const named: readonly Omit<Post, 'phone'>[] = [
  { name: '李建国', role: 'gridWorker', area: home, grids: [`${home}g02`], persona: 'grid' },
  { name: '赵明', role: 'gridWorker', area: home, grids: [`${home}g01`] },
  { name: '周文芳', role: 'stationedTeam', area: home, persona: 'stationed' },
  { name: '何志刚', role: 'villageCadre', area: home, persona: 'village' },
  { name: '罗玉琼', role: 'villageCadre', area: home },
  { name: '刘正兴', role: 'villageSecretary', area: home, persona: 'secretary' },
  { name: '唐学文', role: 'firstSecretary', area: home },
  { name: '陈玉兰', role: 'townOfficer', area: town, persona: 'town' },
  { name: '吴天成', role: 'townOfficer', area: town },
  { name: '邓长春', role: 'townLeader', area: town, persona: 'town-leader' },
  { name: '周敏', role: 'townLine', area: town, line: 'medical', persona: 'line' },
  { name: '宋安平', role: 'townLine', area: town, line: 'civilAffairs' },
  { name: '冯丽琼', role: 'townLine', area: town, line: 'education' },
  { name: '蒋世全', role: 'townLine', area: town, line: 'housing' },
  { name: '彭光荣', role: 'townLine', area: town, line: 'water' },
  { name: '袁道全', role: 'townLine', area: town, line: 'employment' },
  { name: '曾明秀', role: 'townLine', area: town, line: 'industry' },
  { name: '萧永福', role: 'townLine', area: town, line: 'emergency' },
  { name: '许文军', role: 'countyOfficer', area: county, persona: 'county' },
  { name: '沈春梅', role: 'countyOfficer', area: county },
  { name: '韩晓燕', role: 'admin', area: town, persona: 'admin' },
];

/** Everybody who works in the demo's town: the named ones of the personas, and a grid worker, a cadre and a secretary in every other village. */
export function staff(): readonly Post[] {
  const chance = new Chance(12_317);
  const others = villages
    .filter(({ code }) => code !== home)
    .flatMap(({ code }): Omit<Post, 'phone'>[] => [
      {
        name: fullName(chance),
        role: 'gridWorker',
        area: code,
        grids: gridsOf(code).map((grid) => grid.code),
      },
      { name: fullName(chance), role: 'villageCadre', area: code },
      { name: fullName(chance), role: 'villageSecretary', area: code },
    ]);
  return [...named, ...others].map((post) => ({ ...post, phone: phone(chance) }));
}
