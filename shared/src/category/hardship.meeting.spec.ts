import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOf, endOfDay } from '../calendar/calendar.js';
import { guid } from '../workflow/simulate.spec-support.js';
import { homeAt, meeting, type Household } from './hardship.spec-support.js';

const atTheMeeting = (change: Partial<typeof meeting>): Household => {
  const home = homeAt('deliberating');
  home.facts = { ...home.facts, meeting: { ...meeting, ...change } };
  return home;
};
const objected = (home: Household, open: boolean): Household => {
  home.facts = {
    ...home.facts,
    links: [{ kind: 'objectsTo', direction: 'to', category: 'objection', open, outcome: null }],
  };
  return home;
};

describe('the deliberation', () => {
  it.each(['villager', 'grid', 'secretary', 'team', 'officer', 'leader', 'county', 'nextVillage'] as const)(
    'is not recorded by %s',
    (by) => {
      expect(homeAt('deliberating').refuses(by, 'deliberate')).toBe('notYours who');
    },
  );

  it('has its button before anybody has chosen the meeting', () => {
    const home = homeAt('deliberating');
    home.facts = { links: [] };
    expect(home.buttons('cadre')).toContain('deliberate');
  });

  it('needs a meeting, its minutes, and relatives outside', () => {
    const unmet = homeAt('deliberating');
    unmet.facts = { links: [] };
    expect(unmet.refuses('cadre', 'deliberate')).toBe('blocked kin');
    expect(atTheMeeting({ hasMinutes: false }).refuses('cadre', 'deliberate')).toBe('blocked minutes');
    expect(homeAt('deliberating').refuses('cadre', 'deliberate', { recused: [], votesFor: 6 })).toBe(
      'blocked kin',
    );
    expect(homeAt('deliberating').refuses('cadre', 'deliberate', { reason: '' })).toBe('badInput reason');
  });

  it.each([
    ['two thirds after the recusal', 7, 5, null],
    ['one fewer', 6, 4, 'blocked quorum'],
    ['nobody', 0, 0, 'blocked quorum'],
  ])('wants a quorum: %s', (_what, came, votesFor, answer) => {
    const home = atTheMeeting({ present: meeting.roster.slice(0, came) });
    expect(home.refuses('cadre', 'deliberate', { votesFor, votesAgainst: came > 0 ? 1 : 0 })).toBe(answer);
  });

  it('counts nobody who was not called, and is none where nobody was', () => {
    const guests = [...meeting.roster.slice(0, 6), guid(501), guid(502)];
    expect(atTheMeeting({ present: guests }).refuses('cadre', 'deliberate', { votesFor: 7 })).toBe(
      'blocked quorum',
    );
    expect(
      atTheMeeting({ roster: [], present: [], kin: [] }).refuses('cadre', 'deliberate', {
        votesFor: 0,
        votesAgainst: 0,
      }),
    ).toBe('blocked quorum');
  });

  it('has one voter for each vote', () => {
    expect(homeAt('deliberating').refuses('cadre', 'deliberate', { votesFor: 6 })).toBe('blocked votes');
    expect(homeAt('deliberating').refuses('cadre', 'deliberate', { votesFor: 4 })).toBe('blocked votes');
    expect(homeAt('deliberating').refuses('cadre', 'deliberate', { votesFor: -1 })).toBe('badInput votesFor');
  });

  it('passes by more than half of the votes, else goes to the town without a list', () => {
    const everybody = meeting.roster.slice(0, 9);
    fc.assert(
      fc.property(fc.nat({ max: 8 }), fc.nat({ max: 8 }), (votesFor, against) => {
        const votesAgainst = Math.min(against, 8 - votesFor);
        const votesAbstained = 8 - votesFor - votesAgainst;
        const home = atTheMeeting({ present: everybody }).then('cadre', 'deliberate', {
          votesFor,
          votesAgainst,
          votesAbstained,
        });
        expect(home.state.status).toBe(votesFor > 4 ? 'posting' : 'reviewing');
      }),
    );
  });

  it('that did not pass is never approved, and may be looked at again', () => {
    const home = homeAt('deliberating')
      .then('cadre', 'deliberate', { votesFor: 3, votesAgainst: 3 })
      .then('officer', 'readMaterials');
    expect(home.refuses('officer', 'approve')).toBe('blocked deliberation');
    expect(home.refuses('officer', 'sendBack', { backTo: 'checking' })).toBeNull();
    expect(home.state.status).toBe('checking');
  });
});

describe('the public notice', () => {
  it('is posted by another than who recorded the meeting', () => {
    const home = homeAt('posting');
    expect(home.refuses('cadre', 'post')).toBe('blocked fourEyes');
    for (const by of ['villager', 'grid', 'officer', 'county'] as const)
      expect(home.refuses(by, 'post')).toBe('notYours who');
    expect(home.offers('secretary', home.now).find(({ action }) => action === 'post')).toMatchObject({
      main: true,
      screen: 'publicNotice',
    });
    expect(home.then('cadre2', 'post').state.status).toBe('noticed');
  });

  it('hangs for five full days, the day of posting not counted', () => {
    const home = homeAt('noticed');
    expect(home.actsAt).toBe(endOfDay(addDays(dayOf(home.state.entered), 5)));
    expect(home.waits().state).toMatchObject({ status: 'reviewing', level: 'town' });
  });

  it('does not end while an objection is open, and ends once it was not upheld', () => {
    const home = objected(homeAt('noticed'), true);
    expect(home.waits().state.status).toBe('noticed');
    expect(home.refuses('system', 'endNotice')).toBe('notNow objection');
    expect(objected(home, false).waits().state.status).toBe('reviewing');
  });

  it('objected to while it is reviewed waits too', () => {
    const home = objected(homeAt('reviewing').then('officer', 'readMaterials'), true);
    expect(home.refuses('officer', 'approve')).toBe('notNow objection');
    expect(objected(home, false).refuses('officer', 'approve')).toBeNull();
  });

  it('is not held up by an objection that this case makes itself', () => {
    const home = homeAt('noticed');
    home.facts = {
      ...home.facts,
      links: [{ kind: 'objectsTo', direction: 'from', category: 'x', open: true, outcome: null }],
    };
    expect(home.waits().state.status).toBe('reviewing');
  });

  it.each(['noticed', 'reviewing'] as const)(
    'objected to rightly while %s takes the name off and checks again, with a new schedule',
    (state) => {
      const home = homeAt(state);
      if (state === 'reviewing') home.then('officer', 'sendBack');
      home.then('system', 'objectionUpheld');
      expect(home.state).toMatchObject({
        status: 'checking',
        level: 'village',
        round: home.state.entered,
        due: endOfDay(addDays(dayOf(home.state.entered), 2)),
      });
      expect(home.effects).toEqual(['takeOffNotice']);
      expect(home.task('complete')).toBeUndefined();
      expect(home.refuses('grid', 'finishCheck')).toBe('notNow twoPeople');
      home.then('grid', 'attend').then('team', 'attend').then('grid', 'finishCheck');
      // The household agreed once; the comparison and the meeting are of the new round.
      expect(home.state.status).toBe('comparing');
      expect(
        home.then('county', 'compare').then('cadre2', 'deliberate').then('cadre', 'post').state.status,
      ).toBe('noticed');
    },
  );

  it('is nobody’s to end or to annul by hand', () => {
    for (const by of ['villager', 'secretary', 'officer', 'leader', 'county', 'admin'] as const) {
      expect(homeAt('noticed').refuses(by, 'endNotice')).toBe('notYours who');
      expect(homeAt('noticed').refuses(by, 'objectionUpheld')).toBe('notYours who');
    }
  });
});
