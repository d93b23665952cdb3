import { describe, expect, it } from '@jest/globals';
import { endOfDay } from '../calendar/calendar.js';
import { guid } from '../workflow/simulate.spec-support.js';
import { Household, formOf, homeAt, monday } from './hardship.spec-support.js';

const report = (by: 'villager' | 'neighbour' | 'grid' | 'helper' | 'county', change: object = {}): string => {
  const answer = new Household().begins(formOf('report', change), { at: monday, by, subject: 'villager' });
  return 'refused' in answer ? `${answer.refused} ${answer.code}` : 'taken';
};

describe('a report', () => {
  it.each([
    ['of the household itself', 'villager', {}, 'taken'],
    ['of a neighbour who says who he is', 'neighbour', { channel: 'proxy', relation: '邻居' }, 'taken'],
    ['of a neighbour who does not', 'neighbour', { channel: 'proxy' }, 'blocked relation'],
    ['on paper, entered by a cadre', 'grid', { channel: 'paper' }, 'taken'],
    ['by somebody who files nothing', 'county', {}, 'notYours who'],
    ['by a help person, whose part is visits', 'helper', {}, 'notYours who'],
    ['without a word', 'villager', { words: undefined }, 'blocked words'],
    ['of blanks', 'villager', { words: '  ' }, 'badInput words'],
    ['by voice', 'villager', { words: undefined, voice: [guid(801)] }, 'taken'],
    ['that only asks for a visit', 'villager', { words: undefined, channel: 'visitRequest' }, 'taken'],
    ['of no tile', 'villager', { kind: 'poor' }, 'badInput kind'],
    ['with a key that nobody asked', 'villager', { idNumber: '1' }, 'badInput idNumber'],
  ] as const)('%s', (_what, by, change, answer) => expect(report(by, change)).toBe(answer));

  it('promises a first contact by the next working day', () => {
    const home = homeAt('reported');
    expect(home.task('contact')).toMatchObject({ due: endOfDay('2026-11-24'), main: false });
    expect(home.task('tellSubject')).toBeUndefined();
    expect(home.task('urgentCall')).toBeUndefined();
  });

  it('for somebody without a phone opens a task to tell that person', () => {
    const home = new Household();
    home.facts = { ...home.facts, subjectReachable: false };
    home.file(formOf('report', { channel: 'proxy', relation: '邻居' }), {
      at: monday,
      by: 'neighbour',
      subject: 'villager',
    });
    expect(home.refuses('officer', 'tellSubject')).toBe('notYours who');
    expect(home.then('cadre', 'tellSubject').task('tellSubject')).toBeUndefined();
    expect(home.refuses('cadre', 'tellSubject')).toBe('blocked told');
  });
});

describe('acceptance', () => {
  it('is for the village', () => {
    const home = homeAt('reported');
    for (const by of [
      'villager',
      'officer',
      'team',
      'otherGrid',
      'nextVillage',
      'county',
      'admin',
    ] as const) {
      expect(home.refuses(by, 'accept')).toBe('notYours who');
    }
    expect(home.then('grid2', 'accept').state).toMatchObject({
      status: 'accepted',
      owner: expect.any(String),
    });
    expect(home.owner).toBe('grid2');
    expect(home.refuses('grid', 'accept')).toBe('notNow state');
  });
});

describe('the first promise', () => {
  it('is kept by whoever reached the person', () => {
    const home = homeAt('accepted').then('cadre', 'contacted', { how: 'notReached' });
    expect(home.task('contact')).toBeDefined();
    expect(home.then('grid', 'contacted').task('contact')).toBeUndefined();
  });

  it('is nobody’s who is not of the place', () => {
    for (const by of ['villager', 'helper', 'nextVillage', 'nextTown', 'county'] as const) {
      expect(homeAt('accepted').refuses(by, 'contacted')).toBe('notYours who');
    }
  });
});

describe('what is solved at once', () => {
  it('is asked about, by whoever holds it', () => {
    const home = homeAt('accepted');
    expect(home.refuses('cadre', 'solve')).toBe('notYours who');
    expect(home.refuses('grid', 'solve', { what: '' })).toBe('badInput what');
    expect(home.then('grid', 'solve').state).toMatchObject({ status: 'asking', outcome: 'solved' });
    expect(home.refuses('grid', 'solve')).toBe('notNow state');
  });

  it('is not said by the last handler of a case that went one level up', () => {
    const home = homeAt('accepted').then('grid', 'solve').then('villager', 'answer', { done: 'no' });
    expect(home.task('contact')?.holder).toBe(home.rows[0]?.decided.opened?.[0]?.holder);
    for (const action of ['solve', 'refer', 'identify', 'withdraw', 'reassign'] as const)
      expect(home.refuses('grid', action)).toBe('notYours who');
    expect(home.refuses('grid', 'takeOver')).toBe('blocked level');
    expect(home.refuses('secretary', 'reassign')).toBe('blocked level');
  });
});

describe('a referral', () => {
  it('goes to the line that was named, which can then load it', () => {
    const home = homeAt('referred');
    expect(home.owner).toBe('water');
    expect(home.refuses('medical', 'acceptReferral')).toBe('notYours who');
    expect(home.state.due).toBe(endOfDay('2026-11-25'));
    expect(homeAt('accepted').refuses('cadre', 'refer')).toBe('notYours who');
    expect(homeAt('accepted').refuses('grid', 'refer', { line: 'roads' })).toBe('badInput line');
    expect(homeAt('checking').refuses('grid', 'refer')).toBe('notNow state');
  });

  it('is accepted, finished and asked about', () => {
    const home = homeAt('referred');
    expect(home.refuses('water', 'finishReferral')).toBe('blocked notTaken');
    home.then('water', 'acceptReferral');
    expect(home.refuses('water', 'acceptReferral')).toBe('blocked taken');
    expect(home.refuses('water', 'declineReferral')).toBe('blocked taken');
    expect(home.then('water', 'finishReferral').state).toMatchObject({
      status: 'asking',
      outcome: 'referred',
    });
    expect(home.owner).toBe('water');
  });

  it('is declined to the town', () => {
    const home = homeAt('referred');
    expect(home.refuses('grid', 'declineReferral')).toBe('notYours who');
    expect(home.refuses('water', 'declineReferral', { reason: ' ' })).toBe('badInput reason');
    expect(home.then('water', 'declineReferral').state).toMatchObject({ status: 'accepted', level: 'town' });
    expect(home.owner).toBe('officer');
  });

  it('falls to the town when the line is silent for two working days, and not when it has taken it on', () => {
    const silent = homeAt('referred');
    expect(silent.actsAt).toBe(endOfDay('2026-11-25'));
    expect(silent.waits().state).toMatchObject({ status: 'accepted', level: 'town' });
    const taken = homeAt('referred').then('water', 'acceptReferral');
    expect(taken.waits().state.status).toBe('referred');
    expect(taken.refuses('system', 'referralSilent')).toBe('blocked taken');
    expect(silent.refuses('officer', 'referralSilent')).toBe('notYours who');
  });

  it('that the household finds undone goes above the line, to a county that can load it', () => {
    const home = homeAt('referred')
      .then('water', 'acceptReferral')
      .then('water', 'finishReferral')
      .then('villager', 'answer', { done: 'no' });
    expect(home.state).toMatchObject({
      status: 'accepted',
      level: 'county',
      reached: 'county',
      outcome: null,
    });
    expect(home.buttons('county')).not.toEqual([]);
  });
});

describe('a second report of the same trouble', () => {
  it('is joined to the live case by the village or the town, before the check', () => {
    for (const by of ['villager', 'team', 'county', 'nextVillage', 'admin'] as const)
      expect(homeAt('accepted').refuses(by, 'join')).toBe('notYours who');
    expect(homeAt('checking').refuses('cadre', 'join')).toBe('notNow state');
    expect(homeAt('accepted').refuses('cadre', 'join', { into: undefined })).toBe('badInput into');
    expect(homeAt('reported').then('officer', 'join').state).toMatchObject({
      status: 'closed',
      outcome: 'joined',
      tasks: [],
    });
    expect(homeAt('accepted').buttons('cadre')).toContain('join');
    expect(homeAt('accepted').buttons('villager')).not.toContain('join');
  });
});

describe('danger', () => {
  it('calls the town within minutes, before any paper', () => {
    const home = homeAt('reported', { urgent: true });
    expect(home.state.urgent).toBe(true);
    expect(home.task('urgentCall')).toMatchObject({ level: 'town', due: '2026-11-23T01:15:00.000Z' });
    expect(home.then('officer', 'contacted').task('urgentCall')).toBeUndefined();
  });

  it('may be said later, once, by the household or by staff', () => {
    const home = homeAt('checking');
    expect(home.refuses('stranger', 'markUrgent')).toBe('notYours who');
    expect(home.refuses('villager', 'markUrgent', { what: '' })).toBe('badInput what');
    expect(home.then('villager', 'markUrgent').state).toMatchObject({ urgent: true, status: 'checking' });
    expect(home.refuses('cadre', 'markUrgent')).toBe('blocked urgent');
    expect(home.refuses('villager', 'markUrgent')).toBe('blocked urgent');
  });

  it('is helped at once, and the papers follow in ten working days', () => {
    expect(homeAt('accepted').refuses('grid', 'helpAtOnce')).toBe('blocked urgent');
    const home = homeAt('accepted', { urgent: true });
    expect(home.refuses('villager', 'helpAtOnce')).toBe('notYours who');
    home.then('grid', 'helpAtOnce');
    expect(home.task('urgentCall')).toBeUndefined();
    expect(home.task('backfill')).toMatchObject({ holder: home.state.owner, due: endOfDay('2026-12-07') });
    expect(home.refuses('cadre', 'backfill')).toBe('notYours who');
    expect(home.then('grid', 'backfill').task('backfill')).toBeUndefined();
    expect(home.refuses('grid', 'backfill')).toBe('blocked backfill');
  });
});

describe('a withdrawal', () => {
  it('is the household’s own word, or a proof of it, and never a stranger’s', () => {
    const home = homeAt('comparing');
    expect(home.refuses('county', 'withdraw')).toBe('blocked proof');
    expect(home.refuses('grid', 'withdraw')).toBe('notYours who');
    expect(home.refuses('neighbour', 'withdraw')).toBe('notYours who');
    expect(home.then('villager', 'withdraw').state).toMatchObject({
      status: 'closed',
      outcome: 'withdrawn',
      tasks: [],
    });
    expect(home.effects).toEqual(['takeOffNotice']);
    expect(home.refuses('villager', 'withdraw')).toBe('notNow state');
  });

  it('told to a cadre carries its proof', () => {
    const proof = { how: 'voice', file: guid(802) };
    expect(homeAt('accepted').then('grid', 'withdraw', { proof }).state.outcome).toBe('withdrawn');
  });

  it('by the person spoken for stops the case, and where danger was said the town looks first', () => {
    const spoken = (urgent: boolean): Household =>
      new Household().file(formOf('report', { channel: 'proxy', relation: '邻居', urgent }), {
        at: monday,
        by: 'neighbour',
        subject: 'villager',
      });
    expect(spoken(false).then('villager', 'withdraw').state.status).toBe('closed');
    const home = spoken(true).then('villager', 'withdraw');
    expect(home.state).toMatchObject({ status: 'accepted', level: 'town', outcome: null, urgent: true });
    expect(home.then('villager', 'withdraw').state.status).toBe('accepted');
    expect(home.refuses('officer', 'withdraw')).toBe('notYours who');
    const proof = { how: 'signature', file: guid(803) };
    expect(home.then(home.owner ?? 'officer', 'withdraw', { proof }).state).toMatchObject({
      status: 'closed',
      outcome: 'withdrawn',
    });
  });

  it('of an urgent case, written down by the village, is looked at by the town as well', () => {
    const home = homeAt('accepted', { urgent: true }).then('grid', 'withdraw', {
      proof: { how: 'voice', file: guid(804) },
    });
    expect(home.state).toMatchObject({ status: 'accepted', level: 'town', outcome: null });
  });

  it('in the middle of the check leaves no task of the check behind', () => {
    const home = homeAt('checking', { urgent: true })
      .then('villager', 'authorise')
      .then('villager', 'withdraw');
    expect(home.state.status).toBe('accepted');
    expect(home.task('compare')).toBeUndefined();
  });
});
