import { describe, expect, it } from '@jest/globals';
import { endOfDay } from '../calendar/calendar.js';
import type { Row } from '../workflow/fold.js';
import { Simulation, isRefusal, type Name } from '../workflow/simulate.spec-support.js';
import { monday } from './hardship.spec-support.js';
import { matters } from './service-request.form.js';
import { serviceRequest } from './service-request.js';

const tuesday = '2026-11-24T01:05:00.000Z';
const friday = { day: '2026-11-27', half: 'am' };
const saturday = { day: '2026-11-28', half: 'pm' };
const pension = { matter: 'pension', channel: 'self', ...friday };
const wished = (form: object = pension): Simulation =>
  new Simulation(serviceRequest).file(form, { at: monday, by: 'villager' });
const proposed = (): Simulation => wished().does('grid', 'propose', tuesday, saturday);
const agreed = (): Simulation => wished().does('grid', 'confirm', tuesday);
const why = (sim: Simulation, by: Name, action: string, form: object = {}, at = tuesday): string | null => {
  const answer = sim.tries(by, action, at, form);
  return isRefusal(answer) ? `${answer.refused} ${answer.code}` : null;
};
const prepared = (sim: Simulation): readonly string[] => {
  const { prepare = [] } = serviceRequest.states[sim.state.status as keyof typeof serviceRequest.states] as {
    prepare?: readonly string[] | ((history: readonly Row[]) => readonly string[]);
  };
  return typeof prepare === 'function' ? prepare(sim.rows) : prepare;
};
const told = (sim: Simulation): string | null | undefined => {
  const row = sim.rows.at(-1) as Row;
  const action = serviceRequest.actions[row.action];
  const names = { actor: '李建国', owner: '李建国', person: '', until: '' };
  return action?.tells.villager({ row, history: sim.rows.slice(0, -1), ...names });
};

describe('a visit that somebody asks for', () => {
  it('is wished for a day to come, at most a month ahead', () => {
    const begins = (day: string): unknown =>
      new Simulation(serviceRequest).begins({ ...pension, day }, { at: monday, by: 'villager' });
    expect(begins('2026-11-22')).toMatchObject({ refused: 'blocked', code: 'day' });
    expect(begins('2026-12-24')).toMatchObject({ refused: 'blocked', code: 'day' });
    for (const day of ['2026-11-23', '2026-12-23']) expect(begins(day)).not.toHaveProperty('refused');
  });

  it('lies with the grid, which has a working day to say when', () => {
    expect(wished().owner).toBe('grid');
    expect(wished().state).toMatchObject({ status: 'requested', due: endOfDay('2026-11-24') });
  });

  it('is promised for the day that was wished: both sides read it, and it is what the task is due by', () => {
    const sim = agreed();
    expect(told(sim)).toBe('约好了：11月27日 周五上午，李建国来');
    expect(sim.state).toMatchObject({ status: 'agreed', due: endOfDay('2026-11-27') });
    expect(why(wished(), 'grid', 'confirm', {}, '2026-11-28T01:00:00.000Z')).toBe('blocked day');
    expect(why(wished(), 'villager', 'confirm')).toBe('notYours who');
  });

  it('may be put on another day, which counts only once the other side says yes', () => {
    const sim = proposed();
    expect(sim.state).toMatchObject({ status: 'proposed', due: endOfDay('2026-11-25') });
    expect(why(proposed(), 'stranger', 'agree')).toBe('notYours who');
    sim.does('villager', 'agree', tuesday);
    expect(told(sim)).toBe('约好了：11月28日 周六下午，李建国来');
    expect([sim.owner, sim.state.due]).toEqual(['grid', endOfDay('2026-11-28')]);
    sim.does('villager', 'otherTime', tuesday, friday).does('grid', 'confirm', tuesday);
    expect(sim.state.due).toBe(endOfDay('2026-11-27'));
    expect(why(sim, 'grid', 'propose', { ...friday, day: '2026-11-20' })).toBe('blocked day');
  });

  it('is asked about by telephone where nobody says yes', () => {
    const sim = proposed().wait('2026-12-30T00:00:00.000Z');
    expect(sim.task('callForTime')?.due).toBe(endOfDay('2026-11-27'));
    sim.does('grid', 'propose', '2026-11-27T01:00:00.000Z', saturday);
    expect(why(proposed(), 'grid', 'agree')).toBeNull();
  });

  it('may be passed to a line, which then comes', () => {
    const sim = wished().does('grid', 'pass', tuesday, { line: 'medical' });
    expect(sim.owner).toBe('medical');
    expect(sim.does('medical', 'confirm', tuesday).owner).toBe('medical');
  });

  it('tells in the words of the house what to lay ready, whatever the matter', () => {
    expect(prepared(agreed())).toEqual(['身份证']);
    for (const { value, bring } of matters)
      expect(prepared(wished({ ...pension, matter: value }).does('grid', 'confirm', tuesday))).toEqual(bring);
  });
});

describe('the visit', () => {
  it('is done, or cannot be, in words that are read; then it is asked about', () => {
    for (const result of ['done', 'cannot'])
      expect(agreed().does('grid', 'visited', tuesday, { result, words: '好' }).state).toMatchObject({
        status: 'asking',
        outcome: result,
      });
    expect(why(agreed(), 'grid', 'visited', { result: 'done' })).toBe('badInput words');
    expect(why(agreed(), 'villager', 'visited', { result: 'done', words: '好' })).toBe('notYours who');
  });

  it('that wants another paper names it, and another day is found once it is there', () => {
    expect(why(agreed(), 'grid', 'visited', { result: 'papers', words: '少一样' })).toBe('blocked missing');
    const sim = agreed().does('grid', 'visited', tuesday, {
      result: 'papers',
      words: '少一样',
      missing: '存折',
    });
    expect(sim.state).toMatchObject({ status: 'gathering', outcome: null, due: endOfDay('2026-12-01') });
    expect(prepared(sim)).toEqual(['存折']);
    sim.does('villager', 'ready', tuesday, saturday).does('grid', 'confirm', tuesday);
    expect(sim.state).toMatchObject({ status: 'agreed', due: endOfDay('2026-11-28') });
    expect(prepared(sim)).toEqual(['身份证']);
  });

  it('ends with a yes; with a no somebody one level up finds another day', () => {
    const asked = (): Simulation =>
      agreed().does('grid', 'visited', tuesday, { result: 'done', words: '好' });
    expect(asked().does('villager', 'answer', tuesday, { done: 'yes' }).state.status).toBe('closed');
    expect(asked().does('villager', 'answer', tuesday, { done: 'no' }).state).toMatchObject({
      status: 'requested',
      level: 'town',
    });
    expect(asked().wait('2026-12-30T00:00:00.000Z').task('callToAsk')?.level).toBe('town');
  });

  it('is taken back by whoever asked, and begins anew where an appeal is upheld', () => {
    expect(agreed().does('villager', 'withdraw', tuesday).state).toMatchObject({
      status: 'closed',
      outcome: 'withdrawn',
    });
    expect(why(agreed(), 'grid', 'withdraw')).toBe('notYours who');
    expect(agreed().does('system', 'appealUpheld', tuesday).state).toMatchObject({
      status: 'requested',
      level: 'town',
    });
  });
});
