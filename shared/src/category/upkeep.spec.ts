import { describe, expect, it } from '@jest/globals';
import { addMinutes, endOfDay } from '../calendar/calendar.js';
import { Simulation, idOf, isRefusal, type Name } from '../workflow/simulate.spec-support.js';
import { appeal } from './appeal.js';
import { homeAt, monday } from './hardship.spec-support.js';
import { inquiry } from './inquiry.js';

const tuesday = '2026-11-24T01:05:00.000Z';
const villager = { person: idOf('villager') };
const unreached = (): Simulation =>
  new Simulation(inquiry)
    .file({ about: 'policy', words: '低保怎么办' }, { at: monday, by: 'villager' })
    .does('system', 'unreached', tuesday, villager);
const why = (sim: Simulation, by: Name, action: string, form: object = {}): string | null => {
  const answer = sim.tries(by, action, tuesday, form);
  return isRefusal(answer) ? `${answer.refused} ${answer.code}` : null;
};

describe('somebody whom no message reached', () => {
  it('is called by whoever is on duty, by the next working day; danger has ten minutes', () => {
    expect(unreached().task('call')).toMatchObject({ holder: idOf('officer'), due: endOfDay('2026-11-25') });
    const danger = homeAt('reported', { urgent: true }).does('system', 'unreached', tuesday, villager);
    expect(danger.task('call')?.due).toBe(addMinutes(tuesday, 10));
    expect(why(unreached(), 'officer', 'unreached', villager)).toBe('notYours who');
  });

  it('of a complaint that the town may not see is called by the county', () => {
    const sim = new Simulation(appeal).file(
      { about: 'complaint', words: '拖着' },
      { at: monday, by: 'villager' },
    );
    const { floor } = sim.does('system', 'unreached', tuesday, villager).state;
    expect([floor, sim.task('call')?.level]).toEqual(['county', 'county']);
  });

  it('is called once at a time, however many messages did not arrive', () => {
    const sim = unreached().does('system', 'unreached', tuesday, { person: idOf('neighbour') });
    expect(sim.state.tasks.filter(({ key }) => key === 'call')).toHaveLength(1);
  });

  it('has the call closed by its holder only, once it was answered', () => {
    for (const by of ['grid', 'officer2', 'leader', 'villager'] as const)
      expect(why(unreached(), by, 'called', { how: 'reached' })).not.toBeNull();
    const sim = unreached().does('officer', 'called', tuesday, { how: 'reached' });
    expect(sim.task('call')).toBeUndefined();
    expect(sim.offers('officer', tuesday).map(({ action }) => action)).not.toContain('called');
  });

  it('is visited after three calls that nobody picked up', () => {
    const missed = (sim: Simulation): Simulation =>
      sim.does('officer', 'called', tuesday, { how: 'notReached' });
    const sim = missed(missed(unreached()));
    expect([sim.task('call')?.holder, sim.task('tellAtDoor')]).toEqual([idOf('officer'), undefined]);
    missed(sim);
    expect([sim.task('call'), sim.task('tellAtDoor')?.holder]).toEqual([undefined, idOf('grid')]);
    expect(why(sim, 'cadre', 'toldAtDoor')).toBe('notYours who');
    expect(sim.does('grid', 'toldAtDoor', tuesday).task('tellAtDoor')).toBeUndefined();
    // Another message that did not arrive is counted anew.
    missed(sim.does('system', 'unreached', tuesday, villager));
    expect(sim.task('call')?.holder).toBe(idOf('officer'));
  });
});
