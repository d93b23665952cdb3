import type { Screen } from './screen.js';

const KB = 1024;
const OPENING_BYTES = 64 * KB;
const MOST_BYTES = 256 * KB;
const MOST_NODES = 1_000;
const MOST_DEPTH = 30;
const MOST_CHILDREN = 60;

/** What the last change of a page costs, at whatever moment of its life; one sentence each. */
export function tooHeavy({ payloads }: Screen): string[] {
  const bytes = payloads.at(-1) ?? 0;
  return bytes > MOST_BYTES ? [`a setData has ${bytes} bytes`] : [];
}

/** What of a page just opened is more than a weak phone carries; one sentence each. */
export function overBudget({ payloads, elements, depth }: Screen): string[] {
  const opening = payloads.reduce((sum, bytes) => sum + bytes, 0);
  const children = Math.max(0, ...elements.map(({ node }) => node.cn?.length ?? 0));
  return [
    opening > OPENING_BYTES && `its first screen takes ${opening} bytes of setData`,
    elements.length >= MOST_NODES && `the tree has ${elements.length} nodes`,
    depth >= MOST_DEPTH && `the tree is ${depth} deep`,
    children > MOST_CHILDREN && `a node has ${children} children`,
    elements.length === 0 && 'nothing is shown',
    ...elements.filter(({ template }) => !template).map(({ node }) => `no template draws ${node.nn}`),
  ].filter((sentence) => sentence !== false);
}
