import { describe, expect, it } from '@jest/globals';
import { card } from './card.spec-support.js';
import {
  branches,
  choose,
  defineWorkflow,
  levelAbove,
  type ActionDefinition,
  type Ctx,
  type StateDefinition,
  type Workflow,
} from './define.js';

const state = (name: keyof typeof card.states, change: Partial<StateDefinition>): Workflow => ({
  ...card,
  states: { ...card.states, [name]: { ...card.states[name], ...change } },
});

const withAction = (name: keyof typeof card.actions, change: Partial<ActionDefinition>): Workflow => ({
  ...card,
  actions: { ...card.actions, [name]: { ...card.actions[name], ...change } },
});

const longTask = {
  key: 'x',
  title: '一二三四五六七八九十一二三四五',
  assign: { to: 'keep' },
  due: { param: 'refer.days', from: 'now' },
} as const;

describe('a definition', () => {
  it('that is whole is given back as it is', () => expect(defineWorkflow(card)).toBe(card));

  it.each<[string, Workflow, RegExp]>([
    ['goes to no state', withAction('lend', { to: 'eaten' }), /lend names eaten, which is no state/],
    [
      'goes to no state in one of its branches',
      withAction('check', { to: [{ is: 'eaten' }] }),
      /check names eaten/,
    ],
    ['starts from no state', withAction('lend', { from: ['shelf'] }), /lend names shelf/],
    ['belongs to no step', state('lent', { step: 'reading' }), /lent belongs to step reading/],
    [
      'ends with no outcome',
      withAction('giveBack', { outcome: 'burnt' }),
      /giveBack ends with burnt, which is no outcome/,
    ],
    [
      'leaves an open state without a task',
      state('checked', { task: undefined } as object),
      /checked is not closed and opens no task/,
    ],
    [
      'leaves a waiting state without a task',
      state('lent', { task: undefined } as object),
      /lent is not closed and opens no task/,
    ],
    ['titles a main task at length', state('checked', { task: longTask }), /longer than 14/],
    ['titles a side task at length', withAction('remind', { opens: [longTask] }), /longer than 14/],
    [
      'waits for what is no action',
      state('held', { after: { param: 'notice.days', count: 'span', do: 'sing' } }),
      /held wants sing/,
    ],
    [
      'has the engine do what is for people',
      state('held', { after: { param: 'notice.days', count: 'span', do: 'lend' } }),
      /may not do lend in held/,
    ],
    [
      'has the engine do it elsewhere',
      state('held', { after: { param: 'notice.days', count: 'span', do: 'remind' } }),
      /may not do remind in held/,
    ],
    ['holds a state that nobody reaches', withAction('hold', { to: 'checked' }), /held cannot be reached/],
    [
      'holds an end that nobody reaches',
      { ...card, states: { ...card.states, lost: { ...card.states.closed } } },
      /lost cannot be reached/,
    ],
    ['starts nowhere', withAction('apply', { from: ['closed'] }), /cannot be reached/],
  ])('that %s is refused when it is loaded', (_what, broken, why) => {
    expect(() => defineWorkflow(broken)).toThrow(why);
  });

  it('counts characters, not bytes or surrogates', () => {
    const rare = { ...longTask, title: '𠮷'.repeat(14) };
    expect(defineWorkflow(state('checked', { task: rare })).category).toBe('card');
  });
});

describe('a conditional', () => {
  const ctx = { form: { n: 2 } } as unknown as Ctx<{ n: number }>;

  it('takes the first branch that holds, and none where none does', () => {
    expect(choose([{ when: ({ form }) => form.n > 1, is: 'many' }, { is: 'few' }], ctx)).toBe('many');
    expect(choose([{ when: ({ form }) => form.n > 5, is: 'many' }, { is: 'few' }], ctx)).toBe('few');
    expect(choose([{ when: ({ form }) => form.n > 5, is: 'many' }], ctx)).toBeUndefined();
    expect(choose(undefined, ctx)).toBeUndefined();
  });

  it('may be a plain value, a list included', () => {
    expect(choose('x', ctx)).toBe('x');
    expect(choose(['a', 'b'], ctx)).toEqual(['a', 'b']);
    expect(branches(['a', 'b'])).toEqual([['a', 'b']]);
    expect(branches([{ when: () => false, is: 'a' }, { is: 'b' }])).toEqual(['a', 'b']);
    expect(branches(undefined)).toEqual([]);
  });
});

describe('one level up', () => {
  it('ends at the county', () =>
    expect(['village', 'town', 'county'].map((level) => levelAbove(level as 'village'))).toEqual([
      'town',
      'county',
      'county',
    ]));
});
