import { describe, expect, it } from '@jest/globals';
import { addDays, dayOf, endOfDay } from '../calendar/calendar.js';
import { homeAt } from './hardship.spec-support.js';

const notOfThePlace = ['stranger', 'nextVillage', 'nextTown', 'otherGrid', 'admin'] as const;

describe('help', () => {
  it('is recorded before anybody asks whether it helped', () => {
    const home = homeAt('helping');
    for (const by of ['villager', ...notOfThePlace] as const)
      expect(home.refuses(by, 'recordHelp')).toBe('notYours who');
    expect(home.refuses('cadre', 'finishHelp')).toBe('blocked help');
    expect(home.refuses('cadre', 'recordHelp', { amount: -1 })).toBe('badInput amount');
    expect(home.then('grid', 'recordHelp').state.status).toBe('helping');
    expect(home.refuses('villager', 'finishHelp')).toBe('notYours who');
    expect(home.then('cadre', 'finishHelp').state).toMatchObject({ status: 'asking', outcome: 'included' });
  });

  it('that came first counts', () => {
    const home = homeAt('helping', { urgent: true }).then('grid', 'helpAtOnce');
    expect(home.refuses('cadre', 'finishHelp')).toBeNull();
  });
});

describe('the question whether it is done', () => {
  it('is answered by the household, or told to whoever asks', () => {
    const home = homeAt('asking');
    for (const by of ['neighbour', 'grid', 'team', ...notOfThePlace] as const)
      expect(home.refuses(by, 'answer')).toBe('notYours who');
    expect(home.refuses('villager', 'answer', { done: 'maybe' })).toBe('badInput done');
    expect(home.then(home.owner ?? 'cadre', 'answer').state).toMatchObject({
      status: 'closed',
      outcome: 'included',
    });
    expect(homeAt('helping').refuses('villager', 'answer')).toBe('notNow state');
  });

  it.each([
    ['the village', 'town'],
    ['the town', 'county'],
    ['the county', 'county'],
  ] as const)(
    'answered 没办好 goes above %s, with a new schedule, to somebody who can load it',
    (_whose, level) => {
      const home = homeAt('accepted').then('grid', 'solve').then('villager', 'answer', { done: 'no' });
      const handlers = ['grid'];
      for (
        let rounds = 1;
        home.state.level !== level || (_whose === 'the county' && rounds < 3);
        rounds += 1
      ) {
        handlers.push(home.owner ?? '');
        home.then(home.owner ?? 'officer', 'solve').then('villager', 'answer', { done: 'no' });
      }
      expect(home.state).toMatchObject({
        status: 'accepted',
        level,
        outcome: null,
        round: home.state.entered,
        reached: level,
      });
      expect(handlers.at(-1)).not.toBe(home.owner);
      expect(home.state.due).toBe(endOfDay(addDays(dayOf(home.state.round), 2)));
      expect(home.buttons(home.owner ?? 'admin')).toContain('solve');
    },
  );

  it('left for seven days opens a call, once; answered, the call is over', () => {
    const home = homeAt('asking');
    expect(home.actsAt).toBe(endOfDay(addDays(dayOf(home.state.entered), 7)));
    home.waits();
    expect(home.task('callToAsk')).toMatchObject({ level: 'town', main: false });
    expect(home.actsAt).toBeNull();
    expect(home.refuses('system', 'callToAsk')).toBe('notNow state');
    expect(home.refuses('officer', 'callToAsk')).toBe('notYours who');
    expect(home.then('officer', 'answer', { done: 'no' }).task('callToAsk')).toBeUndefined();
  });
});

describe('an appeal that was upheld', () => {
  it.each(['reported', 'accepted', 'checking', 'reviewing', 'asking', 'closed'] as const)(
    'brings a case that is %s back one level up, with a new schedule',
    (state) => {
      const home = homeAt(state);
      const { owner } = home;
      home.then('system', 'appealUpheld');
      expect(home.state).toMatchObject({ status: 'accepted', outcome: null, round: home.state.entered });
      expect(home.state.level).toBe(state === 'reviewing' ? 'county' : 'town');
      expect(home.owner).not.toBe(owner);
      expect(
        home.state.tasks.filter(({ key }) => ['compare', 'complete', 'callToAsk'].includes(key)),
      ).toEqual([]);
      expect(home.buttons(home.owner ?? 'admin')).toContain('identify');
    },
  );

  it('after a no of the town lies with the county', () => {
    const home = homeAt('reviewing').then('officer', 'refuse').then('system', 'appealUpheld');
    expect(home.state).toMatchObject({ level: 'county', reached: 'county', outcome: null });
  });

  it('is nobody’s to say by hand', () => {
    for (const by of ['villager', 'officer', 'leader', 'county', ...notOfThePlace] as const)
      expect(homeAt('closed').refuses(by, 'appealUpheld')).toMatch(/notYours/);
  });
});

describe('what everybody may do', () => {
  it('take a case over from the same level, with a reason, and not twice', () => {
    const home = homeAt('accepted');
    for (const by of ['villager', 'county', 'helper', ...notOfThePlace] as const)
      expect(home.refuses(by, 'takeOver')).toBe('notYours who');
    expect(home.refuses('cadre', 'takeOver', { reason: '' })).toBe('badInput reason');
    expect(home.then('cadre', 'takeOver').owner).toBe('cadre');
    expect(home.refuses('cadre', 'takeOver')).toBe('blocked owner');
    expect(home.then('officer', 'takeOver').refuses('cadre', 'takeOver')).toBe('blocked level');
  });

  it('give a case to somebody else, with a reason', () => {
    const home = homeAt('accepted');
    for (const by of ['villager', 'cadre', ...notOfThePlace] as const)
      expect(home.refuses(by, 'reassign')).toBe('notYours who');
    expect(home.refuses('grid', 'reassign', { person: 'cadre' })).toBe('badInput person');
    const { due } = home.state;
    expect(home.then('secretary', 'reassign').state).toMatchObject({ due, status: 'accepted' });
    expect(home.owner).toBe('cadre2');
  });

  it('not touch what the county holds, from below', () => {
    const home = homeAt('deciding');
    expect(home.refuses('grid', 'takeOver')).toBe('blocked level');
    expect(home.refuses('officer', 'takeOver')).toBe('blocked level');
    expect(home.refuses('officer', 'reassign')).toBe('blocked level');
    expect(home.refuses('secretary', 'reassign')).toBe('blocked level');
  });

  it('be seen to have looked, each holder once', () => {
    const home = homeAt('reported').then('grid', 'seen');
    expect(home.refuses('grid', 'seen')).toBe('notNow state');
    expect(home.refuses('cadre', 'seen')).toBe('notYours who');
    expect(home.then('cover', 'seen').rows.at(-1)?.as).toHaveProperty('for');
  });

  it('see that another said the same, or that the holder changed, only through the engine', () => {
    for (const action of ['joined', 'handedOver'] as const) {
      expect(homeAt('accepted').refuses('officer', action)).toBe('notYours who');
      const home = homeAt('accepted').then('system', action);
      expect(home.state).toMatchObject({ status: 'accepted', version: 2 });
    }
  });

  it('be heard a second time: danger that is said then makes it urgent', () => {
    const home = homeAt('accepted').then('system', 'joined', { urgent: true });
    expect(home.state).toMatchObject({ status: 'accepted', urgent: true });
    expect(home.state.tasks.map(({ key }) => key)).toContain('urgentCall');
  });
});
