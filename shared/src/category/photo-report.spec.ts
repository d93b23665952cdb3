import { describe, expect, it } from '@jest/globals';
import { endOfDay } from '../calendar/calendar.js';
import { Simulation, guid, isRefusal, type Name } from '../workflow/simulate.spec-support.js';
import { monday } from './hardship.spec-support.js';
import { photoReport } from './photo-report.js';

const tuesday = '2026-11-24T01:05:00.000Z';
const garbage = { kind: 'garbage', photos: [guid(801)], place: '村口桥边' };
const fixed = { result: 'fixed', words: '清走了', photos: [guid(802)] };
const seen = (by: Name = 'villager', form: object = garbage): Simulation =>
  new Simulation(photoReport).file(form, { at: monday, by });
const fixing = (): Simulation => seen().does('grid', 'accept', tuesday);
const asked = (): Simulation => fixing().does('grid', 'finish', tuesday, fixed);
const why = (sim: Simulation, by: Name, action: string, form: object = {}): string | null => {
  const answer = sim.tries(by, action, tuesday, form);
  return isRefusal(answer) ? `${answer.refused} ${answer.code}` : null;
};

describe('what somebody saw on the way', () => {
  it('is said with a photo, a word or a voice, by villagers and by staff; none of them is demanded', () => {
    const begins = (by: Name, form: object): unknown =>
      new Simulation(photoReport).begins(form, { at: monday, by });
    expect(begins('villager', { kind: 'garbage' })).toMatchObject({ refused: 'blocked', code: 'words' });
    for (const said of [{ photos: [guid(801)] }, { words: '堆了半个月' }, { voice: [guid(803)] }])
      expect(begins('cadre', { kind: 'garbage', ...said })).not.toHaveProperty('refused');
    expect(begins('helper', garbage)).toMatchObject({ refused: 'notYours' });
  });

  it('lies with the grid, and with the water office at once where the water is cut', () => {
    expect(seen().owner).toBe('grid');
    const outage = seen('villager', { kind: 'outage', words: '一早就停了' });
    expect([outage.owner, outage.line]).toEqual(['water', 'water']);
    expect(outage.state).toMatchObject({ status: 'reported', level: 'town', reached: 'town' });
  });

  it('that nobody takes on goes to the town after a day, once', () => {
    const sim = seen().wait('2026-12-30T00:00:00.000Z');
    expect(sim.rows.map(({ action, at }) => [action, at])).toEqual([
      ['report', monday],
      ['passedUp', endOfDay('2026-11-24')],
    ]);
    expect(sim.state).toMatchObject({ status: 'reported', level: 'town' });
  });

  it('has a week to be mended, whoever took it on', () => {
    expect(fixing().state).toMatchObject({ status: 'fixing', due: endOfDay('2026-12-01') });
    expect(why(seen(), 'nextVillage', 'accept')).toBe('notYours who');
    expect(seen().does('cadre', 'accept', tuesday).owner).toBe('cadre');
  });

  it('goes to a line of the town, which may hand back what is not its own', () => {
    const sim = fixing().does('grid', 'refer', tuesday, { line: 'water' });
    expect(sim.owner).toBe('water');
    expect(why(fixing(), 'grid', 'handBack', { reason: '不是我' })).toBe('blocked line');
    expect(sim.offers('water', tuesday).map(({ action }) => action)).toContain('handBack');
    expect(sim.does('water', 'handBack', tuesday, { reason: '这是修路的事' }).owner).toBe('officer');
    expect(sim.state.status).toBe('fixing');
  });

  it('is done in words that whoever said it reads, with a photo where one was taken', () => {
    expect(why(fixing(), 'grid', 'finish', { result: 'fixed' })).toBe('badInput words');
    expect(why(fixing(), 'villager', 'finish', fixed)).toBe('notYours who');
    for (const result of ['fixed', 'gone', 'notNow'])
      expect(fixing().does('grid', 'finish', tuesday, { result, words: '好' }).state).toMatchObject({
        status: 'asking',
        outcome: result,
      });
    expect(seen().does('grid', 'finish', tuesday, fixed).state.status).toBe('asking');
  });
});

describe('asked whether it is well', () => {
  it('ends with a yes of whoever said it, also of those who said it later', () => {
    const sim = asked();
    sim.join('neighbour', 'follower');
    expect(why(sim, 'stranger', 'answer', { done: 'yes' })).toBe('notYours who');
    expect(sim.does('neighbour', 'answer', tuesday, { done: 'yes' }).state).toMatchObject({
      status: 'closed',
      outcome: 'fixed',
      tasks: [],
    });
    expect(asked().does('villager', 'answer', tuesday, { done: 'yes' }).state.status).toBe('closed');
  });

  it('with a no begins anew one level up', () => {
    expect(asked().does('villager', 'answer', tuesday, { done: 'no', words: '又堆了' }).state).toMatchObject({
      status: 'fixing',
      level: 'town',
      outcome: null,
    });
  });

  it('is called about after seven days of silence', () => {
    const sim = asked().wait('2026-12-30T00:00:00.000Z');
    expect(sim.task('callToAsk')?.level).toBe('town');
    expect(sim.state.status).toBe('asking');
  });

  it('begins anew one level up where an appeal is upheld, and ends where it is taken back', () => {
    const over = asked().does('villager', 'answer', tuesday, { done: 'yes' });
    expect(over.does('system', 'appealUpheld', tuesday).state).toMatchObject({
      status: 'fixing',
      level: 'town',
    });
    expect(why(seen(), 'grid', 'withdraw')).toBe('notYours who');
    expect(seen().does('villager', 'withdraw', tuesday).state).toMatchObject({ outcome: 'withdrawn' });
  });
});

describe('whoever said the same later', () => {
  it('is told what is done, and sees neither words nor photos of the first', () => {
    expect(photoReport.sees.follower).not.toContain('story');
    expect(photoReport.sees.reporter).toContain('story');
    expect(photoReport.joins).toEqual({ inGroup: ['outage'] });
  });
});
