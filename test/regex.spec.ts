import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import fc from 'fast-check';

const root = join(import.meta.dirname, '..');
const LENGTH = 200_000;
// A pattern that walks back runs for minutes on such lengths, any other for milliseconds.
const PATIENCE_MS = 4_000;

interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** The patterns that stand in a source. */
function patternsIn(text: string): Pattern[] {
  const found: Pattern[] = [];
  JSON.stringify(parseSync(text, { syntax: 'typescript', decorators: true }), (_key, node: unknown) => {
    if (node !== null && typeof node === 'object' && 'type' in node && node.type === 'RegExpLiteral') {
      const { pattern, flags } = node as unknown as { pattern: string; flags: string };
      found.push({ source: pattern, flags });
    }
    return node;
  });
  return found;
}

const filled = (part: string): string => part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);

/** What makes a careless pattern walk back: the same again and again, and then something else. */
function* trials({ source, flags }: Pattern): Generator<string> {
  const signs = [
    'a',
    'A',
    '0',
    '1',
    ' ',
    '\n',
    '-',
    '.',
    '王',
    '1 ',
    'a1',
    '0-',
    '<',
    '"',
    '%',
    '/',
    '#',
    '*',
    'x',
    '\u0301',
  ];
  const made: string[] = [];
  try {
    made.push(...fc.sample(fc.stringMatching(new RegExp(source, flags)), { numRuns: 3, seed: 7 }));
  } catch {
    // Not every pattern can be turned round; the signs are tried on all of them.
  }
  for (const part of [...signs, ...made.filter((text) => text !== '')])
    for (const end of ['', '!', '\0']) yield filled(part) + end;
}

/** Whether the pattern runs away on any of them. */
function runsAway(pattern: Pattern): boolean {
  const trial = 'const found = new RegExp(source, flags); for (const text of texts) found.test(text);';
  try {
    runInNewContext(trial, { ...pattern, texts: [...trials(pattern)] }, { timeout: PATIENCE_MS });
    return false;
  } catch {
    return true;
  }
}

it('no pattern of ours can be made to run away by what somebody sends', () => {
  const files = ['shared/src', 'server/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.spec|spec\.|^demo/.test(file))
      .map((file) => join(folder, file)),
  );
  const patterns = files.flatMap((file) =>
    patternsIn(readFileSync(join(root, file), 'utf8')).map((pattern) => ({ file, pattern })),
  );
  expect(patterns.length).toBeGreaterThan(60);
  expect(
    patterns
      .filter(({ pattern }) => runsAway(pattern))
      .map(({ file, pattern }) => `${file}: ${pattern.source}`),
  ).toEqual([]);
}, 60_000);

it.each(['^(a+)+$', '\\s+$'])(
  'and %s, which can, is found',
  (source) => {
    expect(patternsIn(`const planted = /${source}/;`)).toEqual([{ source, flags: '' }]);
    expect(runsAway({ source, flags: '' })).toBe(true);
  },
  20_000,
);
