import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import { lines } from '@songtao/shared/access/line.js';
import { roleTitles } from '@songtao/shared/access/role.js';
import { consentText } from '@songtao/shared/api/session.js';
import { areas512002101 } from '@songtao/shared/area/data/512002101.js';
import { authoriseForm, kinds } from '@songtao/shared/category/hardship.form.js';
import { categories } from '@songtao/shared/category/registry.js';
import { generalClasses, needs, noticeKinds } from '@songtao/shared/notice/notice.js';
import { clipName, cut, recorded } from '@songtao/shared/voice/cut.js';
import type {
  ActionDefinition,
  StateDefinition,
  Telling,
  Workflow,
} from '@songtao/shared/workflow/define.js';
import type { Row } from '@songtao/shared/workflow/fold.js';
import { announcedTitle, defaultTitle } from '../server/src/notice/notice-item.service.js';
import { lookWords } from '../server/src/me/looks.js';

const root = join(import.meta.dirname, '..');
const clips = join(root, 'server/assets/voice');
/** Written where data go. */
const gap = '，';

interface Marked {
  readonly fixed: string[];
  /** Fixed words that pass as words from elsewhere. */
  readonly disguised: string[];
}

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every node below this one. */
function* nodes(tree: unknown): Generator<Node> {
  if (!isNode(tree)) return;
  if (typeof tree.type === 'string') yield tree;
  for (const child of Object.values(tree)) yield* nodes(child);
}

const nameOf = (node: unknown): unknown => (isNode(node) ? node.value : undefined);

/** Words under the mark `aloud` in a source, and words written right into `told`. */
function marked(source: string, tsx = true): Marked {
  const found: Marked = { fixed: [], disguised: [] };
  for (const node of nodes(parseSync(source, { syntax: 'typescript', tsx }))) {
    if (node.type === 'TaggedTemplateExpression' && nameOf(node.tag) === 'aloud') {
      const { quasis } = node.template as { quasis: { cooked: string }[] };
      found.fixed.push(quasis.map(({ cooked }) => cooked).join(gap));
    }
    if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'told') continue;
    for (const { type, value } of nodes(node.arguments)) {
      if (type === 'StringLiteral' && /[\u3400-\u9fff]/.test(String(value)))
        found.disguised.push(String(value));
    }
  }
  return found;
}

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.spec'))
    .map((path) => ({ path, text: readFileSync(join(root, folder, path), 'utf8') }));
}

/** What villagers are told of an action, for every way in which its form may be filled. */
function toldBy({ form, tells }: ActionDefinition): string[] {
  const fields = Object.entries(form?.fields ?? {});
  const filled = (turn: number): object =>
    Object.fromEntries(
      fields.map(([key, { kind, options }]) => [
        key,
        options?.[turn % options.length]?.value ?? (kind === 'date' ? '2026-11-27' : gap),
      ]),
    );
  return [0, 1, 2, 3].flatMap((turn) =>
    [{}, { to: 'checking' }].flatMap((decided) => {
      const row = { form: filled(turn), decided };
      const telling = { row, history: [row], actor: gap, owner: gap, person: gap, until: gap };
      return tells.villager(telling as unknown as Telling) ?? [];
    }),
  );
}

/** What is to be laid ready, whatever a form may have asked for. */
function preparedFor(
  { prepare = [] }: StateDefinition,
  actions: readonly ActionDefinition[],
): readonly string[] {
  if (typeof prepare !== 'function') return prepare;
  const values = actions.flatMap(({ form }) =>
    Object.entries(form?.fields ?? {}).flatMap(([key, { options = [] }]) =>
      options.map(({ value }) => ({ [key]: value })),
    ),
  );
  return values.flatMap((form) => prepare([{ form } as unknown as Row]));
}

/** What a category says to villagers, on the page of a case and in messages. */
function sentencesOf({ title, steps, states, actions, door }: Workflow): string[] {
  const all = Object.values<ActionDefinition>(actions);
  const forms = all.filter(({ who }) => who.some((one) => typeof one === 'object' && 'parties' in one));
  return [
    title,
    ...steps.map((step) => step.title),
    ...Object.values(states).flatMap((state) => [state.says, ...preparedFor(state, all)]),
    ...all.flatMap(toldBy),
    ...forms.map((action) => action.title),
    ...forms.flatMap(({ form }) => Object.values(form?.fields ?? {}).map((field) => field.title)),
    // What a form asked for stands on the last look before it goes out.
    ...(door ? forms.flatMap(({ form }) => optionsOf(form)) : []),
  ];
}

const optionsOf = (form: ActionDefinition['form']): string[] =>
  Object.values(form?.fields ?? {}).flatMap(({ options = [] }) => options.map((option) => option.title));

const titles = (options: readonly { readonly title: string }[]): string[] =>
  options.map(({ title }) => title);

/** Words that pages put into what they read, by where they are declared. */
const declared: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    Object.values<Workflow>(categories).map((workflow) => [workflow.category, sentencesOf(workflow)]),
  ),
  kinds: titles(kinds),
  scopes: titles(authoriseForm.fields.scope?.options ?? []),
  consent: [consentText.title, ...consentText.lines],
  needs: titles(needs),
  notices: [
    ...Object.values(noticeKinds).map(({ title }) => title),
    ...generalClasses,
    defaultTitle(3),
    announcedTitle(3),
  ],
  looks: Object.values(lookWords),
  roles: [...Object.values(roleTitles), ...Object.values(lines)],
  areas: areas512002101.map(({ name }) => name),
};

const unsaid = (text: string): string[] =>
  cut(text)
    .filter((piece) => !piece.recorded)
    .map(({ words }) => words);

const pages = sources('miniapp/src').map(({ path, text }) => ({ path, ...marked(text, path.endsWith('x')) }));

describe('what pages read aloud', () => {
  it.each(pages.filter(({ fixed }) => fixed.length > 0))('$path is recorded', ({ fixed }) => {
    expect(fixed.flatMap(unsaid)).toEqual([]);
  });

  it.each(Object.entries(declared))('the words of %s are recorded', (_, sentences) => {
    expect(sentences.length).toBeGreaterThan(0);
    expect([...new Set(sentences.flatMap(unsaid))]).toEqual([]);
  });

  it('hides no fixed words among those from elsewhere', () => {
    expect(pages.flatMap(({ disguised }) => disguised)).toEqual([]);
  });

  it('is looked for well: a new sentence is found, and one in disguise', () => {
    const source =
      'export const a = (n: string) => <P text={aloud`新的一句${told(n)}吗`} more={told("一句话")} />;';
    expect(marked(source)).toEqual({ fixed: [`新的一句${gap}吗`], disguised: ['一句话'] });
    expect(unsaid('从没录过的这一句')).not.toEqual([]);
  });
});

describe('the recordings', () => {
  const files = readdirSync(clips);

  it('are those of the list and no others: node server/voice.mjs makes them', () => {
    expect(files.toSorted()).toEqual([...recorded].map((phrase) => `${clipName(phrase)}.mp3`).toSorted());
  });

  it('are mp3, and all of them together are small', () => {
    const sizes = files.map((file) => statSync(join(clips, file)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_650_000);
    for (const file of files) {
      const head = readFileSync(join(clips, file)).subarray(0, 2);
      // A frame of MPEG-2 layer III: 16 kHz has no other.
      expect([file, head[0], (head[1] ?? 0) & 0xfe]).toEqual([file, 0xff, 0xf2]);
    }
  });
});
