import type { Sight, Target, Words } from './sight.js';

/** What old eyes and fingers need, in px; contrast as WCAG 2.1 counts it. */
const measures = {
  normal: { main: 17, least: 14, contrast: 4.5, large: 3, target: 44, mainTarget: 44, gap: 8 },
  elder: { main: 24, least: 20, contrast: 7, large: 7, target: 44, mainTarget: 60, gap: 16 },
} as const;
type Measures = (typeof measures)[keyof typeof measures];

/** From here on letters count as large. */
const LARGE = 24;
/** Half a pixel is a rounding. */
const ROUNDING = 0.5;

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

function colourOf(words: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (words.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function over(top: Colour, under: Colour): Colour {
  const mix = (place: 0 | 1 | 2): number => top[place] * top[3] + under[place] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

function brightness([red, green, blue]: Colour): number {
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How far letters stand out from what lies behind them, 1 to 21. */
function contrast({ colour, grounds }: Pick<Words, 'colour' | 'grounds'>): number {
  const white: Colour = [255, 255, 255, 1];
  const ground = grounds.map(colourOf).reduceRight((under, top) => over(top, under), white);
  const [dark, light] = [brightness(over(colourOf(colour), ground)), brightness(ground)].toSorted(
    (a, b) => a - b,
  ) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function faultsOfWords(text: Words, least: Measures): string[] {
  const needed = text.size >= LARGE ? least.large : least.contrast;
  const stands = contrast(text);
  return [
    ...(text.cut ? [text.cut] : []),
    ...(text.size < least.least ? [`${text.size} px letters`] : []),
    ...(!text.off && stands < needed ? [`contrast ${stands.toFixed(1)}`] : []),
  ].map((fault) => `「${text.words}」 ${fault}`);
}

function faultsOfTarget(target: Target, least: Measures): string[] {
  const { width, height, letters, name } = target;
  const needed = target.main ? least.mainTarget : least.target;
  const isSmall = height < needed - ROUNDING || width < least.target - ROUNDING;
  return [
    ...(isSmall ? [`${Math.round(width)} x ${Math.round(height)} px`] : []),
    ...(target.main && letters > 0 && letters < least.main ? [`${letters} px letters`] : []),
  ].map((fault) => `${name}: ${fault}`);
}

/** Free px between two along one axis; below 0 where they lie beside each other on the other one. */
const between = (from: number, size: number, otherFrom: number, otherSize: number): number =>
  Math.max(from, otherFrom) - Math.min(from + size, otherFrom + otherSize);

const isWithin = (a: Target, b: Target): boolean =>
  a.x >= b.x - 1 &&
  a.y >= b.y - 1 &&
  a.x + a.width <= b.x + b.width + 1 &&
  a.y + a.height <= b.y + b.height + 1;

function tooClose(a: Target, b: Target, least: Measures): boolean {
  if (a.layer !== b.layer || isWithin(a, b) || isWithin(b, a)) return false;
  const [aside, below] = [between(a.x, a.width, b.x, b.width), between(a.y, a.height, b.y, b.height)];
  if (Math.max(aside, below) >= least.gap - ROUNDING) return false;
  // Cells that touch are as far apart from middle to middle as two small targets with a gap.
  const pitch =
    aside > below
      ? Math.abs(a.x + a.width / 2 - b.x - b.width / 2)
      : Math.abs(a.y + a.height / 2 - b.y - b.height / 2);
  const isCell = a.cells !== null && a.cells === b.cells;
  return !isCell || pitch < least.mainTarget + least.gap - ROUNDING;
}

/** Everything on a page that somebody of seventy could not read or hit. */
export function faultsIn({ elder, sideways, targets, texts }: Sight): string[] {
  const least = measures[elder ? 'elder' : 'normal'];
  const close = targets.flatMap((one, place) =>
    targets
      .slice(place + 1)
      .filter((other) => tooClose(one, other, least))
      .map((other) => `${one.name} and ${other.name} are too close`),
  );
  return [
    ...sideways,
    ...targets.flatMap((target) => faultsOfTarget(target, least)),
    ...close,
    ...texts.flatMap((text) => faultsOfWords(text, least)),
  ];
}
