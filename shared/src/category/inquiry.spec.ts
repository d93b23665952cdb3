import { describe, expect, it } from '@jest/globals';
import { endOfDay } from '../calendar/calendar.js';
import { Simulation, guid, isRefusal, type Name } from '../workflow/simulate.spec-support.js';
import { monday } from './hardship.spec-support.js';
import { inquiry } from './inquiry.js';

const tuesday = '2026-11-24T01:05:00.000Z';
const question = { about: 'policy', words: '低保怎么办' };
const asked = (by: Name = 'villager', form: object = question): Simulation =>
  new Simulation(inquiry).file(form, { at: monday, by });
const answered = (): Simulation => asked().does('grid', 'answer', tuesday, { words: '带户口本到镇里' });
const why = (sim: Simulation, by: Name, action: string, form: object = {}): string | null => {
  const answer = sim.tries(by, action, tuesday, form);
  return isRefusal(answer) ? `${answer.refused} ${answer.code}` : null;
};

describe('a question', () => {
  it('is asked in words or by voice, by anybody or by staff for somebody', () => {
    const begins = (by: Name, form: object): unknown =>
      new Simulation(inquiry).begins(form, { at: monday, by });
    expect(begins('villager', { about: 'policy' })).toMatchObject({ refused: 'blocked', code: 'words' });
    expect(begins('villager', { about: 'policy', voice: [guid(801)] })).not.toHaveProperty('refused');
    expect(begins('cadre', question)).not.toHaveProperty('refused');
    expect(begins('water', question)).toMatchObject({ refused: 'notYours' });
  });

  it('lies with the grid and is answered in two working days', () => {
    expect(asked().state).toMatchObject({
      status: 'asked',
      level: 'village',
      floor: 'village',
      reached: 'town',
      due: endOfDay('2026-11-25'),
    });
  });

  it('is passed to a line with the same day to answer', () => {
    const sim = asked();
    expect(why(sim, 'cadre', 'pass', { line: 'water' })).toBe('notYours who');
    expect(why(sim, 'villager', 'pass', { line: 'water' })).toBe('notYours who');
    expect(why(sim, 'grid', 'pass', { line: 'roads' })).toBe('badInput line');
    const { due } = sim.state;
    expect(why(sim, 'grid', 'pass', { line: 'water' })).toBeNull();
    expect(sim.owner).toBe('water');
    expect(sim.state).toMatchObject({ status: 'asked', due, version: 2 });
    expect(why(sim, 'medical', 'answer', { words: '好' })).toBe('notYours who');
    expect(why(sim, 'water', 'answer', { words: '好' })).toBeNull();
  });

  it('is answered by its owner or the town, in words', () => {
    for (const by of ['villager', 'cadre', 'leader', 'county', 'admin', 'nextTown'] as const)
      expect(why(asked(), by, 'answer', { words: '好' })).toBe('notYours who');
    expect(why(asked(), 'grid', 'answer', { words: ' ' })).toBe('badInput words');
    expect(why(answered(), 'grid', 'answer', { words: '好' })).toBe('notNow state');
    expect(answered().state).toMatchObject({ status: 'answered', outcome: 'answered' });
    expect(asked().does('officer', 'answer', tuesday, { words: '好' }).state.status).toBe('answered');
  });
});

describe('an answer', () => {
  it('that is understood ends it, said by the person or told to whoever asks', () => {
    expect(why(answered(), 'stranger', 'understood')).toBe('notYours who');
    expect(answered().does('villager', 'understood', tuesday).state).toMatchObject({
      status: 'closed',
      outcome: 'answered',
      tasks: [],
    });
    expect(answered().does('grid', 'understood', tuesday).state.status).toBe('closed');
  });

  it('that is not clear goes one level up each time, to somebody who can load it', () => {
    const sim = answered().does('villager', 'unclear', tuesday);
    expect(sim.state).toMatchObject({ status: 'asked', level: 'town', outcome: null, reached: 'town' });
    sim.does(sim.owner ?? 'officer', 'answer', tuesday, { words: '好' }).does('villager', 'unclear', tuesday);
    expect(sim.state).toMatchObject({ status: 'asked', level: 'county', reached: 'county' });
    expect(sim.offers('county', tuesday).map(({ action }) => action)).toContain('answer');
  });

  it('that was wrong begins anew one level up once an appeal is upheld, open or closed', () => {
    const over = answered().does('villager', 'understood', tuesday);
    for (const sim of [answered(), over])
      expect(sim.does('system', 'appealUpheld', tuesday).state).toMatchObject({
        status: 'asked',
        level: 'town',
        outcome: null,
      });
    expect(why(answered(), 'officer', 'appealUpheld')).toBe('notYours who');
  });

  it('to which nobody says anything for seven days is the last word', () => {
    const sim = answered();
    expect(sim.actsAt).toBe(endOfDay('2026-12-01'));
    expect(sim.wait(endOfDay('2026-12-01')).state).toMatchObject({ status: 'closed', outcome: 'answered' });
    expect(why(answered(), 'officer', 'fellSilent')).toBe('notYours who');
  });
});
