import { describe, expect, it } from '@jest/globals';
import { endOfDay } from '../calendar/calendar.js';
import type { Facts } from '../workflow/define.js';
import { Simulation, guid, idOf, isRefusal, type Name } from '../workflow/simulate.spec-support.js';
import { monday } from './hardship.spec-support.js';
import { objection } from './objection.js';

const tuesday = '2026-11-24T01:05:00.000Z';
const words = { about: 'unfit', words: '他家有两套房', hidden: true };
const told = { upheld: 'no', words: '查过了，没有不合适' };
const link: Facts['links'][number] = {
  kind: 'objectsTo',
  direction: 'from',
  category: 'hardship',
  open: true,
  outcome: null,
};

/** An objection that holds so many households. */
function to(households: number, by: Name = 'neighbour'): Simulation {
  const sim = new Simulation(objection);
  sim.facts = { links: Array.from({ length: households }, () => link) };
  return sim.file(words, { at: monday, by, subject: 'stranger' });
}
const why = (sim: Simulation, by: Name, action: string, form: object = {}): string | null => {
  const answer = sim.tries(by, action, tuesday, form);
  return isRefusal(answer) ? `${answer.refused} ${answer.code}` : null;
};

describe('an objection', () => {
  it('is said in words or by voice, and whether the village may know is asked', () => {
    const begins = (by: Name, form: object): unknown =>
      new Simulation(objection).begins(form, { at: monday, by });
    expect(begins('villager', { about: 'unfit', hidden: false })).toMatchObject({
      refused: 'blocked',
      code: 'words',
    });
    expect(begins('villager', { about: 'unfit', words: '不对' })).toMatchObject({
      refused: 'badInput',
      code: 'hidden',
    });
    expect(begins('villager', { about: 'unfit', voice: [guid(801)], hidden: true })).not.toHaveProperty(
      'refused',
    );
    expect(begins('grid', words)).toMatchObject({ refused: 'notYours' });
    expect(begins('county', words)).toMatchObject({ refused: 'notYours' });
  });

  it('lies with the town for five working days and does not exist for the village, not even for the cadre who wrote it down', () => {
    const sim = to(1, 'cadre');
    expect(sim.state).toMatchObject({
      level: 'town',
      floor: 'town',
      reached: 'town',
      due: endOfDay('2026-11-30'),
    });
    for (const by of ['grid', 'cadre', 'cadre2', 'secretary', 'team', 'first'] as const) {
      expect(sim.offers(by, tuesday)).toEqual([]);
      expect(why(sim, by, 'reassign', { person: idOf('cadre'), reason: '我来' })).toBe('notYours who');
    }
    expect(why(sim, 'county', 'answer', told)).toBe('notYours who');
  });

  it('that holds everybody is narrowed to one household before it is upheld', () => {
    const sim = to(3);
    expect(why(sim, 'officer', 'answer', { ...told, upheld: 'yes' })).toBe('blocked which');
    expect(why(sim, 'officer2', 'assignTo', { household: guid(900) })).toBe('notYours who');
    expect(why(sim, 'officer', 'assignTo', { household: 'x' })).toBe('badInput household');
    expect(why(sim, 'officer', 'assignTo', { household: guid(900) })).toBeNull();
    expect(sim.effects).toEqual(['narrowObjection']);
    expect(sim.state).toMatchObject({ status: 'reported', version: 1 });
    sim.facts = { links: [link] };
    expect(why(sim, 'officer', 'answer', { ...told, upheld: 'yes' })).toBeNull();
    expect(sim.state).toMatchObject({ status: 'closed', outcome: 'upheld', tasks: [] });
    expect(sim.effects).toEqual(['settleObjection']);
  });

  it('that was not right needs no household', () => {
    expect(to(3).does('officer', 'answer', tuesday, told).state.outcome).toBe('notUpheld');
    expect(why(to(0), 'officer', 'answer', { ...told, upheld: 'yes' })).toBe('blocked which');
    expect(why(to(1), 'neighbour', 'answer', told)).toBe('notYours who');
    expect(why(to(1), 'officer', 'answer', { upheld: 'no' })).toBe('badInput words');
  });
});
