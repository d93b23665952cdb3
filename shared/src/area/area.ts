import * as z from 'zod';

const patterns = {
  county: /^\d{6}$/,
  town: /^\d{9}$/,
  village: /^\d{12}$/,
  grid: /^\d{12}g\d{2}$/,
} as const;

/** Levels of areas, largest first; a village level holds villages and communities (社区) alike. */
export const areaLevels = ['county', 'town', 'village', 'grid'] as const;

/** One level of areas. */
export type AreaLevel = (typeof areaLevels)[number];

/** Code of an area: county 6 digits, town 9, village 12 (the statistics bureau's), grid = village + 'g' + 2 digits. A code begins with the codes of all areas around it. */
export type AreaCode = string;

/** A code of an area in a call or a stored row. */
export const areaCode = z.string().refine((text) => levelFound(text) !== null, '地方不对');

/** An area as the lists of a town know it; grids come with the roster. */
export interface AreaRow {
  readonly code: AreaCode;
  readonly name: string;
  readonly type: 'county' | 'town' | 'community' | 'village';
  /** Other names that people and old papers use. */
  readonly aliases: readonly string[];
}

function levelFound(text: string): AreaLevel | null {
  return areaLevels.find((level) => patterns[level].test(text)) ?? null;
}

/** The level of a code; throws where it is no code of an area. */
export function levelOfCode(code: AreaCode): AreaLevel {
  const level = levelFound(code);
  if (level === null) throw new RangeError(`not an area code: ${code}`);
  return level;
}

function upTo(code: AreaCode, level: AreaLevel, length: number): AreaCode {
  if (areaLevels.indexOf(levelOfCode(code)) < areaLevels.indexOf(level))
    throw new RangeError(`${code} lies in no ${level}`);
  return code.slice(0, length);
}

/** The county of an area, itself included. */
export function countyOf(code: AreaCode): AreaCode {
  return upTo(code, 'county', 6);
}

/** The town of an area, itself included; throws for a county. */
export function townOf(code: AreaCode): AreaCode {
  return upTo(code, 'town', 9);
}

/** The village or community of an area, itself included; throws for a county or a town. */
export function villageOf(code: AreaCode): AreaCode {
  return upTo(code, 'village', 12);
}

/** Whether an area lies in another; every area contains itself. */
export function contains(outer: AreaCode, inner: AreaCode): boolean {
  return levelFound(outer) !== null && levelFound(inner) !== null && inner.startsWith(outer);
}

const endings = /(村民委员会|居民委员会|村委会|居委会|社区|村|镇|区)$/;

// People leave out 村 and 社区, so the name without its ending is a name too.
function namesOf({ name, aliases }: AreaRow): string[] {
  const full = [name, ...aliases];
  return [...full, ...full.map((text) => text.replace(endings, ''))].filter((text) => text.length > 1);
}

/** The area that a text means, by name or alias, with or without its ending, also inside an address ('松涛镇溜马村3组'); the smallest one where a town and a village of it are named. Null where none is, or where two could be meant. */
export function findArea(areas: readonly AreaRow[], text: string): AreaRow | null {
  const wanted = text.replace(/\s/g, '');
  const exact = areas.filter((area) => namesOf(area).includes(wanted));
  if (exact.length === 1) return exact[0] ?? null;
  const named = areas.filter((area) => namesOf(area).some((name) => wanted.includes(name)));
  const smallest = named.filter(
    (area) => !named.some((other) => other !== area && contains(area.code, other.code)),
  );
  return smallest.length === 1 ? (smallest[0] ?? null) : null;
}
