import { describe, expect, it } from '@jest/globals';
import { card } from './card.spec-support.js';
import { actsAt } from './decide.js';
import type { Workflow } from './define.js';
import { fold, lastMain, since, step } from './fold.js';
import { Simulation, calendar, idOf, isRefusal, params } from './simulate.spec-support.js';

const monday = '2026-11-23T01:05:00.000Z';
const later = (hours: number): string => new Date(Date.parse(monday) + hours * 3_600_000).toISOString();
const filed = (more: object = {}): Simulation =>
  new Simulation(card).file({ book: 'novel', age: 9, ...more }, { at: monday, by: 'villager' });
const checked = (): Simulation =>
  filed()
    .does('grid', 'look', later(1))
    .does('cadre', 'look', later(1))
    .does('grid', 'check', later(2), { ok: true });

describe('beginning', () => {
  it('enters the first state, opens its tasks and sets floor and reached', () => {
    const { state } = filed();
    expect(state).toMatchObject({
      status: 'applied',
      owner: idOf('grid'),
      level: 'village',
      floor: 'village',
      reached: 'village',
      version: 1,
      seq: 1,
    });
    expect(state.tasks.map(({ key, main }) => [key, main])).toEqual([
      ['check', true],
      ['greet', false],
    ]);
    expect(state.due).toBe('2026-11-24T16:00:00.000Z');
  });

  it('opens what depends on the form only where it holds', () => {
    expect(filed().task('hurry')).toBeUndefined();
    expect(filed({ hurry: true }).task('hurry')?.due).toBe('2026-11-23T01:15:00.000Z');
    expect(filed({ hurry: true }).state.urgent).toBe(true);
  });

  it('is refused to whom it is not open', () => {
    const sim = new Simulation(card);
    expect(sim.begins({ book: 'novel', age: 9 }, { at: monday, by: 'county' })).toMatchObject({
      refused: 'notYours',
    });
    expect(sim.begins({ book: 'novel', age: 5 }, { at: monday, by: 'villager' })).toMatchObject({
      refused: 'blocked',
      code: 'age',
    });
    expect(sim.begins({ book: 'tale', age: 9 }, { at: monday, by: 'villager' })).toMatchObject({
      refused: 'badInput',
      code: 'book',
    });
  });

  it('needs an action that starts, and a history with a beginning', () => {
    const { apply: _, ...others } = card.actions;
    const endless: Workflow = { ...card, actions: others };
    expect(() => new Simulation(endless).file({}, { at: monday, by: 'villager' })).toThrow(
      /no action that starts it/,
    );
    expect(() => fold([])).toThrow(/begins with a row/);
    const { rows, state } = filed().does('grid', 'look', later(1));
    expect(() => fold(rows.slice(1))).toThrow(/begins with a row/);
    expect(() => step(state, rows[1] as (typeof rows)[number])).toThrow(/does not follow/);
  });
});

describe('a refusal', () => {
  it.each([
    ['of a name that is no action', 'fly', {}, 'notFound'],
    ['of a name that every object has', 'constructor', {}, 'notFound'],
    ['of a second beginning', 'apply', { book: 'novel', age: 9 }, 'notFound'],
    ['of another state’s act', 'lend', { days: 3 }, 'notNow'],
    ['of what is too early, to be tried again', 'check', { ok: true }, 'notNow'],
  ])('%s', (_what, action, form, refused) => {
    expect(filed().tries('grid', action, later(1), form)).toMatchObject({ refused });
  });

  it('says which key was wrong, and refuses keys that are not asked', () => {
    const sim = checked();
    const { owner = 'grid' } = sim;
    expect(sim.tries(owner, 'lend', later(3), { days: 'ten' })).toMatchObject({
      refused: 'badInput',
      code: 'days',
      words: '“几天”没写对，改一下',
    });
    expect(sim.tries(owner, 'lend', later(3), { days: 3, fine: 1 })).toMatchObject({
      refused: 'badInput',
      code: 'fine',
    });
    expect(sim.tries(owner, 'lend', later(3))).toMatchObject({ refused: 'badInput' });
    expect(sim.tries(owner, 'lend', later(3), { days: 31 })).toMatchObject({
      refused: 'blocked',
      code: 'days',
    });
    expect(sim.state.status).toBe('checked');
  });

  it('keeps retry for the phone that was too early', () => {
    expect(filed().tries('grid', 'check', later(1), { ok: true })).toEqual({
      refused: 'notNow',
      code: 'two',
      words: '两个人看过才算',
      retry: true,
    });
  });
});

describe('a mark', () => {
  it('of the same person is not taken twice, of another it is, and it changes no version', () => {
    const sim = filed().does('grid', 'look', later(1));
    expect(sim.tries('grid', 'look', later(1))).toMatchObject({ refused: 'notNow' });
    expect(sim.does('cadre', 'look', later(1)).state).toMatchObject({
      status: 'applied',
      version: 1,
      seq: 3,
    });
  });

  it('counts from the entry of the state', () => {
    const sim = checked().does('villager', 'complain', later(3));
    expect(since(sim.rows)).toHaveLength(1);
    expect(sim.tries('grid', 'look', later(4))).not.toHaveProperty('refused');
  });
});

describe('a button', () => {
  const seen = (sim: Simulation, action: string) =>
    sim.offers(sim.owner ?? 'grid', later(9)).find((ability) => ability.action === action);

  it('carries its form, its place and why it must wait', () => {
    expect(seen(filed(), 'check')).toEqual({
      action: 'check',
      title: '看好了',
      main: true,
      form: 'card.check',
      screen: null,
      blockedBy: { code: 'two', words: '两个人看过才算' },
    });
    expect(seen(checked(), 'lend')).toEqual({
      action: 'lend',
      title: '借出去',
      main: true,
      form: 'card.lend',
      screen: null,
    });
  });

  it('is the main one only where the definition says so', () => {
    expect(
      filed()
        .offers('grid', later(1))
        .filter(({ main }) => main)
        .map(({ action }) => action),
    ).toEqual(['check']);
  });

  it('that makes no sense is not drawn, and pressing it all the same is refused', () => {
    const sim = checked();
    const { owner = 'grid' } = sim;
    sim.does(owner, 'lend', later(3), { days: 7 }).wait('2026-12-02T00:00:00.000Z');
    const caller = sim.task('call')?.holder === idOf('cadre') ? 'cadre' : 'secretary';
    sim.does(caller, 'call', later(300));
    expect(sim.state.tasks.map(({ key }) => key)).toEqual(['wait']);
    expect(seen(sim, 'call')).toBeUndefined();
    expect(sim.tries(sim.owner ?? 'grid', 'call', later(301))).toMatchObject({
      refused: 'blocked',
      code: 'called',
    });
  });

  it('of the engine or of a screen is never drawn', () => {
    expect(seen(filed(), 'seen')).toBeUndefined();
    expect(filed().tries('grid', 'seen', later(1))).not.toHaveProperty('refused');
  });
});

describe('an owner', () => {
  it('is covered on leave, and the row says for whom', () => {
    const sim = filed().does('cover', 'seen', later(1));
    expect(sim.rows.at(-1)?.as).toMatchObject({ for: idOf('grid') });
    expect(sim.tries('grid2', 'seen', later(1))).toMatchObject({ refused: 'notYours' });
  });

  it('of a side task does not move the case', () => {
    const sim = filed().does('grid', 'give', later(1), { person: idOf('cadre') });
    expect(sim.task('greet')?.holder).toBe(idOf('grid'));
    expect(sim.tries('grid', 'give', later(1), { person: idOf('grid') })).toMatchObject({
      refused: 'notYours',
    });
  });

  it('changes without a new date', () => {
    const sim = filed();
    const { due } = sim.state;
    expect(sim.does('grid', 'give', later(9), { person: idOf('cadre') }).state).toMatchObject({
      due,
      owner: idOf('cadre'),
      version: 2,
    });
  });

  it('one level up can load what is handed up', () => {
    const sim = checked().does('villager', 'complain', later(3));
    expect(sim.state).toMatchObject({ level: 'town', reached: 'town' });
    sim
      .does('officer', 'look', later(4))
      .does('leader', 'look', later(4))
      .does('officer', 'check', later(5), { ok: true });
    expect(sim.state).toMatchObject({ status: 'checked', level: 'village' });
  });

  it('is found again where a closed case opens', () => {
    const sim = filed()
      .does('grid', 'look', later(1))
      .does('cadre', 'look', later(1))
      .does('grid', 'check', later(2), { ok: false });
    expect(sim.state).toMatchObject({
      status: 'closed',
      outcome: 'refused',
      owner: null,
      level: null,
      due: null,
      tasks: [],
    });
    expect(lastMain(sim.rows)?.holder).toBe(idOf('grid'));
    expect(sim.does('villager', 'reopen', later(3)).state).toMatchObject({
      status: 'applied',
      outcome: null,
      level: 'town',
      reached: 'town',
      round: later(3),
    });
  });
});

describe('the clock', () => {
  it('acts when the full days are over and not before', () => {
    const sim = checked();
    sim.does(sim.owner ?? 'grid', 'hold', later(3));
    expect(sim.actsAt).toBe('2026-11-28T16:00:00.000Z');
    expect(sim.wait('2026-11-28T15:59:59.999Z').state.status).toBe('held');
    expect(sim.wait('2026-11-28T16:00:00.000Z').state.status).toBe('checked');
  });

  it('stays due while it is blocked', () => {
    const sim = checked();
    sim.does(sim.owner ?? 'grid', 'hold', later(3));
    sim.facts = { links: [{ kind: 'objectsTo', direction: 'to', category: 'x', open: true, outcome: null }] };
    expect(sim.wait('2026-12-02T00:00:00.000Z').state.status).toBe('held');
    sim.facts = { links: [] };
    expect(sim.wait('2026-12-02T00:00:00.000Z').state.status).toBe('checked');
  });

  it('acts once in a state, and again in the next one', () => {
    const sim = checked();
    sim.does(sim.owner ?? 'grid', 'lend', later(3), { days: 7 });
    expect(actsAt(card, { state: sim.state, params, calendar })).toBe('2026-11-30T16:00:00.000Z');
    sim.wait('2027-01-01T00:00:00.000Z');
    expect(sim.rows.filter(({ action }) => action === 'remind')).toHaveLength(1);
    expect(isRefusal(sim.tries('system', 'remind', '2027-01-01T00:00:00.000Z'))).toBe(true);
    sim.does('villager', 'complain', '2027-01-02T00:00:00.000Z');
    expect(sim.task('call')).toBeUndefined();
    expect(sim.actsAt).toBeNull();
  });

  it('is nobody’s but the engine’s', () => {
    const sim = checked();
    sim.does(sim.owner ?? 'grid', 'hold', later(3));
    for (const by of ['officer', 'county', 'villager', 'admin'] as const) {
      expect(sim.tries(by, 'endHold', '2026-12-02T00:00:00.000Z')).toMatchObject({ refused: 'notYours' });
    }
  });
});

describe('effects', () => {
  it('are named where their condition holds', () => {
    const plain = checked();
    plain.does(plain.owner ?? 'grid', 'lend', later(3), { days: 7 }).does('villager', 'giveBack', later(5));
    expect(plain.effects).toEqual([]);
    const hurried = filed({ hurry: true })
      .does('grid', 'look', later(1))
      .does('cadre', 'look', later(1))
      .does('grid', 'check', later(2), { ok: true });
    hurried
      .does(hurried.owner ?? 'grid', 'lend', later(3), { days: 7 })
      .does('villager', 'giveBack', later(5));
    expect(hurried.effects).toEqual(['nextReader']);
  });
});
