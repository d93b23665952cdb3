import { describe, expect, it } from '@jest/globals';
import type { Level } from '../access/role.js';
import { endOfDay } from '../calendar/calendar.js';
import { Simulation, idOf, isRefusal, type Name } from '../workflow/simulate.spec-support.js';
import { appeal } from './appeal.js';
import { monday } from './hardship.spec-support.js';

const tuesday = '2026-11-24T01:05:00.000Z';
const unfair = { about: 'unfair', words: '不公道' };
const told = { upheld: 'no', words: '查过了，没有不对' };

/** An appeal against what somebody of a level decided; null is about no case. */
function against(level: Level | null, form: object = unfair): Simulation {
  const sim = new Simulation(appeal);
  const link = {
    kind: 'appealsAgainst',
    direction: 'from',
    category: 'hardship',
    open: false,
    outcome: 'notIncluded',
  } as const;
  sim.facts = level ? { links: [link], decidedAt: level } : { links: [] };
  return sim.file(form, { at: monday, by: 'villager' });
}
const why = (sim: Simulation, by: Name, action: string, form: object = {}): string | null => {
  const answer = sim.tries(by, action, tuesday, form);
  return isRefusal(answer) ? `${answer.refused} ${answer.code}` : null;
};

describe('an appeal', () => {
  it('says what is wrong, and with which case unless it is a complaint', () => {
    expect(() => against('village', { about: 'unfair' })).toThrow(/words/);
    expect(() => against(null)).toThrow(/blocked about/);
    expect(() => against(null, { about: 'result', words: '不服' })).toThrow(/blocked about/);
    expect(against(null, { about: 'complaint', words: '态度不好' }).state.status).toBe('reported');
    expect(
      new Simulation(appeal).begins({ about: 'complaint', words: '不好' }, { at: monday, by: 'officer' }),
    ).toMatchObject({ refused: 'notYours' });
  });

  it.each([
    ['village', 'town', 'town'],
    ['town', 'county', 'county'],
    ['county', 'county', 'county'],
  ] as const)('against the %s lies with the %s and is loaded from the %s up', (decided, level, floor) => {
    expect(against(decided).state).toMatchObject({
      level,
      floor,
      reached: 'county',
      due: endOfDay('2026-11-30'),
    });
  });

  it('about people is the county’s alone', () => {
    const sim = against('village', { about: 'complaint', words: '他收了东西' });
    expect(sim.state).toMatchObject({ level: 'county', floor: 'county' });
    for (const by of ['grid', 'cadre', 'secretary', 'officer', 'leader', 'water', 'admin'] as const) {
      expect(sim.offers(by, tuesday)).toEqual([]);
      expect(why(sim, by, 'answer', told)).toBe('notYours who');
      expect(why(sim, by, 'reassign', { person: idOf('officer'), reason: '换' })).toBe('notYours who');
    }
    expect(why(sim, 'county2', 'answer', told)).toBe('notYours who');
    expect(why(sim, 'county', 'answer', told)).toBeNull();
  });

  it('against the village is not for the village to load', () => {
    for (const by of ['grid', 'cadre', 'secretary'] as const)
      expect(against('village').offers(by, tuesday)).toEqual([]);
    expect(why(against('village'), 'secretary', 'reassign', { person: idOf('cadre'), reason: '我来' })).toBe(
      'notYours who',
    );
  });

  it.each([
    ['yes', 'upheld'],
    ['partly', 'partly'],
    ['no', 'notUpheld'],
  ])('answered %s ends as %s, and the answer is done', (upheld, outcome) => {
    const sim = against('village').does('officer', 'answer', tuesday, { ...told, upheld });
    expect(sim.state).toMatchObject({ status: 'closed', outcome, tasks: [] });
    expect(sim.effects).toEqual(['upholdAppeal']);
    expect(why(sim, 'officer', 'answer', told)).toBe('notYours who');
  });

  it('is answered in words by whoever holds it', () => {
    expect(why(against('village'), 'officer', 'answer', { upheld: 'no', words: '' })).toBe('badInput words');
    expect(why(against('village'), 'officer2', 'answer', told)).toBe('notYours who');
    expect(why(against('village'), 'villager', 'answer', told)).toBe('notYours who');
  });
});
