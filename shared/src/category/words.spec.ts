import { describe, expect, it } from '@jest/globals';
import type { Field } from '../form/field.js';
import type { ActionDefinition, StateDefinition, Telling, Workflow } from '../workflow/define.js';
import type { Row } from '../workflow/fold.js';
import { categories } from './registry.js';

const workflows = Object.values<Workflow>(categories);
const actions = workflows.flatMap(({ category, actions: all }) =>
  Object.entries<ActionDefinition>(all).map(([name, action]) => ({ name: `${category}.${name}`, action })),
);
const byVillagers = actions.filter(({ action }) =>
  action.who.some((who) => typeof who === 'object' && 'parties' in who),
);

/** Words of copy that no villager reads: labels, and what nobody of seventy says aloud. */
const forbidden = /返贫|贫困|监测|对象|申请人|用户|系统|提交|审核|受理|反馈|上传|授权|编辑|抱歉/;

/** Written where data go, so that a sentence can be measured without them. */
const blank = '�';

/** Rows as the forms let them be: what must be answered, each answer of a choice in turn, nothing that may be left out. */
const rowsOf = ({ form }: ActionDefinition): readonly object[] => {
  const required = Object.entries(form?.fields ?? {}).filter(
    ([, { schema }]) => !schema.safeParse(undefined).success,
  );
  const filled = (turn: number): object =>
    Object.fromEntries(
      required.map(([key, { kind, options }]) => [
        key,
        options?.[turn % options.length]?.value ?? (kind === 'date' ? '2026-11-27' : blank),
      ]),
    );
  const turns = Math.max(4, ...required.map(([, { options = [] }]) => options.length));
  return Array.from({ length: turns }, (_, turn) => turn).flatMap((turn) => [
    { form: filled(turn), decided: {} },
    { form: filled(turn), decided: { to: 'checking' } },
  ]);
};
const told = (action: ActionDefinition, side: 'villager' | 'staff'): readonly string[] => [
  ...new Set(
    rowsOf(action).flatMap(
      (row) =>
        action.tells[side]({
          row,
          history: [row],
          actor: blank,
          owner: blank,
          person: blank,
          until: blank,
        } as unknown as Telling) ?? [],
    ),
  ),
];

/** What one is to lay ready, whatever was asked for. */
const prepared = ({ prepare = [] }: StateDefinition): readonly string[] => {
  if (typeof prepare !== 'function') return prepare;
  const asked = actions.flatMap(({ action }) => rowsOf(action)) as unknown as readonly Row[];
  return asked.flatMap((row) => prepare([row]));
};

const sentences: readonly { where: string; words: string }[] = [
  ...workflows.flatMap(({ category, states, steps }) => [
    ...Object.entries(states).flatMap(([name, state]) =>
      [state.says, ...prepared(state)].map((words) => ({ where: `${category}.${name}`, words })),
    ),
    ...steps.flatMap(({ key, title, hint = '' }) =>
      [title, hint].map((words) => ({ where: `${category} step ${key}`, words })),
    ),
  ]),
  ...actions.flatMap(({ name, action }) => told(action, 'villager').map((words) => ({ where: name, words }))),
  ...byVillagers.map(({ name, action }) => ({ where: name, words: action.title })),
];

const length = (words: string): number => [...words].length;
const fieldsOf = ({ form }: ActionDefinition): readonly Field[] => Object.values(form?.fields ?? {});

describe('what villagers read', () => {
  it.each(sentences)('$where is short: $words', ({ words }) => {
    // A sentence ends at 。 ？ or ， followed by another fact; 20 characters hold one of them, data left out.
    for (const sentence of words.split(/[。？]/))
      expect(length(sentence.replaceAll(blank, ''))).toBeLessThanOrEqual(20);
  });

  it.each(sentences)('$where labels nobody and files nothing: $words', ({ words }) =>
    expect(words).not.toMatch(forbidden),
  );

  it.each(byVillagers)('$name has a button of at most eight characters', ({ action }) => {
    expect(length(action.title.replace(/[，。？]/g, ''))).toBeLessThanOrEqual(8);
  });

  it.each(byVillagers)('$name asks in words of its own', ({ action }) => {
    const asked = fieldsOf(action).flatMap(({ title, help = '', options = [] }) => [
      title,
      help,
      ...options.flatMap((option) => [option.title, option.help ?? '']),
    ]);
    expect(asked.filter((words) => forbidden.test(words) || length(words) > 20)).toEqual([]);
  });

  it.each(byVillagers)('$name says in plain words what is missing', ({ action }) => {
    expect((action.guards ?? []).map(({ words }) => words).filter((words) => forbidden.test(words))).toEqual(
      [],
    );
  });

  it('is data and words, never a hole', () => {
    for (const { words } of sentences) expect(words).not.toMatch(/undefined|null|NaN|\[object/);
  });
});

describe('what staff read', () => {
  it.each(actions)('of $name is told, with nothing missing', ({ action }) => {
    expect(told(action, 'staff')).not.toEqual([]);
    for (const words of told(action, 'staff')) expect(words).not.toMatch(/^$|undefined|null|\[object/);
  });

  it.each(workflows)(
    'of $category gives every task a title of at most 14 characters that names no hardship',
    ({ states, actions: all }) => {
      const titles = [
        ...Object.values(states).flatMap(({ task }) => task?.title ?? []),
        ...Object.values(all).flatMap(({ opens = [] }) => opens.map(({ title }) => title)),
      ];
      expect(titles.length).toBeGreaterThan(0);
      for (const title of titles) {
        expect(length(title)).toBeLessThanOrEqual(14);
        expect(title).not.toMatch(/病|残|穷|贫|欠|饿/);
      }
    },
  );
});

describe('every form', () => {
  it.each(actions.filter(({ action }) => action.form))(
    'of $name has a title on every field, and options that differ',
    ({ action }) => {
      for (const { title, options = [], showWhen } of fieldsOf(action)) {
        expect(title.trim()).not.toBe('');
        expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
        expect(new Set(options.map((option) => option.title)).size).toBe(options.length);
        const known = action.form?.fields[showWhen?.field ?? '']?.options?.map(({ value }) => value) ?? [];
        expect(known).toEqual(expect.arrayContaining([...(showWhen?.is ?? [])]));
      }
    },
  );
});
