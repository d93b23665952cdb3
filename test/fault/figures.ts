import { appendFileSync } from 'node:fs';

/** `npm run fault` takes its time; `npm test` has a minute or two. */
const isLong = process.env.FAULT_LONG === '1';

/** How often, or for how long, a fault is made: in the tests, and by hand. */
export const amount = (inTests: number, byHand: number): number => (isLong ? byHand : inTests);

/** Says what was measured, and keeps it for `npm run fault -- --json FILE`. */
export function figure(name: string, values: Readonly<Record<string, number | string>>): void {
  const words = Object.entries(values).map(([key, value]) => `${key} ${value}`);
  process.stdout.write(`${name}: ${words.join(', ')}\n`);
  const file = process.env.FAULT_FIGURES;
  if (file) appendFileSync(file, `${JSON.stringify({ name, ...values })}\n`);
}

/** Held on a machine that does nothing else, by hand; in the tests a slow neighbour would be the fault. */
export function promised(words: string, value: number, limit: number): void {
  if (isLong && value > limit) throw new Error(`${words}: ${Math.round(value)}, promised ${limit}`);
}

/** The value below which so large a share of them lies; 0 where there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
